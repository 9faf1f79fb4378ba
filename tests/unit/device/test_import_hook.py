"""PySide6's import hook: without it, a start reads no module's source."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import linecache, sys
from PySide6.QtCore import QObject
from kiosk.device.import_hook import remove_import_hook
if sys.argv[1] == "removed":
    remove_import_hook()
import kiosk.session.state
from PySide6.QtQml import QQmlEngine, QmlElement
print(sorted(file for file in linecache.cache if "kiosk/session" in file))
"""


def sources_read(how: str) -> str:
    words = [sys.executable, "-c", PROGRAM, how]
    return subprocess.run(words, capture_output=True, text=True, check=True, timeout=60).stdout.strip()


def test_no_source_is_read_once_the_hook_is_removed() -> None:
    assert "kiosk/session/phases.py" in sources_read("kept")
    assert sources_read("removed") == "[]"


def test_it_may_be_removed_before_anything_else_imports_pyside() -> None:
    program = PROGRAM.replace("from PySide6.QtCore import QObject\n", "")
    words = [sys.executable, "-c", program, "removed"]
    assert subprocess.run(words, capture_output=True, text=True, check=True, timeout=60).stdout.strip() == "[]"
