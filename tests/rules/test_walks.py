"""The five walks of docs/architecture.md: each file is there, leads to the next one, and they are counted right."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

# → the file before names this one; ⇒ a signal, a property or a process leads there; a comma: an earlier file names it;
# + is no step, but one more file.
_STEP = re.compile(r"(→|⇒|\+|,)?\s*`([\w/.-]+\.(?:py|qml|yaml|md|po))`")
_WALK = re.compile(
    r"^- \*\*[^*]*?[:：]\s*(\d+)[^*(（]*[(（]\D*(\d+)[^*]*\*\*(.*?)(?=^- \*\*|\n\n|\Z)", re.MULTILINE | re.DOTALL
)
HEADINGS = {"architecture.md": "## Five walks", "architecture.zh.md": "## 五条路"}
ROOMS = ("kiosk", "kiosk/qml/Kiosk", ".")


class Walk(NamedTuple):
    """The number of files stated, the former number, and the steps: how one gets there, and the file."""

    files: int
    before: int
    steps: list[tuple[str, str]]


def walks(top: Path, document: str) -> list[Walk]:
    text = (top / "docs" / document).read_text("utf-8")
    section = text.partition(HEADINGS[document])[2].partition("\n## ")[0]
    return [Walk(int(files), int(before), _STEP.findall(rest)) for files, before, rest in _WALK.findall(section)]


def path_of(top: Path, file: str) -> Path:
    found = [top / room / file for room in ROOMS if (top / room / file).is_file()]
    assert found, f"{file} is not there"
    return found[0]


def names(one: Path, other: Path) -> bool:
    """Whether a file names another: its module, its QML type, or a class that it has."""
    text = one.read_text("utf-8")
    classes = re.findall(r"^class (\w+)", other.read_text("utf-8"), re.MULTILINE) if other.suffix == ".py" else []
    if any(re.search(rf"\b{name}\b", text) for name in (other.stem, *classes)):
        return True
    # Imported from its package: kiosk.media has `prepare` of media/preparation.py.
    offered = re.findall(r"^def ([a-z]\w+)", other.read_text("utf-8"), re.MULTILINE) if other.suffix == ".py" else []
    imported = re.search(rf"from kiosk\.{other.parent.name} import (\([^)]*\)|.*)", text)
    return imported is not None and any(re.search(rf"\b{name}\b", imported[1]) for name in offered)


def test_there_are_five_and_each_is_at_most_two_thirds_of_what_it_was(top: Path) -> None:
    found = walks(top, "architecture.md")
    assert [walk.before for walk in found] == [34, 21, 12, 20, 45]
    for walk in found:
        assert walk.files <= walk.before * 2 / 3


def test_the_chinese_page_has_the_same_walks(top: Path) -> None:
    english, chinese = (walks(top, document) for document in HEADINGS)
    assert [walk[:2] for walk in chinese] == [walk[:2] for walk in english]
    for one, other in zip(english, chinese, strict=True):
        assert [file for _, file in other.steps] == [file for _, file in one.steps]


@pytest.mark.parametrize("number", range(5))
def test_each_file_leads_to_the_next(top: Path, number: int) -> None:
    walk = walks(top, "architecture.md")[number]
    files = [path_of(top, file) for _, file in walk.steps]
    counted = [file for file in files if number != 1 or file.suffix == ".py"]
    assert len(counted) == len(set(counted)) == walk.files
    for at, (how, _) in enumerate(walk.steps[1:], 1):
        if how == "→":
            assert names(files[at - 1], files[at]), f"{files[at - 1]} does not name {files[at]}"
        elif how == ",":
            assert any(names(file, files[at]) for file in files[:at]), f"nothing before names {files[at]}"
