"""Every kind of broken pack: the staff read exactly these words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.content.loader import load_pack
from tests.broken.base import KNOWLEDGE, write
from tests.broken.cases import CASES, Breaking

MESSAGES = Path(__file__).parents[2] / "broken" / "messages.txt"


def messages() -> dict[str, str]:
    parts = re.split(r"^== (.+)\n", MESSAGES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], (part.rstrip() for part in parts[1::2]), strict=True))


def test_the_sound_pack_has_no_problems(tmp_path: Path) -> None:
    loaded = load_pack(write(tmp_path), KNOWLEDGE)
    assert loaded.problems == ()
    assert loaded.pack is not None


def test_every_broken_pack_has_its_words_and_no_words_are_left_over() -> None:
    assert list(messages()) == list(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_broken_pack_is_told_in_these_words(name: str, tmp_path: Path) -> None:
    breaking: Breaking = CASES[name]
    breaking(write(tmp_path))
    loaded = load_pack(tmp_path, KNOWLEDGE)
    assert "\n".join(problem.text() for problem in loaded.problems).replace(str(tmp_path), "PACK") == messages()[name]
    assert (loaded.pack is None) == any(problem.severity == "error" for problem in loaded.problems)
