"""Unpack the Python modules that PySide6 keeps inside one of its libraries, so that they have bytecode.

python setup/pyside_sources.py

Where they are not unpacked, each program that imports PySide6 compiles their source again: a sixth of that import.
PySide6 takes them from `files.dir`, which it writes itself if SBK_EMBED is 0.
"""

from __future__ import annotations

import compileall
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

FOLDER = "shiboken6/files.dir"


def unpack() -> Path:
    """Unpack them beside the PySide6 of this Python, and return the folder."""
    found = importlib.util.find_spec("shiboken6")
    if found is None or found.origin is None:
        raise SystemExit("PySide6 is not installed here: run make setup")
    folder = Path(found.origin).parents[1] / FOLDER
    subprocess.run([sys.executable, "-c", "import shiboken6"], env=os.environ | {"SBK_EMBED": "0"}, check=True)
    compileall.compile_dir(folder, quiet=1)
    return folder


if __name__ == "__main__":
    unpack()
