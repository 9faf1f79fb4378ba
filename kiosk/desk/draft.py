"""Draft: a pack on disk, of which single values are edited by their place, and only as they were read.

A place is a file and a path in it. Whoever edits it gives the token of what was read there; where that is no longer so,
`StaleError` has both versions, and nothing is written.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from kiosk.content.messages import Message
from kiosk.content.yaml import SourceDocument, sheet_of
from kiosk.desk.history import ChangedSinceError, Files, History, HistoryStep
from kiosk.device.errors import RefusedError
from kiosk.packs.yaml_edits import Path, UnsafeEditError
from kiosk.packs.yaml_pieces import with_first, with_item, with_moved, with_value, with_words, without

FRONT = "pack.yaml"
FOLDERS = ("panels", "galleries")
MOST_BYTES = 3_000_000
MOST_WORDS = 20_000
_BOM = b"\xef\xbb\xbf"
_NAME = re.compile(r"[^./\x00-\x1f][^/\x00-\x1f]*\.yaml\Z")
_BREAKS = re.compile(r"\r\n|\r|\u2028|\u2029|\u0085")


@dataclass(frozen=True, slots=True)
class DocPath:
    """A value: its file in the pack, and its path in the file."""

    file: str
    path: Path


class Author(NamedTuple):
    """Who edits, and the name of the page, gallery or picture."""

    who: str
    name: str


@dataclass(slots=True)
class _ReadFile:
    """A file as it was read: by what it is known to be unchanged, its digest, and the digests of its lists."""

    stamp: tuple[int, int, int]
    digest: str
    sheet: SourceDocument
    lists: dict[Path, str] = field(default_factory=dict)


Edit = Callable[[str, Any], str]
"""Returns a file with an edit, from its text and the value at the place."""


class StaleError(Exception):
    """What was to be changed is no longer as it was read. `mine` is what was typed, `theirs` what is there now."""

    def __init__(self, mine: Any, theirs: Any, token: str) -> None:
        super().__init__("stale")
        self.mine, self.theirs, self.token = mine, theirs, token


class PackDraft:
    """The YAML files of one pack, read when they are asked for."""

    def __init__(self, pack: FilePath, history: History) -> None:
        self.pack = pack
        self.history = history
        self._sheets: dict[str, _ReadFile] = {}

    def files(self) -> list[str]:
        """Return the pack's YAML files: pack.yaml, then panels and galleries by name. Links are none of them."""
        front = self.pack / FRONT
        found = [FRONT] if front.is_file() and not front.is_symlink() else []
        for folder in FOLDERS:
            below = self.pack / folder
            if below.is_dir() and not below.is_symlink():
                names = sorted(each.name for each in below.iterdir() if each.is_file() and not each.is_symlink())
                found += [f"{folder}/{name}" for name in names if _NAME.match(name)]
        return found

    def sheet(self, file: str) -> SourceDocument:
        """Return a file, read. Raises RefusedError where it is none of the pack's."""
        return self._read(file).sheet

    def plain(self, file: str) -> Any:
        """Return the content of a file as strings, lists and dicts; {} where it cannot be read as a map."""
        plain = self.sheet(file).plain
        return plain if isinstance(plain, dict) else {}

    def value(self, place: DocPath) -> Any:
        """Return the value at a place; None where there is none. Raises RefusedError."""
        value: Any = self.sheet(place.file).plain
        for part in place.path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def token(self, place: DocPath) -> str:
        """Return what identifies a value as it is now, in the lists that hold it. Raises RefusedError."""
        around, value = self._around(place)
        text = json.dumps([place.file, place.path, around, value], ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def order_token(self, place: DocPath) -> str:
        """Return what identifies the items of a list and their order, whatever is edited in them."""
        around, value = self._around(place)
        items = _list_digest(self._read(place.file), place.path, value) if isinstance(value, list) else ""
        text = json.dumps([place.file, place.path, around, items], ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def _around(self, place: DocPath) -> tuple[list[str], Any]:
        """Return the digests of the lists that hold a value, and the value."""
        read = self._read(place.file)
        around: list[str] = []
        value: Any = read.sheet.plain
        for number, part in enumerate(place.path):
            if isinstance(value, list):
                around.append(_list_digest(read, place.path[:number], value))
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return around, None
        return around, value

    def state(self) -> str:
        """Return what identifies all of the YAML files as they are now. Raises RefusedError where the pack is gone."""
        if FRONT not in self.files():
            raise RefusedError(
                Message("the pack is not where it was: its folder was renamed, moved or emptied; open the desk again")
            )
        whole = hashlib.sha256()
        for file in self.files():
            whole.update(file.encode())
            whole.update(self._read(file).digest.encode())
        return whole.hexdigest()[:32]

    def set_text(
        self, place: DocPath, token: str, words: Mapping[str, str], author: Author, *, required: bool = False
    ) -> HistoryStep | None:
        """Write words by language; emptied ones are removed, unless all of a `required` text are: it stays, empty.

        Languages that `words` does not name stay. Returns None where the words are there already. Raises StaleError,
        RefusedError, OSError.
        """
        typed = {language: clean(each) for language, each in words.items()}

        def edited(text: str, value: Any) -> str:
            return _with_text(place, text, value, typed, required=required)

        with self.history.held():
            self._compare(place, token, dict(typed))
            return self._write(place, edited, author, "words")

    def set_value(self, place: DocPath, token: str, value: str, author: Author) -> HistoryStep | None:
        """Write a single value, such as a year or a choice; "" removes it. Raises StaleError, RefusedError, OSError."""
        typed = clean(value)

        def edited(text: str, before: Any) -> str:
            if before == typed or (before is None and not typed):
                return text
            if not typed:
                return without(place.file, text, place.path)
            if before is None:
                return with_value(place.file, text, place.path, typed)
            return with_words(place.file, text, place.path, typed)

        with self.history.held():
            self._compare(place, token, typed)
            return self._write(place, edited, author, "words")

    def add_item(self, place: DocPath, token: str, item: Any, author: Author) -> HistoryStep | None:
        """Put an item into a list, before the one at the place or at its end; `token` is that of the list's order."""

        def edited(text: str, _: Any) -> str:
            return with_item(place.file, text, place.path, item)

        with self.history.held():
            self._compare(DocPath(place.file, place.path[:-1]), token, None, order=True)
            return self._write(place, edited, author, "added")

    def remove_item(self, place: DocPath, token: str, author: Author) -> HistoryStep | None:
        """Remove an item of a list, which must be as it was read."""

        def edited(text: str, _: Any) -> str:
            return without(place.file, text, place.path)

        with self.history.held():
            self._compare(place, token, None)
            return self._write(place, edited, author, "removed")

    def move_item(self, place: DocPath, token: str, to: int, author: Author) -> HistoryStep | None:
        """Move an item within its list; `token` is that of the list's order."""

        def edited(text: str, _: Any) -> str:
            return text if place.path[-1] == to else with_moved(place.file, text, place.path, to)

        with self.history.held():
            self._compare(DocPath(place.file, place.path[:-1]), token, None, order=True)
            return self._write(place, edited, author, "moved")

    def replace_values(
        self, places: Sequence[DocPath], value: str, files: Files
    ) -> dict[str, tuple[bytes | None, bytes | None]]:
        """Return what to save so that all these places have a value, together with further `files`."""
        read = {place.file: self._text(place.file) for place in places}
        changed = {file: text for file, (_, text) in read.items()}
        for place in places:
            changed[place.file] = safely(partial(with_words, place.file, changed[place.file], place.path, value))
        saved: dict[str, tuple[bytes | None, bytes | None]] = dict(files)
        for file, (head, before) in read.items():
            saved[file] = head + before.encode(), head + changed[file].encode()
        return saved

    def save(self, files: Files, who: str, what: str, name: str) -> HistoryStep:
        """Save whole files as one step. Raises RefusedError, OSError."""
        try:
            return self.history.save(who, what, name, files)
        except ChangedSinceError as error:
            raise RefusedError(Message("the pack was changed in this moment; look, and try again")) from error
        finally:
            for file in files:
                self._sheets.pop(file, None)

    def undo(self, identifier: str, who: str) -> HistoryStep:
        """Take a step back. Raises RefusedError, OSError."""
        try:
            return self.history.undo(identifier, who)
        finally:
            self._sheets.clear()

    def _compare(self, place: DocPath, token: str, mine: Any, *, order: bool = False) -> None:
        """Raise StaleError unless a place is as it was read; by the `order` of its items alone, if that is enough."""
        self._sheets.pop(place.file, None)  # what is written is decided by the bytes, not by the clock
        now = self.order_token(place) if order else self.token(place)
        if token != now:
            raise StaleError(mine, self.value(place), now)

    def _write(self, place: DocPath, edited: Edit, author: Author, what: str) -> HistoryStep | None:
        head, before = self._text(place.file)
        after = safely(partial(edited, before, self.value(place)))
        if after == before:
            return None
        files = {place.file: (head + before.encode(), head + after.encode())}
        return self.save(files, author.who, what, author.name)

    def _text(self, file: str) -> tuple[bytes, str]:
        """Return the byte order mark of a file, and the rest of it as text. Raises RefusedError."""
        data = self._bytes(file)
        head = _BOM if data.startswith(_BOM) else b""
        try:
            return head, data[len(head) :].decode("utf-8")
        except UnicodeDecodeError as error:
            raise RefusedError(Message("this file is not in UTF-8, and cannot be edited here")) from error

    def _bytes(self, file: str) -> bytes:
        self._stamp(file)
        try:
            with (self.pack / file).open("rb") as stream:
                return stream.read(MOST_BYTES + 1)
        except OSError as error:
            raise RefusedError(Message("this is no longer in the pack")) from error

    def _stamp(self, file: str) -> tuple[int, int, int]:
        """Return by what a file is known to be unchanged. Raises RefusedError where it is none of the pack's."""
        folder, _, name = file.rpartition("/")
        is_own = file == FRONT or (folder in FOLDERS and _NAME.match(name))
        try:
            status = os.lstat(self.pack / file) if is_own else None
            if status and stat.S_ISREG(status.st_mode) and not (folder and (self.pack / folder).is_symlink()):
                return status.st_mtime_ns, status.st_size, status.st_ino
        except (OSError, ValueError):
            pass
        raise RefusedError(Message("this is no longer in the pack"))

    def _read(self, file: str) -> _ReadFile:
        stamp = self._stamp(file)
        known = self._sheets.get(file)
        if known is None or known.stamp != stamp:
            data = self._bytes(file)
            known = _ReadFile(stamp, hashlib.sha256(data).hexdigest(), sheet_of(file, data))
            self._sheets[file] = known
        return known


def _list_digest(read: _ReadFile, path: Path, items: list[Any]) -> str:
    """Return what identifies the items of a list and their order, whatever is edited in them."""
    if path not in read.lists:
        text = json.dumps([_identity(item) for item in items], ensure_ascii=False)
        read.lists[path] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return read.lists[path]


def safely(edit: Callable[[], str]) -> str:
    """Return an edited file. Raises RefusedError where that would touch more than was meant."""
    try:
        return edit()
    except (UnsafeEditError, UnicodeError, KeyError, IndexError, TypeError) as error:
        message = Message("this cannot be changed here without touching more than it; ask whoever wrote the files")
        raise RefusedError(message) from error


def clean(words: str) -> str:
    """Return typed words as a file can hold them: no control characters, lines ended by \\n, no space round them.

    Raises RefusedError for more than a text may have.
    """
    if len(words) > MOST_WORDS:
        raise RefusedError(Message("this has more than {most} characters", most=MOST_WORDS))
    words = _BREAKS.sub("\n", words)
    kept = (each for each in words if each in "\n\t" or unicodedata.category(each) not in {"Cc", "Cs"})
    return "".join(each for each in kept if each not in "\ufeff\ufffe\uffff").strip()


def _with_text(place: DocPath, text: str, value: Any, typed: Mapping[str, str], *, required: bool) -> str:
    """Return a file with a text as it was typed. One written once for all languages stays so while they are alike."""
    filled = {language: each for language, each in typed.items() if each}
    if value is None:
        return with_value(place.file, text, place.path, filled) if filled else text
    if isinstance(value, str):
        return _with_one(place, text, value, typed, required=required)
    if value == {}:
        return with_first(place.file, text, place.path, filled) if filled else text
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise UnsafeEditError(place.file)
    return _with_map(place, text, value, typed, required=required)


def _with_one(place: DocPath, text: str, value: str, typed: Mapping[str, str], *, required: bool) -> str:
    words = set(typed.values())
    if words == {value.strip()}:
        return text
    if words == {""} and not required:
        return without(place.file, text, place.path)
    if len(words) == 1:
        return with_words(place.file, text, place.path, _ended(words.pop(), value))
    filled = {language: each for language, each in typed.items() if each}
    return (with_value if value else with_first)(place.file, text, place.path, filled)


def _with_map(place: DocPath, text: str, value: Mapping[str, Any], typed: Mapping[str, str], *, required: bool) -> str:
    file, path = place.file, place.path
    changed = {language: each for language, each in typed.items() if each != str(value.get(language, "")).strip()}
    left = {language for language, each in value.items() if changed.get(language, each)}
    left |= {language for language, each in changed.items() if each}
    if not left and not required:
        return without(file, text, path) if changed else text
    # First those that come, so that the map is never empty in between.
    for language, each in sorted(changed.items(), key=lambda pair: not pair[1]):
        if each and language in value:
            text = with_words(file, text, (*path, language), _ended(each, value[language]))
        elif each:
            text = with_value(file, text, (*path, language), each)
        elif language in value:
            text = without(file, text, (*path, language)) if left else with_words(file, text, (*path, language), "")
    return text


def _ended(words: str, before: str) -> str:
    """Return words with the line end that a block of YAML has at its end, where the old ones had it."""
    return f"{words}\n" if before.endswith("\n") and words else words


def _identity(item: Any) -> Any:
    """Return by what an item of a list is told from its neighbours, whatever is edited in it."""
    if not isinstance(item, dict):
        return ""
    return item.get("id") or item.get("file") or (next(iter(item)) if len(item) == 1 else "")
