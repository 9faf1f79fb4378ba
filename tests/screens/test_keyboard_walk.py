"""By keyboard alone through every screen of the small pack; `make keys` walks through the packs that ship."""

from __future__ import annotations

from tests.screens.keyboard_walk import walk
from tests.screens.visitor import Visitor


def test_every_screen_is_walked_by_keyboard_alone(small: Visitor) -> None:
    found = walk(small, "small")
    assert found.wrong == []
    assert found.screens >= 15


def test_in_large_text_and_upright_too(small_upright: Visitor) -> None:
    found = walk(small_upright, "small, upright", "en", 200)
    assert found.wrong == []
    assert found.screens >= 15
