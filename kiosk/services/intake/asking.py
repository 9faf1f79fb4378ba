"""What is asked for: the pictures of a folder, or those that the rows of a sheet name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.findings import listed
from kiosk.content.problems import Mark, Problem
from kiosk.content.telling import Told
from kiosk.services.intake.caption_template import CaptionTemplate
from kiosk.services.intake.entries import Entry
from kiosk.services.intake.folders import MOST_PICTURES, Found, look_into
from kiosk.services.intake.lookup import Lookup
from kiosk.services.intake.rows import Rows
from kiosk.services.intake.workshop import UnreadableSheetError, read_rows, shortened, unread_sheets
from kiosk.services.store.refused import RefusedError

NOTHING = Told("nothing was imported")


class UnsoundError(RefusedError):
    """What is to be imported is at fault, not the pack; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A folder of pictures or a sheet, and the pack that it goes into.

    `gallery` is an id, else the source's name makes one; `pictures` is where a sheet's pictures lie, else beside it;
    `title` is that of a new gallery; `tile` puts it on Home. `caption` makes captions of several columns of a sheet;
    `update` changes pictures that are there already to what the sheet says; `dry_run` writes nothing. `encoding` is the
    codec that reads a .csv; where it is empty, its bytes tell.
    """

    source: Path
    pack: Path
    gallery: str = ""
    pictures: Path | None = None
    title: str = ""
    tile: bool = False
    caption: CaptionTemplate | None = None
    update: bool = False
    dry_run: bool = False
    encoding: str = ""

    @property
    def name(self) -> str:
        """What the source is called, without what tells its sort."""
        source = self.source.resolve()
        return source.name if source.is_dir() else source.stem


def asked_for(wish: Wish, languages: Sequence[str], room: Path) -> tuple[list[Entry], list[Problem]]:
    """Return the pictures that were asked for, and warnings; `room` is a folder to work in.

    Raises UnsoundError, OSError.
    """
    source = wish.source
    if source.is_dir():
        found = _look(source)
        entries = [Entry(file, Mark(path)) for path, file in found.pictures.items()]
        return entries, _remarks(source, found)
    if not source.exists():
        raise UnsoundError(Told("{file} does not exist; give a folder of pictures, or an .xlsx or .csv", file=source))
    try:
        sheet = read_rows(source, room, wish.encoding)
    except UnreadableSheetError as error:
        raise UnsoundError(NOTHING, [error.problem]) from error
    pictures = Lookup(_look(wish.pictures or source.parent).pictures)
    reader = Rows(source.name, pictures, languages, wish.caption, sheet.problems, strict=wish.update)
    entries = reader.read(sheet.rows)
    reader.problems += [sheet.guess] if sheet.guess else []
    mend = Told("move the one with the pictures to the front if that is wrong")
    reader.problems += unread_sheets(source.name, sheet.others, mend)
    if any(problem.severity == "error" for problem in reader.problems):
        problems = shortened(source.name, reader.problems)
        raise UnsoundError(Told("nothing was imported; mend the sheet, and import it again"), problems)
    return entries, sorted(reader.problems)


def _look(folder: Path) -> Found:
    if not folder.is_dir():
        raise UnsoundError(Told("{folder} is not a folder; give the one with the pictures", folder=folder))
    found = look_into(folder)
    if len(found.pictures) > MOST_PICTURES:
        message = Told("{folder} holds more than {most} pictures; divide it", folder=folder, most=MOST_PICTURES)
        raise UnsoundError(message)
    return found


def _remarks(source: Path, found: Found) -> list[Problem]:
    problems = []
    if found.sheets:
        message = Told("{files} was not read", files=listed(found.sheets))
        mend = Told("to take its words, import {file} in place of the folder", file=source / found.sheets[0])
        problems.append(Problem(Mark(source.name), message, "", mend, "warning", "sheet"))
    if found.others:
        message = Told("no pictures, and left where they are: {files}", files=listed(found.others, 8))
        problems.append(Problem(Mark(source.name), message, "", "", "warning", "other"))
    if not found.pictures:
        raise UnsoundError(Told("{folder} has no pictures in it", folder=source), problems)
    return problems
