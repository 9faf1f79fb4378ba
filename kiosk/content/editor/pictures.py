"""What a picture lacks: words for those who cannot see it, who made it, pixels enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kiosk.content.editor.unseen import drawn_of
from kiosk.content.findings import quoted, see
from kiosk.content.model import Card, GalleryPicture, Pair, Part, Picture, PictureScene
from kiosk.content.problems import Mark, Problem
from kiosk.content.reader.sheet import Sheet
from kiosk.content.telling import Told
from kiosk.content.walk import walk

# Beside these stands what they show: nobody needs it told a second time.
DECORATION = {"object", "emblem", "emblem-on-light"}
FULL_SCREEN, BESIDE, SMALL = 1920, 1280, 640  # px of the longer side
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Use:
    """One place that shows a picture, and how many px its longer side needs there: none, where it is a drawing.

    `is_credit_drawn`: whether who made it is told beside it there.
    """

    file: str
    picture: Picture
    mark: Mark
    needed: int
    is_credit_drawn: bool


def picture_remarks(parts: Sequence[tuple[Sheet, Part]], sizes: Mapping[str, Size]) -> Iterator[Problem]:
    """Yield a warning for each picture without alt, and each file that is too small for one of its places."""
    uses = _all(parts)
    for use in uses:
        if use.picture.alt is None:
            mend = Told("add alt: …; {more}", more=see("picture"))
            expected = "what is seen, for those who cannot see it"
            yield Problem(use.mark, "this picture has no alt text", expected, mend, "warning", "alt")
    for file, use in {use.file: use for use in sorted(uses, key=lambda use: use.needed)}.items():
        if file in sizes and max(sizes[file]) < use.needed:
            yield _too_small(use, sizes[file])


def uncredited(parts: Sequence[tuple[Sheet, Part]]) -> Iterator[Problem]:
    """Yield a warning for each picture that is credited nowhere in a whole pack, at its first place."""
    uses = _all(parts)
    credited = {use.file for use in uses if use.picture.credit is not None}
    first = {use.file: use for use in reversed(uses)} | {use.file: use for use in reversed(uses) if use.is_credit_drawn}
    for file, use in first.items():
        if file not in credited:
            message = Told("{file} is credited nowhere", file=quoted(file))
            expected = "who made the picture, or who owns it"
            mend = "add credit: … here; it is drawn"
            if not use.is_credit_drawn:
                mend = "add credit: … here, and the same words where visitors see them, such as in a text of a page"
            yield Problem(use.mark, message, expected, mend, "warning", "credit")


def _all(parts: Sequence[tuple[Sheet, Part]]) -> list[_Use]:
    return [use for sheet, root in parts for use in _uses(sheet, root)]


def _too_small(use: _Use, size: Size) -> Problem:
    width, height = size
    message = Told("{file} has {width} x {height} px, too few here", file=quoted(use.file), width=width, height=height)
    expected = Told("at least {least} px on the longer side", least=use.needed)
    mend = "take the original; to enlarge the file makes it no sharper"
    return Problem(use.mark, message, expected, mend, "warning", "small")


def _uses(sheet: Sheet, root: Part) -> Iterator[_Use]:
    holders: dict[tuple[str | int, ...], Part] = {}
    for path, part in walk(root):
        holders[path] = part
        if isinstance(part, Picture) and not (path and path[-1] in DECORATION):
            holder = next(holders[path[:end]] for end in range(len(path) - 1, -1, -1) if path[:end] in holders)
            drawn = PurePosixPath(part.file).suffix.lower() == ".svg"
            file = part.file.removeprefix("./")
            is_credit_drawn = "credit" in drawn_of(part, holder, path[-1])
            yield _Use(file, part, sheet.mark((*path, "file")), 0 if drawn else _needed(part, holder), is_credit_drawn)


def _needed(picture: Picture, holder: Part) -> int:
    if isinstance(picture, GalleryPicture) or isinstance(holder, PictureScene):
        return FULL_SCREEN
    return SMALL if isinstance(holder, Card | Pair) else BESIDE
