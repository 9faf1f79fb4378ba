from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.session.phases import Screen
from kiosk.session.state import Place
from kiosk.tour.synthetic_touch import wait
from tests.screens.visitor import BEAT_MS, Visitor, is_a, items

WAYS: dict[str, list[str]] = {
    "home": [],
    "panel": ["home:bronze"],
    "long page": ["home:letters"],
    "gallery": ["home:pictures"],
    "viewer": ["home:pictures", "picture:3"],
    "enlarged": ["home:pictures", "picture:3", "viewer:zoom-in"],
}


@pytest.fixture
def typist(visitor: Visitor) -> Visitor:
    """A visitor with a keyboard: the window has its attention."""
    visitor.window.requestActivate()
    wait(BEAT_MS)
    return visitor


def press(visitor: Visitor, key: Qt.Key) -> None:
    QTest.keyClick(visitor.window, key)
    wait(5)


def focused(visitor: Visitor) -> str:
    """The id of the control that a key would act on."""
    item = visitor.window.activeFocusItem()
    return str(item.property("identifier") or "") if item else ""


def go_round(visitor: Visitor) -> list[str]:
    """The controls in the order of Tab, once around."""
    found: list[str] = []
    for _ in range(40):
        press(visitor, Qt.Key.Key_Tab)
        if found and focused(visitor) == found[0]:
            break
        found.append(focused(visitor))
    return found


@pytest.mark.parametrize("way", WAYS)
def test_tab_reaches_every_control_in_reading_order(typist: Visitor, way: str) -> None:
    for step in WAYS[way]:
        typist.touch(step)
    reached = go_round(typist)
    usable = [control.id for control in typist.sight().controls if control.usable]
    assert sorted(reached) == sorted(usable)
    turns = sum(1 for first, second in zip(reached, usable, strict=True) if first != second)
    assert turns == 0 or reached in [usable[i:] + usable[:i] for i in range(len(usable))]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_acts_on_what_it_has_reached(typist: Visitor, key: Qt.Key) -> None:
    while focused(typist) != "home:water":
        press(typist, Qt.Key.Key_Tab)
    press(typist, key)
    wait(BEAT_MS)
    assert typist.place == Place(Screen.PANEL, panel="water")


def test_a_whole_visit_by_keys(typist: Visitor) -> None:
    for wanted in ("home:pictures", "picture:1", "viewer:next", "viewer:zoom-in", "bar:language", "bar:home"):
        for _ in range(40):
            press(typist, Qt.Key.Key_Tab)
            if focused(typist) == wanted:
                break
        press(typist, Qt.Key.Key_Return)
        wait(BEAT_MS)
        if wanted == "viewer:zoom-in":
            assert {"3 / 12", "150%"} <= set(typist.texts())
    assert (typist.place, typist.language) == (Place(), "en")


@pytest.mark.parametrize("way", ["home", "panel", "gallery", "viewer"])
def test_what_a_key_would_act_on_is_framed(typist: Visitor, way: str) -> None:
    for step in WAYS[way]:
        typist.touch(step)
    seen: set[str] = set()
    while focused(typist) not in seen:
        seen.add(focused(typist))
        press(typist, Qt.Key.Key_Tab)
        item = typist.window.activeFocusItem()
        assert item is not None
        assert framed(item), focused(typist)


def framed(item: QQuickItem) -> bool:
    """Whether there is a frame around the item, or around its ring."""
    return any(is_a(part, "FocusFrame") or (is_a(part, "Ring") and part.property("focused")) for part in items(item))


def test_nothing_under_the_warning_can_be_reached(typist: Visitor) -> None:
    typist.touch("home:bronze")
    typist.warn()
    press(typist, Qt.Key.Key_Return)
    assert typist.place == Place(Screen.PANEL, panel="bronze")
