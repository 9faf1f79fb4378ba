"""Import of a folder of pictures, or of a sheet that names them, as a gallery of a pack."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.lint.pictures import FULL_SCREEN
from kiosk.content.messages import Message
from kiosk.content.model import Gallery
from kiosk.content.validation import validate
from kiosk.content.yaml import sheet_of
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.packs.gallery_import.changes import find_losses
from kiosk.packs.gallery_import.compose import Composed, compose
from kiosk.packs.gallery_import.gallery_target import GalleryTarget, aim
from kiosk.packs.gallery_import.gallery_yaml import new_gallery, with_pictures, with_tile
from kiosk.packs.gallery_import.import_workers import copy_all, shortened
from kiosk.packs.gallery_import.placement import place
from kiosk.packs.gallery_import.request import NOTHING, ImportRequest, UnsoundError, asked_for
from kiosk.packs.gallery_import.sheet_words import clean, text_of
from kiosk.packs.scaffold import MOST_TITLE, suggested_id
from kiosk.packs.yaml_edits import UnsafeEditError, changed_text

_MOST_TILES = 8
_ROOM = ".import-"
_STALE_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Taken:
    """The result: pictures `added` to the gallery's `file`, and those `kept` unchanged.

    Of the added, `without` counts those that lack a caption, an alt or a credit, `small` are less sharp than a screen,
    `unnamed` bear their file's name. `problems` are what was left out (errors) and what deserves a check (warnings).
    For `otherwise` of the kept ones the sheet differs. `difference` describes the changes to existing pictures, of
    which `changed` differ from before; `left_alone` are the files of those that an update does not name. In a dry run
    nothing is `written`.
    """

    file: str
    name: str
    added: int
    kept: int
    without: dict[str, int]
    small: int
    unnamed: int
    on_home: bool
    problems: tuple[Diagnostic, ...]
    difference: tuple[Message, ...] = ()
    changed: int = 0
    otherwise: int = 0
    left_alone: tuple[str, ...] = ()
    written: bool = True


def take_in(wish: ImportRequest, report: Callable[[float, int], None] = lambda _done, _total: None) -> Taken:
    """Make or extend a gallery of a pack, completely or not at all. Raises RefusedError.

    A picture that cannot be opened is reported and left out. `report` receives the numbers copied and in total.
    """
    title = wish.title.strip()
    if title and (len(title) > MOST_TITLE or not title.isprintable()):
        raise RefusedError(Message("a title is one line of at most {most} characters", most=MOST_TITLE))
    target = aim(wish.pack, wish.gallery or suggested_id(wish.name))
    if wish.tile and not target.is_on_home and len(target.front.home.tiles) == _MOST_TILES:
        raise RefusedError(Message("Home has {most} tiles already; take one away in pack.yaml", most=_MOST_TILES))
    try:
        with _room(wish.pack) as room:
            entries, problems = asked_for(wish, target.languages, room)
            copies, left_out = copy_all(entries, room, report)
            composed = compose(copies, target, update=wish.update)
            problems += [*left_out, *composed.problems, *target.warnings]
            if not copies:
                raise UnsoundError(NOTHING, problems)
            if lost := find_losses(composed.changes):
                problems = shortened(wish.source.name, [*problems, *lost])
                raise UnsoundError(Message("nothing was imported; fix the sheet, and import it again"), problems)
            own = clean(wish.name)[:MOST_TITLE]
            texts = _texts(target, composed, title or own, tile=wish.tile)
            if not wish.dry_run:
                place(wish.pack, composed.places, texts)
    except OSError as error:
        raise for_the_disk(NOTHING, error) from error
    if wish.caption and wish.source.is_dir():
        message = Message("--caption was not used: it is made of the columns of a sheet")
        fix = Message("import the sheet in place of the folder")
        problems.append(Diagnostic(SourceLocation(wish.source.name), message, "", fix, "warning", "caption"))
    if title and target.before is not None:
        message = Message("--title was not used: the gallery keeps its own")
        problems.append(Diagnostic(SourceLocation(target.file), message, "", "", "warning", "title"))
    taken = _taken(target, composed, problems, on_home=wish.tile or target.is_on_home)
    return replace(taken, written=not wish.dry_run)


@contextmanager
def _room(pack: Path) -> Iterator[Path]:
    """Yield a temporary folder on the pack's own disk, hidden from the pack."""
    for left in pack.glob(f"{_ROOM}*"):  # by a killed import
        if time.time() - left.stat().st_mtime > _STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    room = Path(tempfile.mkdtemp(prefix=_ROOM, dir=pack))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _texts(target: GalleryTarget, composed: Composed, title: str, *, tile: bool) -> list[tuple[str, str]]:
    """Return the texts to write, each with its path in the pack. Raises RefusedError, OSError."""
    texts: list[tuple[str, str]] = []
    if composed.items or composed.changes:
        texts.append((target.file, _gallery_text(target, composed, title)))
    if tile and not target.is_on_home:
        front = (target.folder / "pack.yaml").read_bytes().decode("utf-8")
        after = with_tile(front.removeprefix("\ufeff"), "pack.yaml", target.name)
        if after is None:
            raise RefusedError(
                Message("pack.yaml cannot be changed safely; add {name} to home.tiles by hand", name=target.name)
            )
        texts.append(("pack.yaml", after))
    return texts


def _gallery_text(target: GalleryTarget, composed: Composed, title: str) -> str:
    if target.before is None:
        named = text_of({"": title}, target.languages) or target.name
        text = new_gallery(target.name, named, composed.tags, composed.items)
    else:
        text = _changed(target, composed)
        if composed.items or composed.tags:
            grown = with_pictures(text, target.file, composed.items, composed.tags)
            if grown is None:
                message = Message(
                    "{file} cannot be extended safely; in it, begin each picture on a line with -", file=target.file
                )
                raise RefusedError(message)
            text = grown
    sheet = sheet_of(target.file, text.encode())
    problems = sheet.problems or validate(sheet, Gallery)[1]
    if problems:
        raise RefusedError(Message("nothing was imported; the gallery would not be sound"), problems)
    return text


def _changed(target: GalleryTarget, composed: Composed) -> str:
    """Return the gallery's text with its pictures changed. Raises RefusedError."""
    text = target.text.removeprefix("\ufeff")
    try:
        return changed_text(target.file, text, [(change.path, change.after) for change in composed.changes])
    except UnsafeEditError as error:
        raise RefusedError(error.message) from error


def _taken(target: GalleryTarget, composed: Composed, problems: list[Diagnostic], *, on_home: bool) -> Taken:
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
        _difference(target, composed),
        len({change.path[1] for change in composed.changes}),
        composed.otherwise,
        tuple(composed.left_alone),
    )


def _difference(target: GalleryTarget, composed: Composed) -> tuple[Message, ...]:
    lines: list[Message] = []
    for change in composed.changes:
        number = change.path[1]
        lines += change.messages(str(target.pictures[int(number)]["file"]))
    lines += [Message("{file}: will be added", file=item["file"]) for item in composed.items]
    return tuple(lines)
