"""Picture warnings: no alternative text, no credit, too few pixels, mostly cropped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.issues import quoted, see
from kiosk.content.lint.unseen_words import drawn_of
from kiosk.content.messages import Message
from kiosk.content.model import GalleryPicture, Page, Part, Picture, PictureScene
from kiosk.content.model_walk import walk
from kiosk.content.yaml.source_document import SourceDocument

# Pictures of these fill their place, as those on cards and in matches do.
CROPPING = (Page, PictureScene)
# The text beside these already says what they show.
DECORATION = {"object", "emblem", "emblem-on-light"}
FULL_SCREEN, BESIDE, SMALL = 1920, 1280, 640  # px of the longer side
LONGEST = (
    3  # the longer side over the shorter, where a picture fills its place: more than half of a longer one is cropped
)
Size = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Use:
    """One place that shows a picture, and how many px its longer side needs there: none for a drawing.

    `is_credit_drawn`: whether the credit appears beside it there; `is_cropped`: whether it fills its place.
    """

    file: str
    picture: Picture
    location: SourceLocation
    needed: int
    is_credit_drawn: bool
    is_cropped: bool


def picture_remarks(parts: Sequence[tuple[SourceDocument, Part]], sizes: Mapping[str, Size]) -> Iterator[Diagnostic]:
    """Yield a warning for each picture without alt, and each file too small or too long for one of its places."""
    uses = _all(parts)
    for use in uses:
        if use.picture.alt is None:
            fix = Message("add alt: …; {more}", more=see("picture"))
            expected = "what is seen, for those who cannot see it"
            yield Diagnostic(use.location, "this picture has no alt text", expected, fix, "warning", "alt")
    for file, use in {use.file: use for use in sorted(uses, key=lambda use: use.needed)}.items():
        if file in sizes and max(sizes[file]) < use.needed:
            yield _too_small(use, sizes[file])
    for file, use in {use.file: use for use in reversed(uses) if use.is_cropped}.items():
        if file in sizes and max(sizes[file]) >= LONGEST * min(sizes[file]):
            yield _too_long(use, sizes[file])


def uncredited(parts: Sequence[tuple[SourceDocument, Part]]) -> Iterator[Diagnostic]:
    """Yield a warning for each picture without a credit anywhere in a whole pack, at its first place."""
    uses = _all(parts)
    credited = {use.file for use in uses if use.picture.credit is not None}
    first = {use.file: use for use in reversed(uses)} | {use.file: use for use in reversed(uses) if use.is_credit_drawn}
    for file, use in first.items():
        if file not in credited:
            message = Message("{file} is credited nowhere", file=quoted(file))
            expected = "who made the picture, or who owns it"
            fix = "add credit: … here; it is drawn"
            if not use.is_credit_drawn:
                fix = "add credit: … here, and the same words where visitors see them, such as in a text of a page"
            yield Diagnostic(use.location, message, expected, fix, "warning", "credit")


def _all(parts: Sequence[tuple[SourceDocument, Part]]) -> list[_Use]:
    return [use for sheet, root in parts for use in _uses(sheet, root)]


def _too_small(use: _Use, size: Size) -> Diagnostic:
    width, height = size
    message = Message(
        "{file} has {width} x {height} px, too few here", file=quoted(use.file), width=width, height=height
    )
    expected = Message("at least {least} px on the longer side", least=use.needed)
    fix = "take the original; to enlarge the file makes it no sharper"
    return Diagnostic(use.location, message, expected, fix, "warning", "small")


def _too_long(use: _Use, size: Size) -> Diagnostic:
    width, height = size
    message = Message(
        "{file} has {width} x {height} px, of which more than half is cropped here",
        file=quoted(use.file),
        width=width,
        height=height,
    )
    expected = Message("a longer side of less than {most} times the shorter", most=LONGEST)
    fix = "cut the file to what matters, or show it whole: as hotspots, or in a gallery"
    return Diagnostic(use.location, message, expected, fix, "warning", "cropped")


def _uses(sheet: SourceDocument, root: Part) -> Iterator[_Use]:
    holders: dict[tuple[str | int, ...], Part] = {}
    for path, part in walk(root):
        holders[path] = part
        if isinstance(part, Picture) and not (path and path[-1] in DECORATION):
            holder = next(holders[path[:end]] for end in range(len(path) - 1, -1, -1) if path[:end] in holders)
            drawn = PurePosixPath(part.file).suffix.lower() == ".svg"
            file = part.file.removeprefix("./")
            is_credit_drawn = "credit" in drawn_of(part, holder, path[-1])
            yield _Use(
                file,
                part,
                sheet.location((*path, "file")),
                0 if drawn else _needed(part, holder),
                is_credit_drawn,
                is_cropped=isinstance(holder, CROPPING) or holder.has_small_pictures,
            )


def _needed(picture: Picture, holder: Part) -> int:
    if isinstance(picture, GalleryPicture) or isinstance(holder, PictureScene):
        return FULL_SCREEN
    return SMALL if holder.has_small_pictures else BESIDE
