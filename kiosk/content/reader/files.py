"""Opens files of a folder without following what leads out of it."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

from kiosk.content.problems import Mark, Problem
from kiosk.content.reader.sheet import Sheet, sheet_of
from kiosk.content.reader.words import MOST_BYTES
from kiosk.content.telling import Told

_NAMES = {stat.S_IFDIR: Told("a folder"), stat.S_IFLNK: Told("a link"), stat.S_IFREG: Told("a file")}


def kind_of(mode: int) -> Told:
    """Return in plain words what a mode of os.lstat stands for."""
    return _NAMES.get(stat.S_IFMT(mode), Told("a special file"))


def read_sheet(path: Path, file: str) -> Sheet:
    """Read a YAML file; `file` is its name in marks. Never raises for what the file is or holds."""
    try:
        mode = os.lstat(path).st_mode
        if not stat.S_ISREG(mode):
            message = Told("{what} stands where a file is due", what=kind_of(mode))
            return _failed(file, message, "a YAML file", "put the file itself in its place", "file")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return _failed(file, "the file is missing", "a YAML file", Told("create {file}", file=file), "missing")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or Told("its name has signs that no file can have")
        mend = "give the user who runs the kiosk the right to read it"
        return _failed(
            file,
            Told("the file cannot be read: {reason}", reason=reason),
            "a file that can be read",
            mend,
            "unreadable",
        )
    return sheet_of(file, data)


def read_mapping(path: Path, root: Path) -> tuple[dict[str, Any] | None, list[Problem]]:
    """Read any YAML file that is one map: strings of the interface, a theme.

    Returns it as plain strings, lists and dicts, or None with what is wrong; marks are relative to `root`.
    """
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    sheet = read_sheet(path, file)
    return mapping_of(sheet), sheet.problems


def mapping_of(sheet: Sheet) -> dict[str, Any] | None:
    """Return the file as a map; where it is something else, add a problem to the sheet and return None."""
    if sheet.root is not None and not isinstance(sheet.plain, dict):
        message = "the file is a list" if isinstance(sheet.plain, list) else "the file is a single value"
        mend = "write key: value in the first column; see docs/content-format.md"
        problem = Problem(sheet.root.mark, message, "a map of fields", mend, code="type")
        sheet.problems.append(problem)
        sheet.root = None
    return sheet.plain if sheet.root is not None else None


def _failed(file: str, message: str, expected: str, mend: str, code: str) -> Sheet:
    return Sheet(file, None, [Problem(Mark(file), message, expected, mend, code=code)])
