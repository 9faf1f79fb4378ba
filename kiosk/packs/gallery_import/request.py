"""Import request: the pictures of a folder, or those that the rows of a sheet name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.issues import listed
from kiosk.content.media_types import raw_advice
from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError
from kiosk.packs.gallery_import.caption_template import CaptionTemplate
from kiosk.packs.gallery_import.folders import MOST_PICTURES, FolderContents, look_into
from kiosk.packs.gallery_import.gallery_entry import GalleryEntry
from kiosk.packs.gallery_import.import_workers import UnreadableSheetError, read_rows, shortened, unread_sheets
from kiosk.packs.gallery_import.picture_lookup import Lookup
from kiosk.packs.gallery_import.rows import Rows

NOTHING = Message("nothing was imported")
_MOST_OTHERS = 60


class UnsoundError(RefusedError):
    """The material to import is at fault, not the pack; nothing has changed."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """A folder of pictures or a sheet, and the pack that it goes into.

    `gallery` is an id, by default made from the source's name; `pictures` is the folder of a sheet's pictures, by
    default beside it; `title` is that of a new gallery; `tile` puts it on Home. `caption` makes captions of several
    columns of a sheet; `update` changes existing pictures to match the sheet; `dry_run` writes nothing. `encoding` is
    the codec of a .csv; if empty, it is detected from the bytes.
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
        """Return the source's name without its extension."""
        source = self.source.resolve()
        return source.name if source.is_dir() else source.stem


def asked_for(wish: ImportRequest, languages: Sequence[str], room: Path) -> tuple[list[GalleryEntry], list[Diagnostic]]:
    """Return the requested pictures, and warnings; `room` is a folder to work in.

    Raises UnsoundError, OSError.
    """
    source = wish.source
    if source.is_dir():
        found = _look(source)
        entries = [GalleryEntry(file, SourceLocation(path)) for path, file in found.pictures.items()]
        return entries, _remarks(source, found)
    if not source.exists():
        raise UnsoundError(
            Message("{file} does not exist; give a folder of pictures, or an .xlsx or .csv", file=source)
        )
    try:
        sheet = read_rows(source, room, wish.encoding)
    except UnreadableSheetError as error:
        raise UnsoundError(NOTHING, [error.problem]) from error
    found = _look(wish.pictures or source.parent)
    pictures = Lookup(found.pictures | found.undeveloped(), [*found.others, *found.sheets])
    reader = Rows(source.name, pictures, languages, wish.caption, sheet.problems, strict=wish.update)
    entries = reader.read(sheet.rows)
    reader.problems += [sheet.guess] if sheet.guess else []
    fix = Message("move the one with the pictures to the front if that is wrong")
    reader.problems += unread_sheets(source.name, sheet.others, fix)
    if any(problem.severity == "error" for problem in reader.problems):
        problems = shortened(source.name, reader.problems)
        raise UnsoundError(Message("nothing was imported; fix the sheet, and import it again"), problems)
    return entries, sorted(reader.problems)


def _look(folder: Path) -> FolderContents:
    if not folder.is_dir():
        raise UnsoundError(Message("{folder} is not a folder; give the one with the pictures", folder=folder))
    found = look_into(folder)
    if len(found.pictures) > MOST_PICTURES:
        message = Message("{folder} holds more than {most} pictures; divide it", folder=folder, most=MOST_PICTURES)
        raise UnsoundError(message)
    return found


def _remarks(source: Path, found: FolderContents) -> list[Diagnostic]:
    problems = []
    if found.sheets:
        message = Message("{files} was not read", files=listed(found.sheets))
        fix = Message("to take its words, import {file} in place of the folder", file=source / found.sheets[0])
        problems.append(Diagnostic(SourceLocation(source.name), message, "", fix, "warning", "sheet"))
    if found.raw:
        message = Message(
            "RAW files of a camera, left where they are: {files}", files=listed(list(found.raw), _MOST_OTHERS)
        )
        developed = Message("nothing needs fixing: a picture of the same name is beside each of them")
        fix = raw_advice() if found.undeveloped() else developed
        problems.append(Diagnostic(SourceLocation(source.name), message, "", fix, "warning", "other"))
    if found.others:
        message = Message("no pictures, and left where they are: {files}", files=listed(found.others, _MOST_OTHERS))
        problems.append(Diagnostic(SourceLocation(source.name), message, "", "", "warning", "other"))
    if not found.pictures:
        raise UnsoundError(Message("{folder} has no pictures in it", folder=source), problems)
    return problems
