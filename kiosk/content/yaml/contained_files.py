"""File access within a folder: no link or path leads out of it."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message
from kiosk.content.yaml.confusables import COLONS, KEY
from kiosk.content.yaml.full_width_keys import meant_name
from kiosk.content.yaml.source_document import SourceDocument, sheet_of
from kiosk.content.yaml.source_text import MOST_BYTES

_FIRST_FIELD = re.compile(rf"\s*({KEY}|[\u3400-\u9fff]{{1,8}})\s*(?:[{COLONS}:=＝]|\s)")
_NAMES = {stat.S_IFDIR: Message("a folder"), stat.S_IFLNK: Message("a link"), stat.S_IFREG: Message("a file")}


def kind_of(mode: int) -> Message:
    """Return the meaning of a mode of os.lstat in plain words."""
    return _NAMES.get(stat.S_IFMT(mode), Message("a special file"))


def read_sheet(path: Path, file: str) -> SourceDocument:
    """Read a YAML file; `file` is its name in locations. Never raises, whatever the file is or holds."""
    try:
        mode = os.lstat(path).st_mode
        if not stat.S_ISREG(mode):
            message = Message("there is {what} where a file belongs", what=kind_of(mode))
            return _failed(file, message, "a YAML file", "put the file itself in its place", "file")
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return _failed(file, "the file is missing", "a YAML file", Message("create {file}", file=file), "missing")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or Message("its name has characters that no file can have")
        fix = "give the user who runs the kiosk the right to read it"
        return _failed(
            file,
            Message("the file cannot be read: {reason}", reason=reason),
            "a file that can be read",
            fix,
            "unreadable",
        )
    return sheet_of(file, data)


def read_mapping(path: Path, root: Path) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """Read any YAML file that is one map: strings of the interface, a theme.

    Returns it as plain strings, lists and dicts, or None with its problems; locations are relative to `root`.
    """
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    sheet = read_sheet(path, file)
    return mapping_of(sheet), sheet.problems


def mapping_of(sheet: SourceDocument) -> dict[str, Any] | None:
    """Return the file as a map; if it is anything else, add a problem to the sheet and return None."""
    if sheet.root is not None and not isinstance(sheet.plain, dict):
        message = "the file is a list" if isinstance(sheet.plain, list) else "the file is a single value"
        fix: str = "write key: value in the first column; see `kiosk help yaml`"
        found = _FIRST_FIELD.match(sheet.plain) if isinstance(sheet.plain, str) else None
        if found and (key := meant_name(found[1])):
            template = "write each field on a line of its own, with a colon and a space behind its name: {words}"
            fix = Message(template, words=f"{key}: …")
        problem = Diagnostic(sheet.root.location, message, "a map of fields", fix, kind="type")
        sheet.problems.append(problem)
        sheet.root = None
    return sheet.plain if sheet.root is not None else None


def _failed(file: str, message: str, expected: str, fix: str, kind: str) -> SourceDocument:
    return SourceDocument(file, None, [Diagnostic(SourceLocation(file), message, expected, fix, kind=kind)])
