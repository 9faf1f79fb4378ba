"""Failures of the importer as problems of the pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.services.importer.ladder import needs_tiles

if TYPE_CHECKING:
    from kiosk.content.loader import MediaUse
    from kiosk.content.problems import Mark, Problem
    from kiosk.services.importer.results import Failure, Loss, Prepared

_EXPECTED = {
    "picture": "a JPEG, PNG, WebP or SVG picture that can be opened",
    "video": "an MP4 or WebM video in H.264, HEVC or VP9 that can be played",
    "audio": "M4A, MP3, Ogg or WAV sound that can be played",
}
_LETTERS_EXPECTED = "words as paths, or in fonts that are installed here and on the device"
_LETTERS_MEND = (
    "turn the words into paths (Inkscape: Path, Object to Path; Illustrator: Type, Create Outlines), "
    "or install the font here and on the device, and check again"
)


def failures_as_problems(
    failures: Mapping[Path, Failure], media: Sequence[MediaUse], folder: Path
) -> tuple[Problem, ...]:
    """Give an error at every place in the pack at `folder` that names a file which failed, in the order of `media`.

    A failed file that no place names is reported once, at the file itself.
    """
    from kiosk.content.problems import Mark, Problem
    from kiosk.content.telling import Told

    problems: list[Problem] = []
    left = dict(failures)
    for use in media:
        failure = failures.get(folder / use.file)
        if failure is not None:
            left.pop(folder / use.file, None)
            message = Told("{file}: {reason}", file=use.file, reason=failure.reason)
            problems.append(Problem(use.mark, message, _EXPECTED[use.kind], failure.mend, code=f"{use.kind}-refused"))
    for file, failure in left.items():
        mark = Mark(file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name)
        problems.append(Problem(mark, failure.reason, _EXPECTED["picture"], failure.mend, code="picture-refused"))
    return tuple(problems)


def fonts_as_problems(
    pictures: Mapping[Path, Prepared], media: Sequence[MediaUse], folder: Path
) -> tuple[Problem, ...]:
    """Give a warning for each family that a drawing asks for and this machine lacks, at the line of the drawing."""
    from kiosk.content.findings import quoted
    from kiosk.content.problems import Mark, Problem
    from kiosk.content.telling import Told, together
    from kiosk.services.fonts import GENERIC

    problems: list[Problem] = []
    for file in dict.fromkeys(use.file for use in media):
        picture = pictures.get(folder / file)
        for lettering, instead in zip(picture.lettering, picture.fonts, strict=False) if picture else ():
            if instead:
                asked = [
                    Told("{what}", what=quoted(family))
                    for family in lettering.families
                    if family.lower() not in GENERIC
                ]
                message = Told(
                    "this machine has no font {families}; {instead} is drawn in its place",
                    families=together(asked, len(asked)),
                    instead=quoted(instead),
                )
                mark = Mark(file, lettering.line, 1)
                problems.append(Problem(mark, message, _LETTERS_EXPECTED, _LETTERS_MEND, "warning", "font-missing"))
    return tuple(problems)


def losses_as_problems(
    pictures: Mapping[Path, Prepared], media: Sequence[MediaUse], folder: Path
) -> tuple[Problem, ...]:
    """Give a warning for all that is shown otherwise than meant: at the line of a drawing, else where it is used."""
    from kiosk.content.problems import Mark

    problems: list[Problem] = []
    told: set[str] = set()
    for use in media:
        picture = pictures.get(folder / use.file)
        drawn = use.file.lower().endswith(".svg")
        if picture is None or (drawn and use.file in told):
            continue
        told.add(use.file)
        for loss in picture.losses:
            mark = Mark(use.file, loss.line, 1) if drawn and loss.line else use.mark
            problems += loss_as_problem(loss, mark, folder / use.file, "" if mark.file == use.file else use.file)
    return tuple(problems)


def loss_as_problem(loss: Loss, mark: Mark, file: Path, name: str = "") -> tuple[Problem, ...]:
    """Give the warning of one loss of a file, with its `name` where the mark is not its own; none for one unknown."""
    from kiosk.content.findings import quoted
    from kiosk.content.problems import Problem
    from kiosk.content.sorts import conversion
    from kiosk.content.telling import Told
    from kiosk.services.importer.loss_reasons import word_loss

    what = quoted(loss.what) if loss.what else Told("without a name")
    worded = word_loss(loss.code, what=what, conversion=conversion(file))
    if worded is None:
        return ()
    message, mend = worded
    if loss.count > 1:
        message = Told("{message} ({count} times)", message=message, count=loss.count)
    if name:
        message = Told("{file}: {reason}", file=name, reason=message)
    return (Problem(mark, message, "", mend, "warning", f"picture-{loss.code}"),)


def shallow_as_problems(
    pictures: Mapping[Path, Prepared], media: Sequence[MediaUse], folder: Path
) -> tuple[Problem, ...]:
    """Give a warning at every place that names a very large picture of which no tiles could be made within the limits.

    A drawing is left out: it is drawn, and not read, and has no pixels to be missed.
    """
    from kiosk.content.problems import Problem
    from kiosk.content.telling import Told

    problems: list[Problem] = []
    for use in media:
        picture = pictures.get(folder / use.file)
        if picture is None or picture.film or picture.tiles or use.file.lower().endswith(".svg"):
            continue
        longest = max(max(rendition.width, rendition.height) for rendition in picture.renditions)
        if needs_tiles(picture.width, picture.height, (longest,)):
            message = Told(
                "{file}: of {width} x {height} px only {longest} can be shown; cutting it takes too much time or room",
                file=use.file,
                width=picture.width,
                height=picture.height,
                longest=longest,
            )
            mend = "save it as an ordinary JPEG, or make it smaller"
            problems.append(Problem(use.mark, message, "", mend, "warning", "picture-shallow"))
    return tuple(problems)
