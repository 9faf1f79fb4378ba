"""Withdrawn pages and pictures, which a report counts but does not name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from kiosk.device.withdrawal_list import Withdrawals

Hidden = Callable[[str, str, str], bool]
"""Whether a part is withdrawn: by its kind, the panel or gallery that it is of, and its id there."""


def hidden_by(withdrawals: Withdrawals | None) -> Hidden:
    """Return what this list hides; every page and picture if it is None, that is, unreadable.

    A picture is named by its file, and so is one whose file was withdrawn.
    """
    if withdrawals is None:
        return lambda kind, _name, part: kind in {"page", "picture"} or bool(part)
    files = {entry.name for entry in withdrawals.entries if entry.kind == "file"}
    pages, pictures = withdrawals.pages, withdrawals.pictures

    def is_hidden(kind: str, name: str, part: str) -> bool:
        if kind in {"page", "panel"}:
            return f"{name}/{part}" in pages
        if kind in {"picture", "gallery"}:
            file = part.partition("#")[0]
            return f"{name}/{file}" in pictures or file in files or PurePosixPath(file).name in files
        return False

    return is_hidden
