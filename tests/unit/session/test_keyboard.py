"""What a key means, and how often it counts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.content.key_names import KEYS
from kiosk.session.keyboard import DOUBLE_STRIKE, KeyReader, KeyStroke

RETURN, TAB, BACKTAB = KEYS["Return"], KEYS["Tab"], Qt.Key.Key_Backtab.value


@pytest.fixture
def reader() -> KeyReader:
    return KeyReader()


@pytest.mark.parametrize(
    ("name", "command"),
    [
        *(("Tab", "next"), ("Left", "left"), ("Right", "right"), ("Up", "up"), ("Down", "down")),
        *(("Return", "activate"), ("Enter", "activate"), ("Space", "activate"), ("Escape", "back")),
        *(("Backspace", "erase"), ("F5", ""), ("Delete", "")),
    ],
)
def test_standard_keys(reader: KeyReader, name: str, command: str) -> None:
    assert reader.read(KeyStroke(KEYS[name]), 0) == command


def test_shift_turns_tab_round(reader: KeyReader) -> None:
    assert reader.read(KeyStroke(BACKTAB, shifted=True), 0) == "previous"
    assert reader.read(KeyStroke(TAB, shifted=True), 0) == "previous"


@pytest.mark.parametrize("text", ["a", "Z", "0"])
def test_letters_and_digits_are_typed(reader: KeyReader, text: str) -> None:
    assert reader.read(KeyStroke(ord(text.upper()), text), 0) == "type"


@pytest.mark.parametrize("text", ["é", "中", "!", "", "\x1b", "ab"])
def test_other_characters_are_not(reader: KeyReader, text: str) -> None:
    assert reader.read(KeyStroke(0, text), 0) == ""


@pytest.mark.parametrize("name", ["Return", "Tab", "Escape", "Right"])
def test_keys_with_control_alt_or_the_logo_key_mean_nothing(reader: KeyReader, name: str) -> None:
    assert reader.read(KeyStroke(KEYS[name], held=True), 0) == ""


def test_a_double_strike_counts_once_and_does_not_prolong_itself(reader: KeyReader) -> None:
    times = [0, 0.1, 0.3, 0.499, DOUBLE_STRIKE, 0.6, 2 * DOUBLE_STRIKE]
    assert [reader.read(KeyStroke(RETURN), each) for each in times] == [
        *("activate", "", "", "", "activate", "", "activate")
    ]


def test_what_only_moves_counts_each_time(reader: KeyReader) -> None:
    assert [reader.read(KeyStroke(TAB), each / 10) for each in range(3)] == ["next"] * 3
    assert [reader.read(KeyStroke(ord("P"), "p"), 1 + each / 10) for each in range(2)] == ["type"] * 2


def test_another_key_between_ends_a_double_strike(reader: KeyReader) -> None:
    strokes = [KeyStroke(RETURN), KeyStroke(TAB), KeyStroke(RETURN)]
    assert [reader.read(stroke, number / 10) for number, stroke in enumerate(strokes)] == [
        "activate",
        "next",
        "activate",
    ]


def test_keys_of_device_yaml_come_first(reader: KeyReader) -> None:
    reader.assign({KEYS["Right"]: "next", KEYS["+"]: "activate", KEYS["F13"]: "back"})
    assert reader.read(KeyStroke(KEYS["Right"]), 0) == "next"
    assert reader.read(KeyStroke(KEYS["+"], "+"), 1) == "activate"
    assert reader.read(KeyStroke(KEYS["F13"]), 2) == "back"
    assert reader.read(KeyStroke(RETURN), 3) == "activate"


@pytest.mark.parametrize(("scan", "name"), [(191, "F13"), (196, "F18"), (202, "F24")])
def test_a_far_function_key_is_known_by_its_place(reader: KeyReader, scan: int, name: str) -> None:
    """X11's usual layout calls F13 XF86Tools, and Qt then reports Key_Tools or nothing."""
    reader.assign({KEYS[name]: "next"})
    assert reader.read(KeyStroke(Qt.Key.Key_Tools.value, scan=scan), 0) == "next"
