"""Workspace: one pack on the desk, with its history, its pictures, its drawings, and what is wrong with it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from kiosk.content.messages import Message
from kiosk.content.model.blocks import BLOCKS
from kiosk.desk.audit_log import AuditLog
from kiosk.desk.contents import ContentEntry, Contents, read_contents
from kiosk.desk.draft import DocPath, PackDraft
from kiosk.desk.drawings import Drawings
from kiosk.desk.forms import (
    A_PART,
    Field,
    Group,
    Items,
    fields_in,
    gallery_form,
    home_form,
    lacks_words,
    page_form,
    panel_form,
)
from kiosk.desk.history import History, HistoryStep, Now
from kiosk.desk.inspection import Finding, inspect
from kiosk.desk.library import Library
from kiosk.device.disk import make_folder
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.device.message_catalog import catalogue, phrases
from kiosk.packs.hall_blocks import catalog_for

Form = tuple[Field | Group | Items, ...]
EVERY = 1_000_000


class Workspace:
    """One pack that is edited. Its methods may be called from several threads."""

    def __init__(self, pack: Path, folder: Path, cache: Path, now: Now | None = None) -> None:
        """Open the pack in a folder; `folder` keeps the histories of all packs. Raises RefusedError, OSError."""
        self.pack = pack.resolve()
        self.id = hashlib.sha256(str(self.pack).encode("utf-8", "surrogateescape")).hexdigest()[:24]
        own = folder / self.id
        make_folder(own)
        own.chmod(0o700)
        self.history = History(own, self.pack, now) if now else History(own, self.pack)
        self.audit = AuditLog(own / "audit.jsonl")
        self.draft = PackDraft(self.pack, self.history)
        self.library = Library(self.draft, cache)
        self.drawings = Drawings(self.pack, cache)
        self._cache = cache
        self._lock = threading.Lock()
        self._contents: tuple[str, Contents] | None = None
        self._missing: tuple[str, dict[str, dict[str, int]]] | None = None
        self._findings: dict[str, tuple[str, Future[list[Finding]]]] = {}
        self._checking = ThreadPoolExecutor(1, "check")
        catalog_for(self.pack)  # the hall's own blocks have forms too

    def close(self) -> None:
        """End what runs beside the server."""
        self.drawings.close()
        self._checking.shutdown(wait=False, cancel_futures=True)

    def state(self) -> str:
        """Return what identifies the pack's words as they are now."""
        return self.draft.state()

    def contents(self) -> Contents:
        """Return the pack's contents as they are now."""
        state = self.state()
        with self._lock:
            if self._contents is None or self._contents[0] != state:
                self._contents = state, read_contents(self.draft)
            return self._contents[1]

    def entry(self, ref: str) -> ContentEntry:
        """Return an entry. Raises RefusedError where it is not there any more."""
        found = self.contents().entries.get(ref)
        if found is None:
            raise RefusedError(Message("this is no longer in the pack"))
        return found

    def form(self, entry: ContentEntry, first: int = 0, most: int = A_PART) -> Form:
        """Return the form of an entry; of a gallery, some pictures from a number on. Raises RefusedError."""
        return self._form(entry, self.contents().languages, first, most)

    def _form(self, entry: ContentEntry, languages: tuple[str, ...], first: int, most: int) -> Form:
        match entry.kind:
            case "page":
                return page_form(self.draft, entry, languages)
            case "gallery":
                return gallery_form(self.draft, entry, languages, first, most)
            case "home":
                return home_form(self.draft, entry, languages)
            case _:
                return (panel_form(self.draft, entry, languages),)

    def form_at(self, entry: ContentEntry, place: DocPath) -> Form:
        """Return the part of an entry's form that a place is in. Raises RefusedError."""
        number = place.path[1] if entry.kind == "gallery" and len(place.path) > 1 else 0
        return self.form(entry, number, 1) if isinstance(number, int) else self.form(entry)

    def field(self, entry: ContentEntry, place: DocPath) -> Field:
        """Return the field of an entry at a place. Raises RefusedError where there is none to edit."""
        found = next((field for field in fields_in(self.form_at(entry, place)) if field.place == place), None)
        if found is None:
            raise RefusedError(Message("this is no longer in the pack"))
        return found

    def missing_texts(self) -> dict[str, dict[str, int]]:
        """Return by entry how many texts lack each language that others of it have."""
        state, contents = self.state(), self.contents()
        with self._lock:
            if self._missing is None or self._missing[0] != state:
                found = {ref: self._missing_in(entry, contents.languages) for ref, entry in contents.entries.items()}
                self._missing = state, found
            return self._missing[1]

    def _missing_in(self, entry: ContentEntry, languages: Sequence[str]) -> dict[str, int]:
        counts = dict.fromkeys(languages, 0)
        for form in fields_in(self._form(entry, tuple(languages), 0, EVERY)):
            if form.kind == "text" and lacks_words(form):
                for language, words in form.words.items():
                    counts[language] += not words
        return counts

    def findings(self, language: str, patience: float | None = None) -> list[Finding] | None:
        """Return what is wrong with the pack's words as they are now, in the language of staff.

        A large pack takes a while: after `patience` seconds, where given, return None; the check goes on.
        """
        state = self.state()
        with self._lock:
            known = self._findings.get(language)
            if known is None or known[0] != state:
                if known is not None:
                    known[1].cancel()  # one that has not begun: the pack is another one now
                known = self._findings[language] = state, self._checking.submit(self._check, language)
        try:
            return known[1].result(patience)
        except TimeoutError:
            return None
        except OSError as error:  # the pack went while it was checked
            raise for_the_disk(Message("the pack cannot be checked"), error) from error
        except CancelledError:  # the pack was changed meanwhile
            return self.findings(language, patience)

    def _check(self, language: str) -> list[Finding]:
        contents = self.contents()
        names = {code: {language: language_name(code, language)} for code in contents.languages}
        return inspect(self.draft, with_names(contents, names), catalogue(language), language, self._cache)

    def undo(self, identifier: str, who: str) -> HistoryStep:
        """Take a step back. Raises RefusedError, OSError."""
        return self.draft.undo(identifier, who)


def language_name(code: str, language: str) -> str:
    """Return the name of a pack's language, in that of staff; the code itself where there is no name."""
    say, key = phrases("desk", language), f"language-name/{code}"
    return say.get(key, code)


def with_names(contents: Contents, names: Mapping[str, Mapping[str, str]]) -> Contents:
    """Return contents with further words for what messages name."""
    return Contents(
        contents.languages,
        contents.title,
        contents.entries,
        contents.panels,
        contents.galleries,
        contents.pictures,
        {**contents.names, **names},
    )


def new_blocks() -> tuple[str, ...]:
    """Return the kinds of blocks that words alone can make, in the order of the documents."""
    return tuple(kind for kind, model in BLOCKS.items() if model.blank("") is not None)


def new_items() -> frozenset[str]:
    """Return the keys of lists that words alone can lengthen."""
    return frozenset(key for model in BLOCKS.values() for key in model.blank_entries(""))


def new_block(kind: str, words: Mapping[str, str]) -> dict[str, Any]:
    """Return a new block of a kind, with words to be typed over by language. Raises KeyError for another kind."""
    if kind not in new_blocks():
        raise KeyError(kind)
    return {kind: BLOCKS[kind].blank(words)}


def new_item(key: str, words: Mapping[str, str]) -> Any:
    """Return a new item of a list, with words to be typed over. Raises KeyError for a list that gets none here."""
    made = {name: entry for model in BLOCKS.values() for name, entry in model.blank_entries(words).items()}
    return made[key]
