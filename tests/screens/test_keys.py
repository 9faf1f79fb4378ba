"""The keyboard, or an assistive keypad: each key is a sign of life first, and only then acts on a control."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.session.actions import CloseHall, OpenHall
from kiosk.session.phases import Phase, Screen
from kiosk.session.state import Place
from kiosk.tour.synthetic_touch import wait
from tests.screens.typist import Typist
from tests.screens.visitor import ROOT, Visitor

SHOWCASE = ROOT / "content" / "showcase"
NAVIGATION = [Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Escape]
ARROWS = {
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}


@pytest.fixture
def typist(visitor: Visitor) -> Typist:
    return Typist(visitor)


@pytest.mark.parametrize("key", NAVIGATION)
def test_any_key_answers_the_warning_and_does_nothing_else(typist: Typist, key: Qt.Key) -> None:
    typist.visitor.touch("home:bronze")
    typist.press(Qt.Key.Key_Tab)
    typist.visitor.warn()
    typist.press(key)
    assert typist.visitor.phase is Phase.ACTIVE
    assert typist.visitor.place == Place(Screen.PANEL, panel="bronze")


@pytest.mark.parametrize("key", NAVIGATION)
def test_any_key_begins_a_visit_after_one_that_ended_with_a_focused_control(typist: Typist, key: Qt.Key) -> None:
    typist.go_to("home:water")
    typist.visitor.leave()
    typist.press(key)
    assert typist.visitor.phase is Phase.ACTIVE
    assert typist.visitor.place == Place()


@pytest.mark.parametrize("key", [*NAVIGATION, Qt.Key.Key_A, Qt.Key.Key_F7, Qt.Key.Key_Shift])
def test_any_key_holds_the_idle_clock(typist: Typist, key: Qt.Key) -> None:
    typist.go_to("home:water")
    typist.visitor.let_pass(59)
    typist.press(key)
    typist.visitor.let_pass(59)
    assert typist.visitor.phase is Phase.ACTIVE


def test_a_key_that_is_held_for_hours_does_not(typist: Typist) -> None:
    """A book on the keyboard is no visitor."""
    typist.press(Qt.Key.Key_Tab)
    typist.visitor.let_pass(59)
    typist.hold(Qt.Key.Key_Tab)
    typist.visitor.let_pass(2)
    assert typist.visitor.phase is Phase.WARNING


def test_controls_of_a_closed_sheet_do_not_act(typist: Typist) -> None:
    typist.visitor.touch("bar:access")
    typist.go_to("access:text-size:200")
    typist.visitor.touch("access:done")
    typist.press(Qt.Key.Key_Return)
    assert typist.visitor.kiosk.session.textSize == 100


def test_return_held_acts_once(typist: Typist) -> None:
    typist.visitor.touch("home:bronze")
    typist.go_to("step:next")
    typist.press(Qt.Key.Key_Return)
    typist.hold(Qt.Key.Key_Return)
    assert typist.visitor.place.page == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_double_strike_within_half_a_second_counts_once(typist: Typist, key: Qt.Key) -> None:
    typist.visitor.touch("home:bronze")
    typist.go_to("step:next")
    typist.strike(key)
    typist.strike(key, after=0.12)
    assert typist.visitor.place.page == 1
    typist.strike(key, after=0.5)
    assert typist.visitor.place.page == 2


def test_a_double_strike_of_escape_goes_back_once(typist: Typist) -> None:
    typist.visitor.touch("home:pictures")
    typist.visitor.touch("picture:3")
    typist.strike(Qt.Key.Key_Escape)
    typist.strike(Qt.Key.Key_Escape, after=0.3)
    assert typist.visitor.place.screen is Screen.GALLERY
    typist.strike(Qt.Key.Key_Escape, after=0.5)
    assert typist.visitor.place == Place()


def test_two_different_keys_are_no_double_strike(typist: Typist) -> None:
    typist.go_to("home:pictures")
    typist.strike(Qt.Key.Key_Return)
    typist.await_focus()
    typist.strike(Qt.Key.Key_Escape, after=0.1)
    assert typist.visitor.place == Place()


def test_the_key_that_begins_a_visit_is_not_struck_twice(typist: Typist) -> None:
    typist.go_to("home:water")
    typist.visitor.leave()
    typist.strike(Qt.Key.Key_Return)
    typist.await_focus()
    typist.strike(Qt.Key.Key_Return, after=0.2)
    assert typist.visitor.place == Place()


@pytest.mark.parametrize("key", ARROWS)
def test_arrows_move_to_the_neighbour_on_that_side(typist: Typist, key: Qt.Key) -> None:
    typist.press(Qt.Key.Key_Tab)
    moved = 0
    for control in ("home:bronze", "home:water", "home:pictures", "bar:access"):
        typist.go_to(control)
        before = typist.centre()
        typist.press(key)
        after = typist.centre()
        if after == before:
            continue
        moved += 1
        x, y = ARROWS[key]
        assert (after[0] - before[0]) * x + (after[1] - before[1]) * y > 0
    assert moved


def test_arrows_step_through_the_pictures_of_the_viewer(typist: Typist) -> None:
    typist.visitor.touch("home:pictures")
    typist.go_to("picture:3")
    typist.press(Qt.Key.Key_Return)
    typist.await_focus()
    typist.press(Qt.Key.Key_Right)
    assert typist.visitor.place.picture == 4
    typist.press(Qt.Key.Key_Left)
    typist.press(Qt.Key.Key_Left)
    assert typist.visitor.place.picture == 2


def test_escape_closes_the_sheet_then_goes_back_and_does_nothing_at_home(typist: Typist) -> None:
    typist.visitor.touch("home:bronze")
    typist.visitor.touch("bar:access")
    typist.strike(Qt.Key.Key_Escape)
    assert not typist.visitor.find("VisitorView").property("sheetOpen")
    assert typist.visitor.place.screen is Screen.PANEL
    typist.strike(Qt.Key.Key_Escape, after=1)
    assert typist.visitor.place == Place()
    typist.strike(Qt.Key.Key_Escape, after=1)
    assert (typist.visitor.phase, typist.visitor.place) == (Phase.ACTIVE, Place())


def test_escape_does_not_begin_attract_again(typist: Typist) -> None:
    typist.strike(Qt.Key.Key_Escape)
    assert typist.visitor.phase is Phase.ACTIVE


def test_a_keyboard_types_into_the_search(typist: Typist) -> None:
    typist.visitor.kiosk.session.openSearch()
    wait(30)
    typist.type("Bell 1")
    assert typist.visitor.kiosk.session.query == "bell1"
    typist.press(Qt.Key.Key_Backspace)
    assert typist.visitor.kiosk.session.query == "bell"


def test_what_was_typed_is_found_and_opened_by_return(typist: Typist) -> None:
    typist.visitor.kiosk.session.openSearch()
    wait(30)
    typist.type("letters")
    typist.until(lambda: typist.visitor.kiosk.search.property("count") > 0)
    for _ in range(2):
        typist.strike(Qt.Key.Key_Return, after=1)
    assert typist.visitor.place.screen in {Screen.PANEL, Screen.VIEWER}


def test_letters_do_nothing_elsewhere(typist: Typist) -> None:
    typist.type("water")
    assert typist.visitor.place == Place()
    assert typist.visitor.kiosk.session.query == ""


def test_focus_moves_into_what_opens_and_back_to_what_opened_it(typist: Typist) -> None:
    typist.go_to("home:pictures")
    typist.strike(Qt.Key.Key_Return)
    typist.await_focus()
    assert typist.focused().startswith("picture:")
    typist.go_to("picture:3")
    typist.strike(Qt.Key.Key_Return, after=1)
    typist.await_focus()
    assert typist.focused().startswith("viewer:")
    typist.strike(Qt.Key.Key_Escape, after=1)
    typist.await_focus()
    assert typist.focused() == "picture:3"
    typist.strike(Qt.Key.Key_Escape, after=1)
    typist.await_focus()
    assert typist.focused() == "home:pictures"


def test_focus_moves_into_the_sheet_and_back_to_its_button(typist: Typist) -> None:
    typist.go_to("bar:access")
    typist.strike(Qt.Key.Key_Return)
    typist.await_focus()
    assert typist.focused().startswith("access:")
    typist.strike(Qt.Key.Key_Escape)
    typist.await_focus()
    assert typist.focused() == "bar:access"


def test_focus_stays_on_an_option_that_lays_out_the_sheet_again(typist: Typist) -> None:
    typist.visitor.touch("bar:access")
    typist.go_to("access:text-size:200")
    typist.strike(Qt.Key.Key_Return)
    typist.await_focus()
    assert typist.visitor.kiosk.session.textSize == 200
    assert typist.focused() == "access:text-size:200"


def test_focus_moves_to_a_neighbour_of_a_button_that_is_disabled(typist: Typist) -> None:
    typist.visitor.touch("home:bronze")
    typist.go_to("step:next")
    for _ in range(20):
        typist.strike(Qt.Key.Key_Return, after=1)
        typist.await_focus()
        if typist.focused() != "step:next":
            break
    assert typist.focused() == "step:previous"


def test_focus_is_where_it_was_after_the_warning(typist: Typist) -> None:
    typist.go_to("home:water")
    typist.visitor.warn()
    typist.press(Qt.Key.Key_Space)
    typist.await_focus()
    assert typist.focused() == "home:water"
    assert typist.visitor.place == Place()


def test_focus_returns_at_home_also_after_a_visit_that_began_elsewhere(typist: Typist) -> None:
    """A scene of the attract loop led to a panel: Home is below it all the same."""
    typist.visitor.kiosk.session.openPanel("bronze", "")
    typist.visitor.kiosk.session.goHome()
    typist.visitor.leave()
    typist.visitor.begin()
    session = typist.visitor.kiosk.session
    session.openPanel("water", "")
    session.goHome()
    typist.go_to("home:water")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        typist.press(key)
        typist.await_focus()
    assert typist.focused() == "home:water"


def test_a_finger_hides_the_focus(typist: Typist) -> None:
    typist.go_to("home:water")
    typist.visitor.touch_screen.tap(5, typist.visitor.window.height() / 2)
    wait(30)
    assert typist.focused() == ""
    typist.press(Qt.Key.Key_Tab)
    assert typist.focused() != ""


def test_the_first_key_of_all_only_shows_the_focus(typist: Typist) -> None:
    typist.strike(Qt.Key.Key_Return)
    assert typist.visitor.place == Place()
    assert typist.focused() != ""


def test_keys_of_device_yaml_lead_through_a_visit(typist: Typist) -> None:
    keys = typist.visitor.kiosk.keys
    keys.use(
        {
            Qt.Key.Key_F2.value: "next",
            Qt.Key.Key_F1.value: "previous",
            Qt.Key.Key_F3.value: "activate",
            Qt.Key.Key_F4.value: "back",
        }
    )
    try:
        typist.press(Qt.Key.Key_F2)
        first = typist.focused()
        typist.press(Qt.Key.Key_F2)
        assert typist.focused() != first
        typist.press(Qt.Key.Key_F1)
        assert typist.focused() == first
        typist.strike(Qt.Key.Key_F3)
        assert typist.visitor.place.screen is not Screen.HOME
        typist.strike(Qt.Key.Key_F4)
        assert typist.visitor.place == Place()
    finally:
        keys.use({})


@pytest.mark.parametrize(
    "modifier", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.MetaModifier]
)
def test_shortcuts_of_a_desktop_do_nothing(typist: Typist, modifier: Qt.KeyboardModifier) -> None:
    typist.go_to("home:water")
    typist.press(Qt.Key.Key_Return, modifier)
    typist.press(Qt.Key.Key_Tab, modifier)
    assert typist.visitor.place == Place()
    assert typist.focused() == "home:water"


def test_every_release_of_a_key_is_harmless(typist: Typist) -> None:
    typist.go_to("home:water")
    release = QKeyEvent(QEvent.Type.KeyRelease, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(typist.visitor.window, release)
    assert typist.visitor.place == Place()


def test_keys_in_a_closed_hall_reach_nothing(typist: Typist) -> None:
    typist.go_to("home:water")
    session = typist.visitor.kiosk.session
    session.dispatch(CloseHall(session.now()))
    typist.visitor.let_pass(10_000)
    typist.visitor.let_pass(10_000)
    try:
        assert typist.visitor.phase is Phase.CLOSED
        for key in NAVIGATION:
            typist.press(key)
        assert typist.visitor.phase is Phase.CLOSED
        assert typist.visitor.place == Place()
    finally:
        session.dispatch(OpenHall(session.now()))


def test_arrows_move_the_line_of_a_comparison(open_kiosk: Callable[..., AbstractContextManager[Visitor]]) -> None:
    with open_kiosk(SHOWCASE) as visitor:
        visitor.start_again()
        visitor.kiosk.session.openPanelAt("pictures", 1)
        typist = Typist(visitor)
        typist.until(visitor.is_composed)
        typist.go_to("compare:line")
        block = visitor.find("CompareBlock")
        assert block.property("share") == pytest.approx(0.5)
        typist.press(Qt.Key.Key_Left)
        assert block.property("share") == pytest.approx(0.4)
        for _ in range(8):
            typist.press(Qt.Key.Key_Right)
        assert block.property("share") == 1
        assert typist.focused() == "compare:line"
