"""Kiosks in a process of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def top() -> Path:
    """The top of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def homes(kept_cache: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The kiosk's data folders: prepared pictures shared with the other tests, everything else new."""
    fresh = tmp_path_factory.mktemp("home")
    return {
        "HOME": str(fresh),
        "XDG_CACHE_HOME": str(kept_cache),
        "XDG_STATE_HOME": str(fresh / "state"),
        "XDG_CONFIG_HOME": str(fresh / "config"),
    }


@pytest.fixture(scope="session")
def plain_environment(homes: dict[str, str]) -> dict[str, str]:
    """This machine's environment without the tests' Qt settings, and with these homes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "QSG_"))}
    return kept | homes | {"PYTHONPATH": str(ROOT)}
