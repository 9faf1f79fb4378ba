"""What a good editor would remark on a pack that is no error: words, pictures, files. All of it is warnings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kiosk.content.editor.dates import undated_numbers
from kiosk.content.editor.files import unused
from kiosk.content.editor.length import too_long
from kiosk.content.editor.pictures import picture_remarks, uncredited
from kiosk.content.editor.unseen import unseen
from kiosk.content.editor.words import Drawable, word_remarks
from kiosk.content.loader import Loaded
from kiosk.content.problems import Problem

__all__ = ["Drawable", "remarks"]

Size = tuple[int, int]


def remarks(
    loaded: Loaded,
    files: Sequence[str] = (),
    sizes: Mapping[str, Size] | None = None,
    drawable: Callable[[str], bool] | None = None,
) -> tuple[Problem, ...]:
    """Return the remarks on all files of a pack that could be read, in the order of their places.

    `files` are those in the pack's folder (posix, relative); `sizes` of pictures in px, as far as they are known;
    `drawable` tells whether a sign can be drawn, None: do not ask.
    """
    found: list[Problem] = []
    for sheet, part in loaded.parts:
        found += word_remarks(sheet, part, drawable)
        found += too_long(sheet, part)
        found += undated_numbers(sheet, part)
    found += picture_remarks(loaded.parts, sizes or {})
    if loaded.pack is not None:
        found += uncredited(loaded.parts)
        found += unseen(loaded.parts)
        found += unused(files, [sheet for sheet, _ in loaded.parts], loaded.pack.theme)
    return tuple(sorted(set(found)))
