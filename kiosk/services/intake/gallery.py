"""A folder of pictures, or a sheet that names them → a gallery of a pack."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.editor.pictures import FULL_SCREEN
from kiosk.content.findings import listed
from kiosk.content.model import Gallery
from kiosk.content.problems import Mark, Problem
from kiosk.content.reader import sheet_of
from kiosk.content.telling import Told
from kiosk.content.validate import validate
from kiosk.services.intake.compose import Composed, compose
from kiosk.services.intake.entries import Entry
from kiosk.services.intake.folders import MOST_PICTURES, Found, look_into
from kiosk.services.intake.lookup import Lookup
from kiosk.services.intake.placing import place
from kiosk.services.intake.rows import Rows
from kiosk.services.intake.sheet_text import new_gallery, with_pictures, with_tile
from kiosk.services.intake.target import Target, aim
from kiosk.services.intake.workshop import UnreadableSheetError, copy_all, read_rows
from kiosk.services.making import MOST_TITLE, suggested_id
from kiosk.services.store.refused import RefusedError, for_the_disk

_LEFT = Told("nothing was imported")
_MOST_TILES = 8


class UnsoundError(RefusedError):
    """What is to be imported is at fault, not the pack; nothing has changed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: a folder of pictures or a sheet, and the pack that it goes into.

    `gallery` is an id, else the source's name makes one; `pictures` is where a sheet's pictures lie, else beside it;
    `title` is that of a new gallery; `tile` puts it on Home.
    """

    source: Path
    pack: Path
    gallery: str = ""
    pictures: Path | None = None
    title: str = ""
    tile: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What was done: pictures `added` to the gallery's `file`, and those `kept` as they were.

    Of the added, `without` says how many lack a caption, an alt or a credit, `small` are less sharp than a screen,
    `unnamed` bear their file's name. `problems` are what was left out (errors) and what is worth a look (warnings).
    """

    file: str
    name: str
    added: int
    kept: int
    without: dict[str, int]
    small: int
    unnamed: int
    on_home: bool
    problems: tuple[Problem, ...]


def take_in(wish: Wish, report: Callable[[float, int], None] = lambda _done, _total: None) -> Taken:
    """Make or extend a gallery of a pack: all of it or nothing is done. Raises RefusedError.

    A picture that cannot be opened is told and left out. `report` hears how many are copied, and of how many.
    """
    title = wish.title.strip()
    if title and (len(title) > MOST_TITLE or not title.isprintable()):
        raise RefusedError(Told("a title is one line of at most {most} signs", most=MOST_TITLE))
    stem = wish.source.resolve().stem
    target = aim(wish.pack, wish.gallery or suggested_id(stem))
    if wish.tile and not target.is_on_home and len(target.front.home.tiles) == _MOST_TILES:
        raise RefusedError(Told("Home has {most} tiles already; take one away in pack.yaml", most=_MOST_TILES))
    try:
        with _room(wish.pack) as room:
            entries, problems = _entries(wish, target, room)
            copies, left_out = copy_all(entries, room, report)
            composed = compose(copies, target)
            problems += left_out + composed.problems
            if not copies:
                raise UnsoundError(_LEFT, problems)
            place(wish.pack, composed.places, _texts(target, composed, title or stem, tile=wish.tile))
    except OSError as error:
        raise for_the_disk(_LEFT, error) from error
    return _taken(target, composed, problems, on_home=wish.tile or target.is_on_home)


@contextmanager
def _room(pack: Path) -> Iterator[Path]:
    """Yield a folder on the pack's own disk, hidden from the pack, that is gone afterwards."""
    room = Path(tempfile.mkdtemp(prefix=".import-", dir=pack))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _entries(wish: Wish, target: Target, room: Path) -> tuple[list[Entry], list[Problem]]:
    """Return the pictures that were asked for, and warnings. Raises UnsoundError, OSError."""
    source = wish.source
    if source.is_dir():
        found = _look(source)
        entries = [Entry(file, Mark(path)) for path, file in found.pictures.items()]
        return entries, _remarks(source, found)
    if not source.exists():
        raise UnsoundError(Told("{file} does not exist; give a folder of pictures, or an .xlsx or .csv", file=source))
    try:
        rows, others = read_rows(source, room)
    except UnreadableSheetError as error:
        raise UnsoundError(_LEFT, [error.problem]) from error
    reader = Rows(source.name, Lookup(_look(wish.pictures or source.parent).pictures), target.languages)
    entries = reader.read(rows)
    if others:
        message = Told("only the first sheet was read, not {names}", names=listed(others))
        mend = Told("move the one with the pictures to the front if that is wrong")
        reader.problems.append(Problem(Mark(source.name), message, "", mend, "warning", "sheet"))
    if any(problem.severity == "error" for problem in reader.problems):
        raise UnsoundError(Told("nothing was imported; mend the sheet, and import it again"), sorted(reader.problems))
    return entries, reader.problems


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


def _texts(target: Target, composed: Composed, title: str, *, tile: bool) -> list[tuple[str, str]]:
    """Return the texts to write, each with its path in the pack. Raises RefusedError, OSError."""
    texts: list[tuple[str, str]] = []
    if composed.items:
        texts.append((target.file, _gallery_text(target, composed, title)))
    if tile and not target.is_on_home:
        front = (target.folder / "pack.yaml").read_bytes().decode("utf-8")
        after = with_tile(front.removeprefix("\ufeff"), "pack.yaml", target.name)
        if after is None:
            raise RefusedError(
                Told("pack.yaml cannot be changed safely; add {name} to home.tiles by hand", name=target.name)
            )
        texts.append(("pack.yaml", after))
    return texts


def _gallery_text(target: Target, composed: Composed, title: str) -> str:
    if target.before is None:
        text = new_gallery(target.name, title, composed.tags, composed.items)
    else:
        grown = with_pictures(target.text.removeprefix("\ufeff"), target.file, composed.items, composed.tags)
        if grown is None:
            message = Told(
                "{file} cannot be extended safely; in it, begin each picture on a line with -", file=target.file
            )
            raise RefusedError(message)
        text = grown
    sheet = sheet_of(target.file, text.encode())
    problems = sheet.problems or validate(sheet, Gallery)[1]
    if problems:
        raise RefusedError(Told("nothing was imported; the gallery would not be sound"), problems)
    return text


def _taken(target: Target, composed: Composed, problems: list[Problem], *, on_home: bool) -> Taken:
    without = {name: sum(name not in item for item in composed.items) for name in ("caption", "alt", "credit")}
    drawn = [str(item["file"]).endswith(".svg") for item in composed.items]
    sharp = [svg or max(size) >= FULL_SCREEN for svg, size in zip(drawn, composed.sizes, strict=True)]
    return Taken(
        target.file,
        target.name,
        len(composed.items),
        composed.kept,
        without,
        sharp.count(False),
        composed.unnamed,
        on_home,
        tuple(problems),
    )
