"""One place runs other programs from Qt's thread, so that no caller waits for an answer that never comes."""

from __future__ import annotations

import ast
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
THE_PLACE = TOP / "kiosk" / "runtime" / "process_runner.py"


def names(file: Path) -> set[str]:
    """Every name that a file imports or reads."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
    return found


def test_nothing_else_makes_a_process_of_qt() -> None:
    files = [*(TOP / "kiosk").rglob("*.py"), *(TOP / "kiosk_launcher").rglob("*.py")]
    assert len(files) > 200
    makers = {file.relative_to(TOP).as_posix() for file in files if "QProcess" in names(file)}
    assert makers == {THE_PLACE.relative_to(TOP).as_posix()}
