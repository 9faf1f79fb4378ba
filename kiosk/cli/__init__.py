"""The command `kiosk`.

`kiosk run` is on the way to the visitor's first frame, so it is parsed without typer or rich;
all other commands are typer's.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line, sys.argv where None, and return its exit code: 0 well, 1 failed, 2 wrong usage."""
    words = list(sys.argv[1:] if argv is None else argv)
    _write_what_can_be_written()
    if words[:1] == ["run"]:
        from kiosk.cli import run

        return run.main(words[1:])
    from kiosk.cli import commands

    return commands.main(words)


def _write_what_can_be_written() -> None:
    """Have a narrow code page, as of a file on Windows, take \\u… for a character that it lacks, and no fault."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
