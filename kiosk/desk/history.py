"""History of a pack: each save is a dated step, kept for 90 days, that can be undone.

It lies outside the pack, in a folder of its own: `objects/` has the bytes of files before and after, by their SHA-256,
and `steps.jsonl` a line for each step. A step that a power cut interrupted is finished when the history is next opened.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath
from threading import RLock
from typing import Any

from kiosk.content.messages import Message
from kiosk.device.disk import flush_folder, make_folder, write_whole
from kiosk.device.errors import RefusedError
from kiosk.device.file_lock import HeldError, locked

KEPT = timedelta(days=90)
PATIENCE = 3.0  # seconds that a save waits for another desk at the same pack
STEPS, PENDING, OBJECTS, LOCK = "steps.jsonl", "pending.json", "objects", "lock"
Now = Callable[[], datetime]
Files = Mapping[str, tuple[bytes | None, bytes | None]]
"""Path in the pack → bytes before and after; None for no file."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """What a step does to one file of the pack: digests of its bytes; "" where there is no file."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One save: when, by whom, what (a key of the desk's words, and the name of what was edited), and the files.

    `undoes` is the id of the step that this one takes back.
    """

    id: str
    when: str
    who: str
    what: str
    name: str
    files: tuple[FileChange, ...]
    undoes: str = ""

    @property
    def moment(self) -> datetime:
        """When it was saved, with its time zone."""
        return datetime.fromisoformat(self.when)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> HistoryStep:
        """Return a step that was written. Raises KeyError, TypeError and ValueError for anything else."""
        files = tuple(FileChange(**each) for each in data["files"])
        step = cls(**(dict(data) | {"files": files}))
        datetime.fromisoformat(step.when)
        return step


class ChangedSinceError(Exception):
    """A file is no longer as it was read."""


class History:
    """The steps of one pack. `folder` is the history's own, `pack` the folder with pack.yaml in it."""

    def __init__(self, folder: Path, pack: Path, now: Now = lambda: datetime.now(UTC)) -> None:
        self._folder, self._pack, self._now = folder, pack, now
        self._lock = RLock()
        self._depth = 0
        make_folder(folder / OBJECTS)
        with self.held():
            self._finish()
            self._prune()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep every other editor of this pack waiting, in this process and in others. Raises RefusedError."""
        with self._lock:
            if self._depth:
                yield
                return
            self._depth = 1
            try:
                with ExitStack() as stack:
                    self._lock_out_others(stack)
                    yield
            finally:
                self._depth = 0

    def _lock_out_others(self, stack: ExitStack) -> None:
        """Take the lock of this history, once another desk is done with it. Raises RefusedError."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                stack.enter_context(locked(self._folder / LOCK))
            except HeldError as error:
                if time.monotonic() > end:
                    raise RefusedError(Message("another program is writing into this pack; try again")) from error
                time.sleep(0.02)
            else:
                return

    def steps(self) -> list[HistoryStep]:
        """Return the steps, the newest first."""
        try:
            lines = (self._folder / STEPS).read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        found = []
        for line in lines:
            with suppress(KeyError, TypeError, ValueError):  # a power cut may cut the last line
                found.append(HistoryStep.of(json.loads(line)))
        return found[::-1]

    def step(self, identifier: str) -> HistoryStep | None:
        """Return the step with this id."""
        return next((step for step in self.steps() if step.id == identifier), None)

    def save(self, who: str, what: str, name: str, files: Files) -> HistoryStep:
        """Write files of the pack (path → bytes before and after; None for no file), and record the step.

        All of them are written, or none. Raises ChangedSinceError where one is not as `before` says; OSError.
        """
        return self._save(who, what, name, files)

    def _save(
        self,
        who: str,
        what: str,
        name: str,
        files: Files,
        undoes: str = "",
    ) -> HistoryStep:
        with self.held():
            self._finish()
            for file, (before, _) in files.items():
                if self._read(file) != before:
                    raise ChangedSinceError(file)
                _refuse_read_only(self._path(file))
            changes = tuple(
                FileChange(file, self._keep(before), self._keep(after)) for file, (before, after) in files.items()
            )
            moment = self._now()
            seed = json.dumps([moment.isoformat(), *(asdict(each) for each in changes)])
            step = HistoryStep(_digest(seed.encode())[:16], moment.isoformat(), who, what, name, changes, undoes)
            write_whole(self._folder / PENDING, _line(step).encode())
            try:
                self._finish()
            except OSError:
                self._roll_back(step)
                raise
            return step

    def undo(self, identifier: str, who: str) -> HistoryStep:
        """Take a step back, and record that as a step. What was edited since, elsewhere, stays.

        Raises RefusedError where later edits touch the same lines, or the step is gone; OSError.
        """
        with self.held():
            step = self.step(identifier)
            if step is None:
                raise RefusedError(Message("this step is older than 90 days, and cannot be undone any more"))
            files: dict[str, tuple[bytes | None, bytes | None]] = {}
            for change in step.files:
                now = self._read(change.file)
                before, after = self.data(change.before), self.data(change.after)
                if now == before:
                    continue
                files[change.file] = now, before if now == after else _taken_back(before, after, now)
            if not files:
                raise RefusedError(Message("this was undone already"))
            return self._save(who, step.what, step.name, files, undoes=step.id)

    def data(self, digest: str) -> bytes | None:
        """Return the bytes with a digest; None for "". Raises OSError."""
        return (self._folder / OBJECTS / digest).read_bytes() if digest else None

    def _finish(self) -> None:
        """Write what a step says; after a power cut, again."""
        pending = self._folder / PENDING
        try:
            text = pending.read_text("utf-8")
        except FileNotFoundError:
            return
        step = HistoryStep.of(json.loads(text))
        for change in step.files:
            target = self._path(change.file)
            data = self.data(change.after)
            if data is None:
                target.unlink(missing_ok=True)
                if target.parent.is_dir():
                    flush_folder(target.parent)
            elif self._read(change.file) != data:
                make_folder(target.parent)
                _replace(target, data)
        if self.step(step.id) is None:
            with (self._folder / STEPS).open("ab") as steps:
                if steps.tell() and not self._ends_whole():
                    steps.write(b"\n")
                steps.write(text.encode())
                steps.flush()
                os.fsync(steps.fileno())
        pending.unlink()
        flush_folder(self._folder)

    def _roll_back(self, step: HistoryStep) -> None:
        """Restore the files of a step that could not be written, as far as the disk lets us; forget the step."""
        for change in step.files:
            before = self.data(change.before)
            if before is None:
                self._path(change.file).unlink(missing_ok=True)
            elif self._read(change.file) != before:
                _replace(self._path(change.file), before)
        (self._folder / PENDING).unlink(missing_ok=True)

    def _ends_whole(self) -> bool:
        return (self._folder / STEPS).read_bytes().endswith(b"\n")

    def _prune(self) -> None:
        """Forget the steps that are older than they are kept, and the bytes that no step needs."""
        steps = self.steps()
        kept = [step for step in steps if self._now() - step.moment <= KEPT]
        if len(kept) < len(steps):
            write_whole(self._folder / STEPS, "".join(map(_line, reversed(kept))).encode())
        needed = {digest for step in kept for change in step.files for digest in (change.before, change.after)}
        for each in (self._folder / OBJECTS).iterdir():
            if each.name not in needed:
                with suppress(OSError):
                    each.unlink()

    def _keep(self, data: bytes | None) -> str:
        if data is None:
            return ""
        digest = _digest(data)
        target = self._folder / OBJECTS / digest
        if not target.exists():
            write_whole(target, data)
        return digest

    def _read(self, file: str) -> bytes | None:
        try:
            return self._path(file).read_bytes()
        except FileNotFoundError:
            return None

    def _path(self, file: str) -> Path:
        """Return the path of a file of the pack. Raises RefusedError for one that leads out of it."""
        pure = PurePosixPath(file)
        target = self._pack.joinpath(*pure.parts)
        if pure.is_absolute() or ".." in pure.parts or not target.resolve().is_relative_to(self._pack.resolve()):
            raise RefusedError(Message("this lies outside of the pack, and cannot be changed here"))
        return target


