"""The power goes at some moment of an installation: the live pack is the old one or the new one, and whole."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.device import disk
from kiosk.device.errors import RefusedError
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import ProductAssets, load_assets
from kiosk.packs.store import installer
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.integrity_check import inspect
from tests.unit.conftest import SMALL
from tests.unit.packs.store.cuts import ForgetfulDisk, put_in_place

ROUNDS = 10


@pytest.fixture(scope="module")
def assets(tmp_path_factory: pytest.TempPathFactory) -> ProductAssets:
    return load_assets(paths.resources(), CompiledCache(tmp_path_factory.mktemp("house")))


@pytest.fixture
def store(tmp_path: Path, assets: ProductAssets) -> Installer:
    """A store in which version 2.1.0 is live, and a version 3.0.0 beside it that has the same pictures."""
    store = Installer(tmp_path / "store")
    store.install(SMALL, assets, None, lambda *_: None)
    new = Path(shutil.copytree(SMALL, tmp_path / "new"))
    sheet = new / "pack.yaml"
    sheet.write_text(sheet.read_text("utf-8").replace("version: 2.1.0", "version: 3.0.0"), "utf-8")
    return store


def live(store: Installer, assets: ProductAssets) -> str:
    """The version that is live; "broken" where it could not be shown."""
    try:
        store_index = store.store_index()
    except RefusedError:
        return "broken"
    pack = store_index.at(store_index.live)
    if pack is None or inspect(store.folder, pack):
        return "broken"
    recalled = store.source(pack, assets, store.widths()).load_cached()
    return pack.version if recalled else "broken"


def cut(
    store: Installer, assets: ProductAssets, at: int, monkeypatch: pytest.MonkeyPatch, seed: int = 0
) -> tuple[str, int]:
    """Install 3.0.0, lose the power at the `at`th moment, and start again; return what is live, and the moments."""
    forgetful = ForgetfulDisk(store.folder, monkeypatch, at, random.Random(seed))
    store.install(store.folder.parent / "new", assets, None, lambda *_: None)
    monkeypatch.undo()
    if forgetful.remains is not None:
        put_in_place(forgetful.remains, store.folder)
    return live(store, assets), forgetful.calls


def test_ten_power_cuts_leave_the_old_pack_or_the_new_one(
    store: Installer, assets: ProductAssets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(store.folder, tmp_path / "before")
    _, moments = cut(store, assets, 0, monkeypatch)
    found = []
    for number in range(ROUNDS):
        shutil.rmtree(store.folder)
        shutil.copytree(tmp_path / "before", store.folder)
        found.append(cut(store, assets, 1 + number * (moments - 1) // (ROUNDS - 1), monkeypatch, number)[0])
    store.install(tmp_path / "new", assets, None, lambda *_: None)
    assert live(store, assets) == "3.0.0"
    assert set(found) == {"2.1.0", "3.0.0"}
    assert (found[0], found[-1]) == ("2.1.0", "3.0.0")


def test_without_waiting_for_the_disk_packs_would_break(
    store: Installer, assets: ProductAssets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(store.folder, tmp_path / "before")
    monkeypatch.setattr(installer, "flush_tree", lambda _: None)
    monkeypatch.setattr(disk, "flush_file", lambda _: None)
    _, moments = cut(store, assets, 0, monkeypatch)
    found = set()
    for seed in range(4):
        shutil.rmtree(store.folder)
        shutil.copytree(tmp_path / "before", store.folder)
        with pytest.MonkeyPatch.context() as careless:
            forgetful = ForgetfulDisk(store.folder, careless, moments, random.Random(seed))
            forgetful.keep_all = lambda: None  # type: ignore[method-assign]
            forgetful._keep_one = lambda _: None  # type: ignore[method-assign]
            store.install(tmp_path / "new", assets, None, lambda *_: None)
        assert forgetful.remains is not None
        put_in_place(forgetful.remains, store.folder)
        found.add(live(store, assets))
    assert "broken" in found
