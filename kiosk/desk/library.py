"""Pictures of a pack: small ones to show, uploads through the importer's workers, and replacement wherever used.

An upload lies in a quarantine folder of its own, and nothing but a limited worker opens it. What comes into the pack is
the copy that the worker wrote.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path as FilePath
from pathlib import PurePosixPath
from typing import Any

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message
from kiosk.desk.contents import ContentEntry, Contents, UsedPicture
from kiosk.desk.draft import DocPath, PackDraft, safely
from kiosk.desk.history import HistoryStep
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.media.preparation import prepare
from kiosk.media.rendition_widths import THUMBNAIL
from kiosk.packs.gallery_import.gallery_entry import Copied, GalleryEntry
from kiosk.packs.gallery_import.import_workers import copy_all
from kiosk.packs.gallery_import.naming import free_name, safe_stem
from kiosk.packs.yaml_pieces import with_item

MEDIA = "media"
NOTHING = Message("nothing was changed")


@dataclass(frozen=True, slots=True)
class Incoming:
    """A picture that was uploaded and copied by a worker: its name for the pack, its bytes, and what was lost."""

    name: str
    data: bytes
    texts: dict[str, dict[str, str]]
    problems: tuple[Diagnostic, ...]


class Library:
    """The pictures of one pack. Small pictures are kept in the cache, as the kiosk keeps them."""

    def __init__(self, draft: PackDraft, cache: FilePath) -> None:
        self._draft, self._cache = draft, cache
        self._quarantine = cache / "desk-quarantine"
        self._preparing = threading.Lock()

    def small(self, used: UsedPicture, languages: Sequence[str]) -> FilePath | None:
        """Return a small picture, made by a worker; None where the file is missing or cannot be opened."""
        file = self._inside(used.file)
        if file is None:
            return None
        with self._preparing:
            picture = prepare([file], self._cache, (THUMBNAIL,), languages=languages).pictures.get(file)
        return picture.renditions[0].file if picture else None

    @contextmanager
    def quarantine(self) -> Iterator[FilePath]:
        """Yield a new folder that nobody else can read; it goes with all that is in it."""
        self._quarantine.mkdir(mode=0o700, parents=True, exist_ok=True)
        room = FilePath(tempfile.mkdtemp(dir=self._quarantine))
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)

    def open_upload(self, file: FilePath, name: str, room: FilePath) -> Incoming:
        """Have a worker open a file in quarantine; `name` is what its owner called it. Raises RefusedError."""
        entry = GalleryEntry(file, SourceLocation(PurePosixPath(name.replace("\\", "/")).name[:120] or "?"))
        copies, problems = copy_all([entry], room, lambda _done, _total: None)
        if not copies:
            raise RefusedError(NOTHING, problems)
        copy: Copied = copies[0]
        stem = safe_stem(PurePosixPath(name.replace("\\", "/")).stem)
        texts = {field: dict(words) for field, words in copy.texts.items()}
        return Incoming(f"{stem}{copy.file.suffix}", copy.file.read_bytes(), texts, tuple(problems))

    def replace(self, used: UsedPicture, incoming: Incoming, who: str, name: str) -> HistoryStep:
        """Show another picture wherever this one is used, as one step. Its words stay. Raises RefusedError, OSError."""
        with self._draft.history.held():
            folder = str(PurePosixPath(used.file).parent)
            new = self._free(incoming.name, folder)
            places = [use.place for use in used.uses if self._draft.value(use.place) == used.file]
            if len(places) != len(used.uses):
                raise RefusedError(Message("the pack was changed in this moment; look, and try again"))
            files: dict[str, tuple[bytes | None, bytes | None]] = {new: (None, incoming.data)}
            old = self._inside(used.file)
            if old is not None and not self._is_named_elsewhere(used):
                files[used.file] = (old.read_bytes(), None)
            return self._draft.save(self._draft.replace_values(places, new, files), who, "replaced", name)

    def add(self, gallery: ContentEntry, incoming: Sequence[Incoming], contents: Contents, who: str) -> HistoryStep:
        """Put pictures at the end of a gallery, as one step. Raises RefusedError, OSError."""
        with self._draft.history.held():
            file = gallery.place.file
            pictures = self._draft.value(DocPath(file, ("pictures",)))
            if not isinstance(pictures, list) or not pictures:
                raise RefusedError(NOTHING)
            first = next((each["file"] for each in pictures if isinstance(each, dict) and "file" in each), "")
            folder = str(PurePosixPath(str(first)).parent) if first else MEDIA
            before = (self._draft.pack / file).read_bytes()
            text = safely(partial(before.decode, "utf-8-sig"))
            files: dict[str, tuple[bytes | None, bytes | None]] = {}
            for number, each in enumerate(incoming, len(pictures)):
                new = self._free(each.name, folder, taken=set(files))
                files[new] = (None, each.data)
                item = _item(new, each, contents.languages)
                text = safely(partial(with_item, file, text, ("pictures", number), item))
            head = b"\xef\xbb\xbf" if before.startswith(b"\xef\xbb\xbf") else b""
            files[file] = (before, head + text.encode())
            title = next(filter(None, gallery.title.values()), "")
            return self._draft.save(files, who, "pictures", title)

    def _is_named_elsewhere(self, used: UsedPicture) -> bool:
        """Return whether anything but these uses may need the file: a theme, a drawing, another name for it."""
        name = PurePosixPath(used.file).name
        counted = sum(
            self._draft.sheet(file).plain is not None and self._count(file, name) for file in self._draft.files()
        )
        others = [each for each in self._draft.pack.rglob("*") if each.suffix in {".yaml", ".svg", ".vtt"}]
        own = {self._draft.pack / file for file in self._draft.files()}
        return counted > len(used.uses) or any(
            name.encode() in each.read_bytes() for each in others if each not in own and each.is_file()
        )

    def _count(self, file: str, name: str) -> int:
        return (self._draft.pack / file).read_bytes().count(name.encode())

    def _free(self, name: str, folder: str, taken: set[str] = frozenset()) -> str:  # type: ignore[assignment]
        pure = PurePosixPath(name)
        here = self._draft.pack / folder
        names = {each.casefold() for each in os.listdir(here)} if here.is_dir() else set()  # noqa: PTH208
        names |= {PurePosixPath(each).name.casefold() for each in taken}
        # A name that was ever used stays with its picture: browsers and caches go by it.
        return str(PurePosixPath(folder) / free_name(pure.stem, pure.suffix, names))

    def _inside(self, file: str) -> FilePath | None:
        """Return the path of a file of the pack; None for a link, or what lies elsewhere."""
        pure = PurePosixPath(file)
        path = self._draft.pack.joinpath(*pure.parts)
        if pure.is_absolute() or ".." in pure.parts or not path.is_file() or path.is_symlink():
            return None
        return path if path.resolve().is_relative_to(self._draft.pack.resolve()) else None


def _item(file: str, incoming: Incoming, languages: Sequence[str]) -> dict[str, Any]:
    """Return the entry of a new picture, with the words that are in its file; its title is at least its name."""
    item: dict[str, Any] = {"file": file}
    for field in ("title", "caption", "alt", "credit"):
        given = incoming.texts.get(field, {})
        words = {language: each for language, each in given.items() if language in languages and each}
        if given.get(""):
            words = words or {languages[0]: given[""]}
        if field == "title" and not words:
            words = {languages[0]: PurePosixPath(incoming.name).stem}
        if words:
            item[field] = words
    return item


def refusal_of(error: OSError) -> RefusedError:
    """Return the refusal for a disk that failed."""
    return for_the_disk(NOTHING, error)
