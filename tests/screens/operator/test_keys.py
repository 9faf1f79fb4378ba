"""The operator's keypad and menu by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.session.phases import Phase
from tests.screens.keyboard_walk import misplaced
from tests.screens.operator.conftest import PIN, Operator
from tests.screens.typist import Typist, is_framed

PAGES = ("status", "packs", "stick", "hours", "volume", "screen", "log", "device")


@pytest.fixture
def typist(operator: Operator) -> Typist:
    operator.hold()
    return Typist(operator)


def enter_pin(typist: Typist) -> None:
    typist.type(PIN)
    typist.strike(Qt.Key.Key_Return)
    typist.until(lambda: bool(typist.visitor.kiosk.operator.authenticated))


def test_the_pin_is_entered_with_the_keys_of_the_screen(typist: Typist) -> None:
    for digit in PIN:
        typist.go_to(f"pin:{digit}")
        typist.press(Qt.Key.Key_Return)
    typist.go_to("pin:ok")
    typist.press(Qt.Key.Key_Return)
    typist.until(lambda: bool(typist.visitor.kiosk.operator.authenticated))


def test_a_digit_typed_twice_in_a_row_is_two_digits(typist: Typist) -> None:
    typist.type("11")
    assert "已输入 2 位" in typist.visitor.texts()


def test_escape_leaves_the_keypad(typist: Typist) -> None:
    typist.press(Qt.Key.Key_Escape)
    assert typist.visitor.phase is Phase.ATTRACT


def test_escape_leaves_the_menu(typist: Typist) -> None:
    enter_pin(typist)
    typist.press(Qt.Key.Key_Escape)
    assert typist.visitor.phase is Phase.ATTRACT


@pytest.mark.usefixtures("any_machine")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_opened_and_walked_through(typist: Typist, page: str) -> None:
    enter_pin(typist)
    typist.go_to(f"operator:{page}")
    typist.press(Qt.Key.Key_Return)
    typist.await_focus()
    assert typist.focused() == f"operator:{page}"
    reached = typist.go_round()
    assert {str(item.property("identifier")) for item in reached} == {
        control.id for control in typist.visitor.sight().controls if control.usable
    }
    start = next(number for number, item in enumerate(reached) if item.property("identifier") == "operator:status")
    assert list(misplaced(reached[start:] + reached[:start])) == []
    for _ in reached:
        typist.press(Qt.Key.Key_Tab)
        item = typist.item()
        assert item is not None
        assert is_framed(item)


def test_a_test_of_the_colours_goes_on_by_keys_and_escape_ends_it(typist: Typist) -> None:
    enter_pin(typist)
    typist.go_to("operator:screen")
    typist.press(Qt.Key.Key_Return)
    typist.go_to("screen:colours")
    typist.press(Qt.Key.Key_Return)
    typist.await_focus()
    assert typist.focused() == "screen:next"
    typist.press(Qt.Key.Key_Return)
    assert typist.visitor.find("ColourTest").property("shown") == 1
    typist.press(Qt.Key.Key_Escape)
    typist.await_focus()
    assert typist.focused() == "screen:colours"
