"""The command `kiosk`.

`kiosk run` is parsed without typer or rich, which would delay the visitor's first frame; all other commands use typer.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line, sys.argv where None, and return its exit code: 0 success, 1 failure, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _write_what_can_be_written()
    if arguments[:1] == ["run"]:
        from kiosk.cli import run

        return run.main(arguments[1:])
    from kiosk.cli import commands

    return commands.main(arguments)


def _write_what_can_be_written() -> None:
    """Make a narrow code page, as for a file on Windows, write \\u… for a missing character instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
