"""The store as a kiosk reads it: which packs are installed on this device, and which of them is live.

Light on purpose: a start imports it. What changes the store is in `installer`.
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
from kiosk.packs.pack_loader import PackLoader
from kiosk.packs.store.index import Installed, StoreIndex, read_index
from kiosk.packs.store.layout import COMPILED, KEEP, MADE, PACK, SCREEN, SCREEN_PX

if TYPE_CHECKING:
    from kiosk.packs.product_assets import ProductAssets


@dataclass(frozen=True, slots=True)
class PackStore:
    """The store in `folder`; beside the live pack it keeps the `keep` that stood before it."""

    folder: Path
    keep: int = KEEP

    def __post_init__(self) -> None:
        """What is compiled names its files in whole, wherever the folder was named from."""
        object.__setattr__(self, "folder", self.folder.absolute())

    def store_index(self) -> StoreIndex:
        """Return what is installed. Raises RefusedError where that cannot be read."""
        return read_index(self.folder)

    def pack_folder(self, pack: Installed) -> Path:
        """Return the folder with the pack.yaml of an installed pack."""
        return self.folder / pack.place / PACK

    def provider(self, pack: Installed, assets: ProductAssets, widths: Sequence[int]) -> PackLoader:
        """Return what makes an installed pack ready for a screen, and keeps it in the store."""
        return PackLoader(assets, self.folder / MADE, widths, pack.seal, self.folder / pack.place / COMPILED)

    def note_screen(self, widths: Sequence[int]) -> None:
        """Remember which sizes of pictures this device's screen needs, for what is installed from now on."""
        if self.widths() != tuple(widths):
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                write_whole(self.folder / SCREEN, json.dumps(list(widths)).encode())

    def widths(self) -> tuple[int, ...]:
        """Return the widths of pictures that are prepared, in px; for a screen of 1920 px until one was seen."""
        with suppress(OSError, ValueError, RecursionError):
            found = json.loads((self.folder / SCREEN).read_bytes())
            if found and all(isinstance(width, int) and 0 < width <= 20_000 for width in found):
                return tuple(found)
        return needed_widths(SCREEN_PX)
