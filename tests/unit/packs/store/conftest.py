"""A copy of the small pack."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.unit.conftest import SMALL


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A copy of the small pack, to be changed."""
    return Path(shutil.copytree(SMALL, tmp_path / "small"))