def undone(steps: Sequence[HistoryStep]) -> frozenset[str]:
    """Return the ids of the steps that are undone, and not done again."""
    found: set[str] = set()
    for step in reversed(steps):
        if step.undoes:
            found.add(step.undoes)
            found.discard(step.id)
            # Taking back an undo does the first step again.
            first = next((each for each in steps if each.id == step.undoes), None)
            if first is not None and first.undoes:
                found.discard(first.undoes)
    return frozenset(found)


def _taken_back(before: bytes | None, after: bytes | None, now: bytes | None) -> bytes:
    """Return a file as it is now, without what turned `before` into `after`. Raises RefusedError."""
    refused = RefusedError(Message("this was edited again since then: undo the later steps first"))
    if before is None or after is None or now is None:
        raise refused
    rows = [each.decode("utf-8", "surrogateescape").splitlines(keepends=True) for each in (before, after, now)]
    old, new, current = rows
    same = [
        (start, end, to)
        for kind, start, end, to, _ in SequenceMatcher(None, new, current, autojunk=False).get_opcodes()
        if kind == "equal"
    ]
    edits: list[tuple[int, int, list[str]]] = []
    for kind, start, end, to, to_end in SequenceMatcher(None, new, old, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        # The lines of the step, with one on each side, must still stand as it left them.
        first, last = max(0, start - 1), min(len(new), end + 1)
        place = next((each for each in same if each[0] <= first and last <= each[1]), None)
        if place is None:
            raise refused
        edits.append((place[2] + start - place[0], place[2] + end - place[0], old[to:to_end]))
    for start, end, lines in reversed(edits):
        current[start:end] = lines
    return "".join(current).encode("utf-8", "surrogateescape")


def _replace(target: Path, data: bytes) -> None:
    """Write a file whole; whoever may read and write it may so afterwards. Raises OSError."""
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        write_whole(target, data)
        return
    write_whole(target, data, mode)
    if stat.S_IMODE(target.stat().st_mode) != mode:  # the umask took some of it
        target.chmod(mode)


def _refuse_read_only(target: Path) -> None:
    """Raise PermissionError for a file that is marked as not to be written: a new one would take its place."""
    try:
        is_writable = target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    except FileNotFoundError:
        return
    if not is_writable:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def _line(step: HistoryStep) -> str:
    return json.dumps(asdict(step), ensure_ascii=False) + "\n"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
