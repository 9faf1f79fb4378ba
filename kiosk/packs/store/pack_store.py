"""The store as a kiosk reads it: the packs installed on this device, and which of them is live.

Light on purpose: a start imports it. Changes to the store are in `installer`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.device.disk import write_whole
from kiosk.media.rendition_widths import needed_widths
from kiosk.packs.pack_source import PackSource
from kiosk.packs.store.index import Installed, StoreIndex, read_index
from kiosk.packs.store.layout import COMPILED, KEEP, MADE, PACK, SCREEN, SCREEN_PX

if TYPE_CHECKING:
    from kiosk.packs.product_assets import ProductAssets


@dataclass(frozen=True, slots=True)
class PackStore:
    """The store in `folder`; beside the live pack it keeps the `keep` that were live before it."""

    folder: Path
    keep: int = KEEP

    def __post_init__(self) -> None:
        """Make the folder absolute, since compiled data names its files by absolute paths."""
        object.__setattr__(self, "folder", self.folder.absolute())

    def store_index(self) -> StoreIndex:
        """Return the index of installed packs. Raises RefusedError if it cannot be read."""
        return read_index(self.folder)

    def pack_folder(self, pack: Installed) -> Path:
        """Return the folder with the pack.yaml of an installed pack."""
        return self.folder / pack.install_path / PACK

    def source(self, pack: Installed, assets: ProductAssets, widths: Sequence[int]) -> PackSource:
        """Return the source of an installed pack, for a screen; what it compiles is kept in the store."""
        return PackSource(
            self.pack_folder(pack),
            assets,
            self.folder / MADE,
            widths,
            digest=pack.digest,
            compiled=self.folder / pack.install_path / COMPILED,
            install_path=pack.install_path,
            name=f"{pack.id} {pack.version}",
        )

    def note_screen(self, widths: Sequence[int]) -> None:
        """Remember the picture sizes that this device's screen needs, for later installations."""
        if self.widths() != tuple(widths):
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                write_whole(self.folder / SCREEN, json.dumps(list(widths)).encode())

    def widths(self) -> tuple[int, ...]:
        """Return the widths of renditions in px; those for a screen of 1920 px until one is known."""
        with suppress(OSError, ValueError, RecursionError):
            found = json.loads((self.folder / SCREEN).read_bytes())
            if found and all(isinstance(width, int) and 0 < width <= 20_000 for width in found):
                return tuple(found)
        return needed_widths(SCREEN_PX)
