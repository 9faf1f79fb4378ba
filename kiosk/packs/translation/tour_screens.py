"""Screens of a pack, as drawn by `kiosk tour`, for a translator: each text beside the screen that shows it."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.emphasis import plain
from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError
from kiosk.packs.translation.placed_texts import PlacedText

INDEX = "index.json"
WIDTH = 640  # px of a picture in the sheet
_MOST = 500
_PAGES = {"panel", "gallery", "home", "viewer", "attract"}
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class TourScreen:
    """One screen: its picture, its name, and all words on it."""

    file: Path
    name: str
    words: str
    is_page: bool


def read_screens(folder: Path) -> list[TourScreen]:
    """Return the screens that a tour left in a folder. Raises RefusedError if it contains none."""
    try:
        index = json.loads((folder / INDEX).read_text("utf-8"))
        found = [
            TourScreen(
                folder / Path(each["file"]).name,
                str(Path(each["file"]).stem),
                _flat(" ".join(map(str, each["texts"]))),
                each["screen"] in _PAGES,
            )
            for each in index["screens"][:_MOST]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = Message(
            "{folder} holds no pictures of a tour; make them with kiosk tour --pack PACK --out FOLDER", folder=folder
        )
        raise RefusedError(message) from error
    return [screen for screen in found if screen.file.is_file()]


def screen_of(text: PlacedText, screens: Sequence[TourScreen]) -> int | None:
    """Return the number (from 0) of a screen that shows these words in one of their languages; pages come first."""
    texts = [words for words in (_flat(plain(each)) for each in text.words.values()) if words]
    showing = [number for number, screen in enumerate(screens) if any(words in screen.words for words in texts)]
    return next((number for number in showing if screens[number].is_page), next(iter(showing), None))


def small_picture(file: Path) -> tuple[io.BytesIO, int, int] | None:
    """Return a picture `WIDTH` px wide as JPEG, and its size; None if the file is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(file, formats=("PNG",)) as whole:
            picture = whole.convert("RGB")
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    picture.thumbnail((WIDTH, WIDTH * 4))
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=80)
    return data, *picture.size


def _flat(words: str) -> str:
    return " ".join(words.replace(_SOFT_HYPHEN, "").split())
