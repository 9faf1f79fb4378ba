"""The machine as the doctor sees it: its files below `top`, the output of its programs, and its environment."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from kiosk.content.messages import Message
from kiosk_launcher.child_process import child_environment

State = Literal["well", "doubtful", "bad", "unknown"]


class CheckResult(NamedTuple):
    """The result of one check: its state, in words, and the fix if it is not good."""

    state: State
    message: Message
    fix: Message | None = None


@dataclass(frozen=True)
class Machine:
    """`folders` are those that the kiosk writes to."""

    top: Path = Path("/")
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    folders: tuple[Path, ...] = ()

    def read(self, path: str) -> str:
        """Return the text of a file, empty if it cannot be read."""
        with suppress(OSError):
            return (self.top / path).read_text("utf-8", "replace")
        return ""

    def find(self, pattern: str) -> list[Path]:
        """Return the files that match a pattern."""
        return sorted(self.top.glob(pattern))

    def run(self, *arguments: str) -> str | None:
        """Return the output of a program; None if it is not installed, fails or takes longer than 10 s."""
        program = shutil.which(arguments[0])
        if program is None:
            return None
        with suppress(OSError, subprocess.TimeoutExpired):
            command, environment = [program, *arguments[1:]], child_environment(os.environ)
            result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=10)
            return result.stdout if result.returncode == 0 or result.stdout else None
        return None

    def processes(self) -> Iterator[str]:
        """Yield the name of each running program."""
        for file in self.find("proc/[0-9]*/comm"):
            with suppress(OSError):
                yield file.read_text("utf-8", "replace").strip()
