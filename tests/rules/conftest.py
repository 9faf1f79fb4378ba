from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]
BUILT = {".git", ".venv", "build", "dist", "__pycache__"}


@pytest.fixture(scope="session")
def top() -> Path:
    """The top of the checkout."""
    return TOP


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """Every file of the project: what git keeps or would keep; outside git, all but what is built."""
    if (TOP / ".git").exists() and shutil.which("git"):
        listing = ["git", "-C", str(TOP), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        answer = subprocess.run(listing, capture_output=True, text=True, check=True)
        files = [TOP / name for name in answer.stdout.split("\0") if name]
    else:
        files = [file for file in TOP.rglob("*") if not BUILT & set(file.relative_to(TOP).parts)]
    return [file for file in files if file.is_file()]
