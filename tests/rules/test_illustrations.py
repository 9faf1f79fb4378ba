"""Each illustration of the article's pack is what its script in art/illustrations draws, and keeps to its language."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path

import pytest

ART = Path(__file__).resolve().parents[2] / "art" / "illustrations"
MEDIA = ART.parents[1] / "content" / "zhenjiang-new-area" / "media"
NAMES = sorted(file.stem for file in ART.glob("*.py") if "def draw()" in file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_an_illustration_is_what_its_script_draws(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ART))
    monkeypatch.delitem(sys.modules, name, raising=False)
    file = MEDIA / f"{name.replace('_', '-')}.svg"
    kept = file.read_text(encoding="utf-8")
    assert importlib.import_module(name).draw().svg() == kept, f"run art/illustrations/render.py {file.stem}"
    assert re.findall(r"<(?:text|image|filter|clipPath|mask|marker)\b", kept) == []


def test_every_script_is_one_that_the_program_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ART))
    assert sorted(name.replace("-", "_") for name in importlib.import_module("render").NAMES) == NAMES
    assert len(NAMES) == 11
