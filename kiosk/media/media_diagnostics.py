"""Importer failures as diagnostics of the pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.media.rendition_widths import needs_tiles

if TYPE_CHECKING:
    from kiosk.content.diagnostics import Diagnostic, SourceLocation
    from kiosk.content.loader import MediaUse
    from kiosk.media.results import Loss, MediaFailure, Prepared

_EXPECTED = {
    "picture": "a JPEG, PNG, WebP or SVG picture that can be opened",
    "video": "an MP4 or WebM video in H.264, HEVC or VP9 that can be played",
    "audio": "M4A, MP3, Ogg or WAV sound that can be played",
}
_LETTERS_EXPECTED = "words as paths, or in fonts that are installed here and on the device"
_LETTERS_FIX = (
    "turn the words into paths (Inkscape: Path, Object to Path; Illustrator: Type, Create Outlines), "
    "or install the font here and on the device, and check again"
)


def failures_as_problems(
    failures: Mapping[Path, MediaFailure], media: Sequence[MediaUse], folder: Path
) -> tuple[Diagnostic, ...]:
    """Return an error at every place in the pack at `folder` that names a failed file, in the order of `media`.

    A failed file that no place names is reported once, at the file itself.
    """
    from kiosk.content.diagnostics import Diagnostic, SourceLocation
    from kiosk.content.messages import Message

    problems: list[Diagnostic] = []
    unreported = dict(failures)
    for use in media:
        failure = failures.get(folder / use.file)
        if failure is not None:
            unreported.pop(folder / use.file, None)
            message = Message("{file}: {reason}", file=use.file, reason=Message.of(failure.reason))
            problems.append(
                Diagnostic(use.location, message, _EXPECTED[use.kind], failure.fix, kind=f"{use.kind}-refused")
            )
    for file, failure in unreported.items():
        location = SourceLocation(file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name)
        problems.append(Diagnostic(location, failure.reason, _EXPECTED["picture"], failure.fix, kind="picture-refused"))
    return tuple(problems)


def fonts_as_problems(
    pictures: Mapping[Path, Prepared], media: Sequence[MediaUse], folder: Path
) -> tuple[Diagnostic, ...]:
    """Return a warning for each family that a drawing asks for and this machine lacks, at the line of the drawing."""
    from kiosk.content.diagnostics import Diagnostic, SourceLocation
    from kiosk.content.issues import quoted
    from kiosk.content.messages import Message, together
    from kiosk.device.system_fonts import GENERIC

    problems: list[Diagnostic] = []
    for file in dict.fromkeys(use.file for use in media):
        picture = pictures.get(folder / file)
        for lettering, instead in zip(picture.lettering, picture.fonts, strict=False) if picture else ():
            if instead:
                requested = [
                    Message("{what}", what=quoted(family))
                    for family in lettering.families
                    if family.lower() not in GENERIC
                ]
                message = Message(
                    "this machine has no font {families}; {instead} is drawn in its place",
                    families=together(requested, len(requested)),
                    instead=quoted(instead),
                )
                location = SourceLocation(file, lettering.line, 1)
                problems.append(
                    Diagnostic(location, message, _LETTERS_EXPECTED, _LETTERS_FIX, "warning", "font-missing")
                )
    return tuple(problems)


def losses_as_problems(
    pictures: Mapping[Path, Prepared], media: Sequence[MediaUse], folder: Path
) -> tuple[Diagnostic, ...]:
    """Return a warning for everything shown differently than intended: at the drawing's line, else where it is used."""
    from kiosk.content.diagnostics import SourceLocation

    problems: list[Diagnostic] = []
    reported: set[str] = set()
    for use in media:
        picture = pictures.get(folder / use.file)
        is_drawing = use.file.lower().endswith(".svg")
        if picture is None or (is_drawing and use.file in reported):
            continue
        reported.add(use.file)
        for loss in picture.losses:
            location = SourceLocation(use.file, loss.line, 1) if is_drawing and loss.line else use.location
            problems += loss_as_problem(
                loss, location, folder / use.file, "" if location.file == use.file else use.file
            )
    return tuple(problems)


def loss_as_problem(loss: Loss, location: SourceLocation, file: Path, name: str = "") -> tuple[Diagnostic, ...]:
    """Return the warning for one loss of a file, with its `name` if it is elsewhere; none for an unknown loss."""
    from kiosk.content.diagnostics import Diagnostic
    from kiosk.content.issues import quoted
    from kiosk.content.media_types import conversion, typed
    from kiosk.content.messages import Message
    from kiosk.media.pictures.loss_messages import word_loss

    what = quoted(loss.what) if loss.what else Message("without a name")
    other_page = f"kiosk pack convert {typed(file)} --page 2"
    texts = word_loss(loss.code, what=what, conversion=conversion(file), command=other_page)
    if texts is None:
        return ()
    message, fix = texts
    if loss.count > 1:
        message = Message("{message} ({count} times)", message=message, count=loss.count)
    if name:
        message = Message("{file}: {reason}", file=name, reason=message)
    return (Diagnostic(location, message, "", fix, "warning", f"picture-{loss.code}"),)


def shallow_as_problems(
    pictures: Mapping[Path, Prepared], media: Sequence[MediaUse], folder: Path
) -> tuple[Diagnostic, ...]:
    """Return a warning at every place that names a very large picture whose tiles would exceed the limits.

    Drawings are left out: they are drawn, not read, and have no pixels to miss.
    """
    from kiosk.content.diagnostics import Diagnostic
    from kiosk.content.messages import Message

    problems: list[Diagnostic] = []
    for use in media:
        picture = pictures.get(folder / use.file)
        if picture is None or picture.film or picture.tiles or use.file.lower().endswith(".svg"):
            continue
        longest = max(max(rendition.width, rendition.height) for rendition in picture.renditions)
        if needs_tiles(picture.width, picture.height, (longest,)):
            message = Message(
                "{file}: of {width} x {height} px only {longest} can be shown; cutting it takes too much time or room",
                file=use.file,
                width=picture.width,
                height=picture.height,
                longest=longest,
            )
            fix = "save it as an ordinary JPEG, or make it smaller"
            problems.append(Diagnostic(use.location, message, "", fix, "warning", "picture-shallow"))
    return tuple(problems)
