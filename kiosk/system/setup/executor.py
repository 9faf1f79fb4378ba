"""Executor of a set-up plan, and of its undo; a record on disk lists what was done.

Each step is recorded before it is done: a set-up that was killed, or ran out of disk space, can be undone or run
again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError, for_the_disk
from kiosk.system.setup import originals
from kiosk.system.setup.originals import digest, read_original
from kiosk.system.setup.ownership import give
from kiosk.system.setup.plan import (
    OPTIONS,
    SCREEN,
    SERVICE,
    STICK_RULES,
    UDEV,
    UNITS,
    USB_RULES,
    Command,
    File,
    Give,
    SetupOptions,
    Step,
    Symlink,
    allowed_devices,
)
from kiosk.system.setup.setup_record import RECORD, Entry, SetupRecord

SBIN = "/usr/local/sbin:/usr/sbin:/sbin"
Run = Callable[[Sequence[str]], int]
Reporter = Callable[[Message], None]


class SetupTarget:
    """The machine whose root folder is `top`; if that is not /, files are written but no command is run.

    `find_ids` returns a user's UID and GID, None if there is no such user.
    """

    def __init__(
        self,
        top: Path = Path("/"),
        run: Run | None = None,
        find_ids: Callable[[str], tuple[int, int] | None] | None = None,
    ) -> None:
        self.begun = False  # whether anything may have been changed
        is_real = top == Path("/")
        self._top = top
        self._record = SetupRecord(self.at(RECORD))
        self._run = run or (_run if is_real else lambda _: 0)
        self._find_ids = find_ids or (_find_ids if is_real else lambda _: None)

    def at(self, path: str) -> Path:
        """Return an absolute path below `top`."""
        return self._top / path.lstrip("/")

    def last_options(self) -> SetupOptions:
        """Return the options of the last set-up. Raises RefusedError if there was none."""
        files = {entry["file"] for entry in self._record.read() if "file" in entry}
        if f"{UNITS}/{SERVICE}" not in files:
            raise RefusedError(Message("this device is not set up yet; run it without --again"))
        rules = self.at(f"{UDEV}/{USB_RULES}")
        is_listed = f"{UDEV}/{USB_RULES}" in files and rules.is_file()
        return SetupOptions(
            session="x11" if f"{UNITS}/{SCREEN}" in files else "cage",
            usb=allowed_devices(rules.read_text("utf-8", "replace")) if is_listed else None,
            sticks=f"{UDEV}/{STICK_RULES}" in files,
        )

    def carry_out(self, steps: Iterable[Step], report: Reporter = lambda _: None) -> None:
        """Carry out and report every step. Raises RefusedError; the record has what was done until then."""
        steps = list(steps)
        planned = {step.path for step in steps if isinstance(step, File | Symlink)}
        originals.refuse_read_only(map(self.at, {*planned, RECORD}))
        with self._record.locked():
            done = self._record.read()
            self._refuse_other_options(planned, {entry["file"] for entry in done if "file" in entry})
            self.begun = True
            for entry in [entry for entry in done if entry.get("file", "") not in {"", *planned}]:
                # Written by an earlier version, and not by this one.
                report(self._restore(entry))
                done.remove(entry)
                self._record.save(done)
            for step in steps:
                match step:
                    case File() | Symlink():
                        report(self._write(step, done))
                    case Give():
                        self._give(step, report)
                    case Command():
                        report(self._run_command(step, done))

    def undo(self, report: Reporter = lambda _: None) -> None:
        """Undo the record in reverse order, and report each step. Raises RefusedError if anything is left."""
        if not self._record.read():
            shutil.rmtree(self.at(RECORD).parent, ignore_errors=True)  # from a set-up killed at its very beginning
            raise RefusedError(
                Message("there is nothing to undo: this device is not set up by this command, or is taken back already")
            )
        with self._record.locked():
            done, not_undone = self._record.read(), list[Entry]()
            files = {RECORD, *(entry["file"] for entry in done if "file" in entry)}
            originals.refuse_read_only(map(self.at, files))
            while done:
                entry = done.pop()
                try:
                    report(self._restore(entry) if "file" in entry else self._undo_command(entry))
                except RefusedError as error:
                    report(error.message)
                    not_undone.insert(0, entry)
                # On a full disk the record stays unchanged: undoing a step twice does no harm.
                with suppress(RefusedError):
                    if done or not_undone:
                        self._record.save([*done, *not_undone])
            if not_undone:
                raise RefusedError(
                    Message("not all of it is taken back; fix what is reported above, then --undo again")
                )
            self._record.remove()

    def _write(self, step: File | Symlink, done: list[Entry]) -> Message:
        target = self.at(step.path)
        message = Message("{what}", what=step.path)
        if isinstance(step, File) and step.keep and target.exists():
            return message
        wanted: originals.Original = step.content if isinstance(step, File) else {"link": step.to}
        try:
            current = read_original(target)
            entry = next((entry for entry in done if entry.get("file") == step.path), None)
            if entry is None:
                missing = [str(part) for part in PurePosixPath(step.path).parents if not self.at(str(part)).exists()]
                entry = {"file": step.path, "before": current, "folders": missing}
                done.append(entry)
            if entry.get("hash") != digest(wanted):
                ours = [*entry.get("ours", []), *filter(None, [entry.get("hash")])]
                entry |= {"hash": digest(wanted), "ours": ours}
                self._record.save(done)
            if isinstance(step, File) and self._is_packaged(step) and entry["before"] is None:
                # What an earlier set-up wrote, before the package was installed, is removed.
                restored = self._restore(entry)
                return restored if target.exists() else Message("{what}", what=step.packaged)
            if digest(current) == digest(wanted) and (isinstance(step, Symlink) or _mode(current) == step.mode):
                return message
            originals.make_folders(target.parent)
            if isinstance(step, File):
                originals.write(target, step.content.encode(), step.mode)
            else:
                originals.link(target, step.to)
        except OSError as error:
            raise for_the_disk(Message("{file} was not written", file=step.path), error) from error
        return message

    def _is_packaged(self, step: File) -> bool:
        file = self.at(step.packaged)
        return bool(step.packaged) and file.is_file() and file.read_bytes() == step.content.encode()

    def _run_command(self, command: Command, done: list[Entry]) -> Message:
        # The second time, keep the first undo: the state before it can no longer be read.
        entry = next((entry for entry in done if _is_of(entry, command)), None)
        if entry is not None and "begun" in entry:
            # It was killed or failed, and may be half done.
            self._run(entry["undo"])
        is_skipped = bool(command.skip_if) and self._run(command.skip_if) == 0
        is_new = entry is None and bool(command.undo) and (command.last or not is_skipped)
        if is_new:
            entry = {"do": list(command.arguments), "undo": list(command.undo), "gone": list(command.undone_if)}
            done.insert(0 if command.last else len(done), entry)
        if entry is not None and not is_skipped:
            entry["begun"] = True
            self._record.save(done)
        text = " ".join(command.arguments)
        if not is_skipped and self._run(command.arguments):
            message = Message("this command failed: {words}", words=text)
            if command.vital:
                raise RefusedError(message)
            if is_new:
                done.remove(entry or {})
                self._record.save(done)
            return Message("{what}; set-up goes on without it", what=message)
        if entry is not None and (is_new or entry.pop("begun", None)):
            entry.pop("begun", None)
            self._record.save(done)
        return Message("{what}", what=text)

    def _give(self, step: Give, report: Reporter) -> None:
        folder, ids = self.at(step.folder), self._find_ids(step.user)
        like = folder / step.like
        if ids is None or not folder.is_dir() or not like.exists():
            return
        only_owner = like.stat().st_uid if step.like else None
        if only_owner == 0:
            return
        try:
            result = give(folder, *ids, only_owner=only_owner)
        except OSError as error:
            message = Message("{folder} was not given to the user {user}", folder=step.folder, user=step.user)
            raise for_the_disk(message, error) from error
        if result.count:
            what = {"folder": step.folder, "user": step.user, "count": result.count}
            report(Message("{folder} and what lies in it belong to {user} now ({count} changed)", **what))
        for path in result.skipped:
            report(Message("{file} keeps its owner: it reaches out of the folder", file=path))

    def _undo_command(self, entry: Mapping[str, Any]) -> Message:
        text = " ".join(entry["undo"])
        undone_if = entry.get("gone")
        if not (undone_if and self._run(undone_if) == 0) and self._run(entry["undo"]):
            raise RefusedError(Message("this command failed: {words}", words=text))
        return Message("{what}", what=text)

    def _restore(self, entry: Mapping[str, Any]) -> Message:
        target, original = self.at(entry["file"]), entry["before"]
        try:
            originals.drop_unfinished(target)
            current = read_original(target)
            if current is not None and current != original:
                if digest(current) not in {entry["hash"], *entry.get("ours", [])}:
                    return Message("{file} was changed since, and stays", file=entry["file"])
                originals.restore(target, original)
            elif current is None and original is not None:
                originals.restore(target, original)
        except OSError as error:
            raise for_the_disk(Message("{file} was not put back", file=entry["file"]), error) from error
        for folder in entry.get("folders", []):
            with suppress(OSError):  # contains something that is not set-up's
                self.at(folder).rmdir()
        return Message("{file} is as it was", file=entry["file"])

    @staticmethod
    def _refuse_other_options(planned: set[str], recorded: set[str]) -> None:
        others = [option for file, option in OPTIONS.items() if file in recorded - planned]
        if f"{UNITS}/{SERVICE}" in recorded and f"{UNITS}/{SCREEN}" in planned - recorded:
            others = ["--session cage"]
        if others:
            message = Message(
                "this device was set up with {options}; give that again, or first take the set-up back with --undo",
                options=" ".join(others),
            )
            raise RefusedError(message)


def is_root() -> bool:
    """Whether this process may change the system."""
    return os.geteuid() == 0


def _is_of(entry: Mapping[str, Any], command: Command) -> bool:
    if "do" in entry:
        return bool(entry["do"] == list(command.arguments))
    # An earlier version recorded the undo only.
    return bool(command.undo) and entry.get("undo") == list(command.undo)


def _mode(original: originals.Original) -> int | None:
    return original.get("mode") if isinstance(original, dict) else None


def _find_ids(user: str) -> tuple[int, int] | None:
    import pwd

    try:
        entry = pwd.getpwnam(user)
    except KeyError:
        return None
    return entry.pw_uid, entry.pw_gid


def _run(command: Sequence[str]) -> int:
    # Root by `su` has no sbin on the path.
    program = shutil.which(command[0]) or shutil.which(command[0], path=SBIN)
    if program is None:
        return 127
    # The output of a query is not for staff; the errors of a command are.
    quiet = subprocess.DEVNULL if command[0] in {"id", "test"} else None
    return subprocess.run([program, *command[1:]], check=False, stdout=subprocess.DEVNULL, stderr=quiet).returncode
