"""Carries out the steps of a plan, and takes back what was carried out; a record on disk says what that was."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from kiosk.content.telling import Told
from kiosk.services.store.refused import RefusedError, for_the_disk
from kiosk.services.system.plan import SERVICE, UNITS, Command, File, Step

RECORD = "/var/lib/yi-kiosk-set-up/record.json"
SBIN = "/usr/local/sbin:/usr/sbin:/sbin"
Run = Callable[[Sequence[str]], int]


class Machine:
    """The machine whose top folder is `top`; another than / is written to, but no command is run for it."""

    def __init__(self, top: Path = Path("/"), run: Run | None = None) -> None:
        self._top = top
        self._run = run or (_run if top == Path("/") else lambda _: 0)

    def at(self, path: str) -> Path:
        """Return where a whole path lies."""
        return self._top / path.lstrip("/")

    def carry_out(self, steps: Iterable[Step]) -> list[Told]:
        """Do every step, and return what was done. Raises RefusedError; what was done is then in the record."""
        steps, done = list(steps), self._record()
        planned = {step.path for step in steps if isinstance(step, File)}
        known = {entry["file"] for entry in done if "file" in entry}
        # Another session has other units; a newer program may have more of everything else.
        complete = f"{UNITS}/{SERVICE}" in known
        units = {path for path in planned if path.startswith(UNITS)} if complete else set()
        if others := sorted((known - planned) | (units - known)):
            message = Told(
                "this device is set up in another way ({file}); take that back first, with --undo", file=others[0]
            )
            raise RefusedError(message)
        told: list[Told] = []
        for step in steps:
            entry = self._write(step, done) if isinstance(step, File) else self._order(step)
            if entry is not None and entry not in done:
                done.append(entry)
                self._keep(done)
            told.append(Told("{what}", what=step.path if isinstance(step, File) else " ".join(step.words)))
        return told

    def take_back(self) -> list[Told]:
        """Undo what the record says, last things first; return what was done."""
        told = []
        done = self._record()
        if not done:
            raise RefusedError(Told("there is nothing to undo: this device was not set up by this command"))
        while done:
            entry = done.pop()
            if "undo" in entry:
                self._run(entry["undo"])
                told.append(Told("{what}", what=" ".join(entry["undo"])))
            else:
                told.append(self._restore(entry))
            self._keep(done)
        shutil.rmtree(self.at(RECORD).parent, ignore_errors=True)
        return told

    def _write(self, file: File, done: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
        target = self.at(file.path)
        if file.keep and target.exists():
            return None
        known = next((entry for entry in done if entry.get("file") == file.path), None)
        try:
            before = known["before"] if known else (target.read_text("utf-8") if target.exists() else None)
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_name(f"{target.name}.part")
            part.write_text(file.words, encoding="utf-8")
            part.chmod(file.mode)
            part.replace(target)
        except OSError as error:
            raise for_the_disk(Told("{file} was not written", file=file.path), error) from error
        if known:
            known["hash"] = _hash(file.words)
            self._keep(done)
            return None
        return {"file": file.path, "hash": _hash(file.words), "before": before, "keep": file.keep}

    def _order(self, command: Command) -> dict[str, Any] | None:
        if command.spare and self._run(command.spare) == 0:
            return None
        if self._run(command.words):
            raise RefusedError(Told("this command failed: {words}", words=" ".join(command.words)))
        return {"undo": list(command.undo)} if command.undo else None

    def _restore(self, entry: Mapping[str, Any]) -> Told:
        target = self.at(entry["file"])
        with suppress(OSError):
            if _hash(target.read_text("utf-8")) != entry["hash"]:
                return Told("{file} was changed since, and stays", file=entry["file"])
        with suppress(OSError):
            if entry["before"] is None:
                target.unlink(missing_ok=True)
            else:
                target.write_text(entry["before"], encoding="utf-8")
        return Told("{file} is as it was", file=entry["file"])

    def _record(self) -> list[dict[str, Any]]:
        with suppress(OSError, ValueError):
            found: list[dict[str, Any]] = json.loads(self.at(RECORD).read_text("utf-8"))
            return found
        return []

    def _keep(self, done: Sequence[Mapping[str, Any]]) -> None:
        file = self.at(RECORD)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(done, indent=1), encoding="utf-8")
        except OSError as error:
            raise for_the_disk(Told("{file} was not written", file=RECORD), error) from error


def is_root() -> bool:
    """Whether this process may change the system."""
    return not hasattr(os, "geteuid") or os.geteuid() == 0


def _run(words: Sequence[str]) -> int:
    # A root who came by `su` has no sbin on the path.
    program = shutil.which(words[0]) or shutil.which(words[0], path=SBIN)
    if program is None:
        return 127
    # What a question answers is not for staff; what an order complains of is.
    quiet = subprocess.DEVNULL if words[0] in {"id", "test"} else None
    return subprocess.run([program, *words[1:]], check=False, stdout=subprocess.DEVNULL, stderr=quiet).returncode


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
