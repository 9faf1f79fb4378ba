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
    r"\bDate\.now\b|\bnew\s+Date\b": "the wall clock jumps: a Timer measures what passes, Python knows what time it is",
}


def faults(text: str) -> list[tuple[int, str]]:
    """The line numbers, from 1, at which a file does what is banned, each with what to do instead."""
    code = re.sub(r"//[^\n]*", "", text)
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
