"""Tab reaches each control once, in reading order, with a frame; a key acts on it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.session.phases import Screen
from kiosk.session.state import Place
from tests.screens.typist import Typist, is_framed
from tests.screens.visitor import Visitor

WAYS: dict[str, list[str]] = {
    "home": [],
    "panel": ["home:bronze"],
    "long page": ["home:letters"],
    "gallery": ["home:pictures"],
    "viewer": ["home:pictures", "picture:3"],
    "enlarged": ["home:pictures", "picture:3", "viewer:zoom-in"],
}


@pytest.fixture
def typist(visitor: Visitor) -> Typist:
    """A visitor with a keyboard."""
    return Typist(visitor)


def go_round(typist: Typist) -> list[str]:
    """The ids of the controls in the order of Tab, once around."""
    return [str(item.property("identifier")) for item in typist.go_round()]


@pytest.mark.parametrize("way", WAYS)
def test_tab_reaches_every_control_in_reading_order(typist: Visitor, way: str) -> None:
    for step in WAYS[way]:
        typist.visitor.touch(step)
    reached = go_round(typist)
    usable = [control.id for control in typist.visitor.sight().controls if control.usable]
    assert sorted(reached) == sorted(usable)
    turns = sum(1 for first, second in zip(reached, usable, strict=True) if first != second)
    assert turns == 0 or reached in [usable[i:] + usable[:i] for i in range(len(usable))]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_acts_on_what_it_has_reached(typist: Typist, key: Qt.Key) -> None:
    typist.go_to("home:water")
    typist.press(key)
    assert typist.visitor.place == Place(Screen.PANEL, panel="water")


def test_a_whole_visit_by_keys(typist: Typist) -> None:
    for wanted in ("home:pictures", "picture:1", "viewer:next", "viewer:zoom-in", "bar:language", "bar:home"):
        typist.go_to(wanted)
        typist.press(Qt.Key.Key_Return)
        typist.await_focus()
        if wanted == "viewer:zoom-in":
            assert {"3 / 12", "150%"} <= set(typist.visitor.texts())
    assert (typist.visitor.place, typist.visitor.language) == (Place(), "en")


@pytest.mark.parametrize("way", ["home", "panel", "gallery", "viewer"])
def test_what_a_key_would_act_on_is_framed(typist: Typist, way: str) -> None:
    for step in WAYS[way]:
        typist.visitor.touch(step)
    for _ in typist.go_round():
        typist.press(Qt.Key.Key_Tab)
        item = typist.item()
        assert item is not None
        assert is_framed(item), typist.focused()
