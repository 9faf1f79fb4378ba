"""The packs that the programs of faults/ make of others can be shown: no other test runs those programs."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.content.loader import load_pack
from kiosk.packs.product_catalog import product_catalog

FAULTS = Path(__file__).resolve().parents[2] / "faults"


@pytest.fixture(autouse=True)
def _beside_the_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(FAULTS)])


def _heard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from parts import sounding

    monkeypatch.setattr(sounding, "SECONDS", 1)
    return sounding.make_pack(folder)


def _voted(folder: Path, _: pytest.MonkeyPatch) -> Path:
    from parts import packs

    return packs.votable(folder)


def _seen(folder: Path, _: pytest.MonkeyPatch) -> Path:
    from parts import consent

    return consent.pack(folder / "consent", "1.0.0")


@pytest.mark.parametrize("make", [_heard, _voted, _seen])
def test_a_pack_of_a_fault_has_no_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path, pytest.MonkeyPatch], Path]
) -> None:
    loaded = load_pack(make(tmp_path, monkeypatch), product_catalog())
    assert [problem.text() for problem in loaded.problems if problem.severity == "error"] == []
    assert loaded.pack is not None
