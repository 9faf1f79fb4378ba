"""Media on disk: the path stays in the pack, the file exists, and its content is what its name says."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path

from kiosk.content.camera_raw import RAW
from kiosk.content.issues import Issue, join_hints, nearest, quoted, without_ends
from kiosk.content.media_types import (
    CAPTIONS_BY_NAME,
    CONVERTIBLE,
    EXPECTED,
    HEAD,
    NAMED,
    SUFFIXES,
    conversion,
    kind_of_sort,
    raw_advice,
    sort_of,
    suffix_of,
    with_article,
)
from kiosk.content.messages import Message
from kiosk.content.model.base import MediaKind
from kiosk.content.yaml.contained_files import kind_of


def path_fault(path: str) -> Issue | None:
    """Return the fault of a path as written, before any disk access."""
    fix = "copy the file into media/ of the pack and write the path from the pack's folder"
    if "\\" in path and not _ON_A_DISK.match(path):
        right = Message("write {words}", words=path.replace("\\", "/"))
        return _fault(path, "has a backslash in it", right, "path")
    if path.startswith(("/", "~", "\\")) or re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
        return _fault(path, "leads out of the pack", fix, "path")
    parts = path.removeprefix("./").split("/")
    if ".." in parts:
        return _fault(path, "leads out of the pack", fix, "path")
    if any(part in {"", "."} or part != part.strip() or not part.isprintable() for part in parts):
        return _fault(path, "is not a path", "write the path without // and without spaces beside /", "path")
    if path != unicodedata.normalize("NFC", path):
        return _fault(path, "has letters in two pieces (not NFC)", "type the name again, or rename the file", "path")
    return None


_ON_A_DISK = re.compile(r"[A-Za-z]:|\\|/|~")
_BETWEEN = re.compile(r"[,;，；、]")
_MOST_LISTED, _DEEPEST = 2_000, 2
_SAVED_AS: dict[MediaKind, str] = {
    "picture": "JPEG or PNG",
    "video": "MP4 (H.264)",
    "audio": "M4A (AAC)",
    "captions": "WebVTT (.vtt)",
}


class MediaFiles:
    """The files of one pack, each checked once; `withdrawn` ones need not exist."""

    def __init__(self, folder: Path, withdrawn: AbstractSet[str] = frozenset()) -> None:
        self.folder = folder
        self._withdrawn = withdrawn
        self._names: dict[str, list[str]] = {}
        self._known: dict[tuple[MediaKind, str], Issue | None] = {}

    def medium(self, path: str, kind: MediaKind) -> Issue | None:
        """Return what is wrong with the path or the file of a picture, video, sound or captions; None if nothing is."""
        if (kind, path) not in self._known:
            fault = path_fault(path)
            if fault is not None and (meant := self._named_alike(re.split(r"[\\/]", path)[-1])):
                fault = replace(fault, fix=meant)
            if fault is None and path.removeprefix("./") in self._withdrawn:
                fault = _suffix(path, kind)
            elif fault is None:
                fault = self._several(path) or self._absent_or_named(path, kind) or self._content(path, kind)
            self._known[kind, path] = fault and replace(fault, expected=EXPECTED[kind])
        return self._known[kind, path]

    def _absent_or_named(self, path: str, kind: MediaKind) -> Issue | None:
        """Return why a path is no file of the pack, with the one that may be meant; None if it is one."""
        absent = self.present(path)
        if absent is None:
            return None
        bare = without_ends(path)
        if bare != path and self.present(bare) is None:
            return replace(absent, fix=Message("write {words}", words=bare))
        if meant := self._named_alike(path):
            return replace(absent, fix=meant)
        return _suffix(path, kind) or absent

    def _several(self, path: str) -> Issue | None:
        """Return the fault of several files written as one."""
        parts = [part.strip() for part in _BETWEEN.split(path) if part.strip()]
        if len(parts) < 2 or any(self.present(part) for part in parts):
            return None
        fix = "write one of them here; each of the others belongs into an item of its own"
        return _fault(path, "are several files", fix, "media")

    def _named_alike(self, path: str) -> Message | None:
        """Return the advice to use the only file of this name, with or without its ending, elsewhere in the pack."""
        if os.path.lexists(self.folder / path):
            return None
        name = path.rpartition("/")[2].lower()
        found = [file for file in self._all() if name in {Path(file).name.lower(), Path(file).stem.lower()}]
        is_one = len(found) == 1 and found[0].lower() != path.lower()
        return Message("did you mean {name}?", name=quoted(found[0])) if is_one else None

    def _all(self) -> list[str]:
        """Return the files in `media` and in two levels of folders below it, at most a few thousand."""
        folders, files = ["media"], list[str]()
        for folder in folders:
            for name in self._list(folder)[:_MOST_LISTED]:
                here = f"{folder}/{name}"
                if (self.folder / here).is_file():
                    files.append(here)
                elif here.count("/") <= _DEEPEST:
                    folders.append(here)
        return files[:_MOST_LISTED]

    def present(self, path: str) -> Issue | None:
        """Return why a safe path is not a regular file of the pack in exactly this spelling, or None."""
        here, parts = "", path.removeprefix("./").split("/")
        for depth, part in enumerate(parts):
            names = self._list(here)
            if part not in names:
                return self._absent(path, here, part)
            here = f"{here}/{part}" if here else part
            try:
                mode = os.lstat(self.folder / here).st_mode
            except OSError:
                return _fault(path, "cannot be read", "give the user who runs the kiosk the right to read it", "media")
            due = stat.S_ISDIR if depth < len(parts) - 1 else stat.S_ISREG
            if not due(mode):
                message = Message("is not a file of the pack: {name} is {what}", name=quoted(here), what=kind_of(mode))
                return _fault(path, message, "put the file itself in its place", "media")
        return None

    def _absent(self, path: str, here: str, part: str) -> Issue:
        names = self._list(here)
        alike = next((name for name in names if _folded(name) == _folded(part)), None)
        where = Message("in {folder}", folder=quoted(here)) if here else Message("in the pack")
        if alike is None:
            place = f"{here}/" if here else Message("the pack's folder")
            fix = Message("copy the file into {folder}, or fix the path", folder=place)
            if close := nearest(part, names[:2000]):
                # The whole path, so that it can replace the one written.
                rest = path.removeprefix("./").removeprefix(f"{here}/" if here else "").partition("/")[2]
                whole = "/".join(filter(None, (here, close, rest)))
                if not rest or self.present(whole) is None:
                    fix = Message("did you mean {name}?", name=quoted(whole))
            return _fault(
                path, Message("does not exist: {where} is no {name}", where=where, name=quoted(part)), fix, "media"
            )
        if alike.lower() == part.lower():
            message = Message("is written in other letters on disk: {name}", name=quoted(alike))
            return _fault(path, message, "write capital and small letters as the file has them", "media")
        return _fault(path, "is stored under letters in two pieces (not NFC)", "type the file's name again", "media")

    def _list(self, here: str) -> list[str]:
        if here not in self._names:
            try:
                self._names[here] = sorted(path.name for path in (self.folder / here).iterdir())
            except OSError:
                self._names[here] = []
        return self._names[here]

    def _content(self, path: str, kind: MediaKind) -> Issue | None:
        try:
            with (self.folder / path).open("rb") as stream:
                head = stream.read(HEAD)
        except OSError:
            return _fault(path, "cannot be read", "give the user who runs the kiosk the right to read it", "media")
        if not head:
            return _fault(path, "is an empty file", Message("copy the {kind} again", kind=Message(kind)), "media")
        due, found = SUFFIXES[kind].get(Path(path).suffix.lower()), sort_of(head)
        if due is not None and (not due or found in due):
            return None
        if due is None and not found and Path(path).suffix.lower() in CAPTIONS_BY_NAME and kind == "captions":
            return _fault(
                path,
                Message("is not named like {what}", what=Message(NAMED[kind])),
                conversion(self.folder / path),
                "media",
            )
        if due is None and not found:
            message = Message("is not named like {what}", what=Message(NAMED[kind]))
            return _fault(path, message, self._way(path, kind, found), "media")
        what = with_article(found) if found else Message("something else")
        message = Message("is {found}", found=what)
        if due is not None:
            message = Message("is named like {due}, but holds {found}", due=with_article(due[0]), found=what)
        return _fault(path, message, self._way(path, kind, found), "media")

    def _way(self, path: str, kind: MediaKind, found: str) -> str:
        """Return how to get a file of the sort `found` shown where a medium of this kind is due."""
        if (suffix := suffix_of(found, kind)) or found == "WebVTT captions":
            end = suffix or ".vtt"
            stem = Path(path).with_suffix("")  # of tower.mp4.part, as downloads are called, tower.mp4
            name = (stem if stem.suffix.lower() == end else stem.with_name(stem.name + end)).as_posix()
            return Message("rename the file to {name}, and write that name here", name=quoted(name))
        if found in CONVERTIBLE[kind]:
            return conversion(self.folder / path, sound=kind == "audio" and found.startswith("video"))
        if found == RAW and kind == "picture":
            return raw_advice()
        if found == "HTML":
            return Message("this is a web page: open it in a browser, and save the {kind} itself", kind=Message(kind))
        if (other := kind_of_sort(found)) is not None and other != kind:
            return _of_another_use(kind, other)
        programs = Message("open it in the program that made it and save it as {sort}", sort=_SAVED_AS[kind])
        return join_hints(programs, "or take a fresh copy of the original")


def _of_another_use(kind: MediaKind, other: MediaKind) -> Message:
    """Return what to do with a file of one kind in the place of another."""
    due, given = Message(NAMED[kind]), Message(NAMED[other])
    if other == "audio":
        own = "write the name of {due} here; sound goes into a block of its own, - audio: …; see `kiosk help audio`"
        return Message(own, due=due)
    return Message("write the name of {due} here, and not of {given}", due=due, given=given)


def _suffix(path: str, kind: MediaKind) -> Issue | None:
    if Path(path).suffix.lower() in SUFFIXES[kind]:
        return None
    message = Message("is not named like {what}", what=Message(NAMED[kind]))
    return _fault(path, message, Message("use one of {names}", names=", ".join(SUFFIXES[kind])), "media")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).lower()


def _fault(path: str, message: str, fix: str, kind: str) -> Issue:
    named = Message("{file} {fault}", file=quoted(path), fault=Message.of(message))
    return Issue(named, EXPECTED["picture"], fix, kind=kind, path=("file",), named=False)
