"""What no QML file may do: what takes memory that Qt keeps, and what goes by a clock that may jump by years."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

BANNED = {
    r"\bsetSource\s*\(": "Loader.setSource() never gives back what its properties hold: use ItemLoader",
    r"\bcreateQmlObject\s*\(": "Qt.createQmlObject() never gives back what it has compiled: use ItemLoader",
    r"\bonVideoFrameChanged\b|\bvideoFrameChanged\b": "JavaScript keeps each frame it is handed: use FrameSignal",
    r"\bon(?:Double)?Tapped:(?!(?:[^\n]*\n){0,2}?[^\n]*(?:root\.enabled|root\.shown\)|root\.act\(\)))": (
        "a TapHandler taps even where it was disabled under the finger: ask root.enabled first"
    ),
    r"\bKeys\.|\bactiveFocusOnTab\b|\bKeyNavigation\b|\bShortcut\s*\{": (
        "an item with keys of its own takes them from the kiosk: focusStop, and Screens/KeyControl.qml"
    ),
    r"\bDate\.now\b|\bnew\s+Date\b": "the wall clock jumps: a Timer measures what passes, Python knows what time it is",
}


FRAMES = re.compile(r"\bFocusFrame \{|\bfocused: \w+\.activeFocus")
# The one place where keys arrive.
KEY_HANDLER = "Keys.onPressed: event => control.press(event)"


def faults(text: str) -> list[tuple[int, str]]:
    """The line numbers, from 1, at which a file does what is banned, each with what to do instead."""
    code = re.sub(r"//[^\n]*", "", text).replace(KEY_HANDLER, "")
    return [
        (code.count("\n", 0, found.start()) + 1, instead)
        for pattern, instead in BANNED.items()
        for found in re.finditer(pattern, code)
    ]


def test_no_file_does_what_is_banned(top: Path, tracked: list[Path]) -> None:
    files = [file for file in tracked if file.suffix == ".qml" and (top / "kiosk") in file.parents]
    assert len(files) > 100
    found = {
        f"{file.relative_to(top)}:{line}": instead
        for file in files
        for line, instead in faults(file.read_text(encoding="utf-8"))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        'Component.onCompleted: setSource("A.qml", {})',
        "body.setSource (file, given)",
        'Qt.createQmlObject("import QtQuick; Item {}", root)',
        "function onVideoFrameChanged() {}",
        "onVideoFrameChanged: frame => root.count += 1",
        "sink.videoFrameChanged.connect(root.count)",
        "reported = Date.now();",
        "const begun = new Date();",
        "TapHandler { onTapped: root.closed() }",
        "onDoubleTapped: at => root.zoom(at)",
        "Keys.onReturnPressed: act()",
        "activeFocusOnTab: true",
        'Shortcut { sequence: "Esc" }',
    ],
)
def test_the_rule_finds_it(line: str) -> None:
    assert [number for number, _ in faults(f"import QtQuick\nItem {{\n    // setSource()\n    {line}\n}}\n")] == [4]


@pytest.mark.parametrize(
    "line",
    [
        "onTapped: root.act()",
        "onTapped: if (root.shown)",
        "onTapped: point => {\nif (root.enabled)\nroot.set(point);\n}",
    ],
)
def test_the_rule_finds_no_other(line: str) -> None:
    assert faults(f"Item {{\n{line}\n}}\n") == []


def test_what_python_makes_for_qml_is_made_for_few(top: Path, tracked: list[Path]) -> None:
    """PySide never frees an object of Python's that QML has made: only what is used again and again may hold one."""
    makes = re.compile(r"^\s*(?:PaintedFilm|FrameSignal) \{", re.MULTILINE)
    files = [file for file in tracked if file.suffix == ".qml" and (top / "kiosk") in file.parents]
    assert [file.name for file in files if makes.search(file.read_text("utf-8"))] == ["FilmSurface.qml"]


def test_keys_arrive_in_one_place(top: Path) -> None:
    views = (top / "kiosk/qml/Kiosk/Screens").glob("*.qml")
    assert [file.name for file in views if KEY_HANDLER in file.read_text(encoding="utf-8")] == ["RootView.qml"]


def test_no_list_takes_the_arrow_keys(top: Path) -> None:
    files = [file for file in (top / "kiosk").rglob("*.qml") if re.search(r"\bListView \{", file.read_text("utf-8"))]
    assert len(files) > 4
    assert [file.name for file in files if "keyNavigationEnabled: false" not in file.read_text("utf-8")] == []


def test_every_control_has_a_frame_for_the_focus(top: Path) -> None:
    """A Touchable draws its own frame, or a ring's; a Touchable of the product is never without one."""
    files = {file.stem: file.read_text("utf-8") for file in (top / "kiosk").rglob("*.qml")}
    bare = {
        name
        for name, text in files.items()
        if re.search(r"\bTouchable \{", text) and text.count("Touchable {") > len(FRAMES.findall(text))
    }
    assert bare == set()
