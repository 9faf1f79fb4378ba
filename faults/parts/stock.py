"""Packs that an operator may show while inputs are random: some in a store, and one more on a memory stick."""

from __future__ import annotations

import shutil
from pathlib import Path

from kiosk.app import Kiosk
from kiosk.content.loader import load_pack
from kiosk.device.errors import RefusedError
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.store.archive_builder import build
from kiosk.packs.store.installer import Installer
from kiosk.tour.synthetic_touch import wait_until
from parts import packs

SHOWCASE = Path(__file__).resolve().parents[2] / "content" / "showcase"
SECONDS = 60


class Stock:
    """A store with two versions of the showcase; the newer one is live, and can be made live again."""

    def __init__(self, folder: Path) -> None:
        self.store = Installer(folder / "store")
        self.stick = folder / "stick"
        self.stick.mkdir()
        assets = packs.assets(folder / "house")
        older = Path(shutil.copytree(SHOWCASE, folder / "older"))
        sheet = older / "pack.yaml"
        sheet.write_text(sheet.read_text("utf-8").replace("version: 1.", "version: 0."), "utf-8")
        for source in (older, SHOWCASE):
            packs.install(self.store, source, assets)
        small = load_pack(packs.SMALL, product_catalog()).pack
        assert small is not None
        build(packs.SMALL, small, self.stick)
        self._live = self.store.store_index().live

    def restore(self, kiosk: Kiosk) -> None:
        """Make the newer one live, and wait until it is on the screen; there is no visitor."""
        store_index = self.store.store_index()
        pack = store_index.at(self._live)
        assert pack is not None
        if store_index.live != self._live:
            # An installation begun in the operator menu may lock the store for a moment.
            assert wait_until(lambda: self._use(pack.id, pack.version), SECONDS)
        wanted = (pack.id, pack.version)
        assert wait_until(lambda: _shown(kiosk) == wanted, SECONDS), f"{_shown(kiosk)} stays on the screen"

    def _use(self, name: str, version: str) -> bool:
        try:
            self.store.use(name, version)
        except RefusedError:
            return False
        return True


def _shown(kiosk: Kiosk) -> tuple[str, str]:
    outline = kiosk.session.state.outline
    return outline.pack, outline.version
