"""Versions of a small pack, a store with one of them, and a check whether a store is intact."""

from __future__ import annotations

import shutil
from pathlib import Path

from kiosk import paths
from kiosk.device.errors import RefusedError
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import ProductAssets, load_assets
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.integrity_check import inspect

SMALL = Path(__file__).resolve().parents[2] / "tests" / "packs" / "small"
POLL = """
  - id: vote
    title: {zh: 选, en: Choose}
    blocks:
      - poll:
          id: which
          question: {zh: 哪一个？, en: Which one?}
          answers:
            - {zh: 这一个, en: This one}
            - {zh: 那一个, en: That one}
"""


def assets(folder: Path) -> ProductAssets:
    """The product's theme and words, compiled in a folder."""
    return load_assets(paths.resources(), CompiledCache(folder))


def version(top: Path, number: int) -> Path:
    """The small pack as version N.0, with unique words and a unique picture."""
    folder = Path(shutil.copytree(SMALL, top / f"version-{number}"))
    sheet = folder / "pack.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("version: 2.1.0", f"version: {number}.0"), "utf-8")
    tower = folder / "media" / "tower.svg"
    tower.write_text(tower.read_text("utf-8") + f"<!-- {number} -->", "utf-8")
    return folder


def votable(top: Path) -> Path:
    """The small pack with a poll on the first page about water."""
    folder = version(top, 1)
    sheet = folder / "panels" / "water.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("pages:\n", f"pages:{POLL}"), "utf-8")
    return folder


def install(store: Installer, source: Path, parts: ProductAssets, *, aside: bool = False) -> None:
    """Install silently."""
    store.install(source, parts, None, lambda *_: None, aside=aside)


def faults_of(store: Installer, parts: ProductAssets) -> list[str]:
    """What is wrong with the live pack of a store, as a kiosk would see it; empty if it can be shown."""
    try:
        store_index = store.store_index()
    except RefusedError as refused:
        return [str(refused.message)]
    pack = store_index.at(store_index.live)
    if pack is None:
        return [f"nothing lies at {store_index.live or 'the place of the live pack'}"]
    damage = inspect(store.folder, pack)
    wrong = [*damage.files, *damage.made]
    if store.source(pack, parts, store.widths()).load_cached() is None:
        wrong.append("it is not compiled")
    return wrong


def live_version(store: Installer) -> str:
    """The live version according to the store index; "" if it cannot be read."""
    try:
        store_index = store.store_index()
    except RefusedError:
        return ""
    pack = store_index.at(store_index.live)
    return pack.version if pack else ""
