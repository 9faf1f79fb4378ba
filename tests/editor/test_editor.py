"""A new pack in a real editor's language server: it proposes, explains and finds fault, without a network.

`make editor` installs the server (tests/editor/package-lock.json) and runs these; without it they are skipped.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kiosk.packs.scaffold import make_pack
from tests.editor.language_server import LanguageServer, Page, missing

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

FILES = ("pack.yaml", "panels/hall.yaml", "panels/pages.yaml", "panels/touch.yaml", "galleries/places.yaml")
HALL = "panels/hall.yaml"
numbers = count()


class Editor:
    """A new pack and an editor that it is open in."""

    def __init__(self, pack: Path, server: LanguageServer) -> None:
        self._pack = pack
        self._server = server

    def text(self, name: str, after: str = "", added: str = "") -> str:
        """The text of a file, with a line added behind the one that begins so."""
        lines = (self._pack / name).read_text(encoding="utf-8").splitlines(keepends=True)
        number = next((number for number, line in enumerate(lines, 1) if after and line.startswith(after)), 0)
        return "".join([*lines[:number], *([f"{added}\n"] if number else []), *lines[number:]])

    def open(self, name: str, text: str) -> Page:
        """Open a text in the place of a file; each under a name of its own, so that no answer is meant for another."""
        return self._server.open((self._pack / name).with_name(f"{next(numbers)}.yaml"), text)


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """A new pack and an editor."""
    pack = tmp_path_factory.mktemp("hall") / "hall"
    make_pack(pack)
    with LanguageServer(pack) as server:
        yield Editor(pack, server)


def behind(text: str, words: str) -> tuple[int, int]:
    """The line and column behind some words, from 0."""
    lines = text[: text.index(words) + len(words)].split("\n")
    return len(lines) - 1, len(lines[-1])


@pytest.mark.parametrize("name", FILES)
def test_a_new_pack_is_without_fault(editor: Editor, name: str) -> None:
    assert editor.open(name, editor.text(name)).faults == []


@pytest.mark.parametrize(
    ("name", "after", "added", "message_at"),
    [
        (HALL, "accent:", "colour: red", ("Property colour is not allowed.", "colour")),
        (
            HALL,
            "    blocks:",
            "      - voice: {speaker: 一, says: 二, say: 三}",
            ("Property say is not allowed.", "say"),
        ),
        (HALL, "    blocks:", "      - voice: {speaker: 一}", ('Missing property "says".', "voice")),
        (HALL, "    blocks:", "      - txt: 一", ("Property txt is not allowed.", "txt")),
        ("pack.yaml", "languages:", "attract-order: random", ('Valid values: "order", "shuffle".', "random")),
        ("galleries/places.yaml", "pictures:", "  - title: 一", ('Missing property "file".', "t")),
    ],
)
def test_a_fault_is_told_in_its_line(
    editor: Editor, name: str, after: str, added: str, message_at: tuple[str, str]
) -> None:
    reported, word = message_at
    text = editor.text(name, after, added)
    faults = [fault for fault in editor.open(name, text).faults if reported in fault["message"]]
    assert [fault["range"]["start"]["line"] for fault in faults] == [behind(text, added)[0]]
    span = faults[0]["range"]
    assert word in added[span["start"]["character"] : span["end"]["character"]]


@pytest.mark.parametrize(
    ("name", "after", "added", "proposed"),
    [
        (HALL, "  - id: welcome", "    ", {"layout"}),
        (HALL, "    blocks:", "      - ", {"text", "figures", "cards", "voice", "timeline", "chart", "quiz", "video"}),
        (HALL, "    title: {zh: 欢迎", "    layout: ", {"half", "third"}),
        ("pack.yaml", "home:", "  lead:\n    ", {"zh", "en"}),
        ("pack.yaml", "sources:", "  - ", {"title", "publisher", "year", "authors"}),
        ("galleries/places.yaml", "pictures:", "  - kind: ", {"photo", "illustration"}),
    ],
)
def test_what_may_be_written_is_proposed(editor: Editor, name: str, after: str, added: str, proposed: set[str]) -> None:
    text = editor.text(name, after, added)
    lines = text.split("\n")
    line = next(number for number, each in enumerate(lines) if each.startswith(after)) + 1 + added.count("\n")
    place = (line, len(lines[line]))
    assert proposed <= editor.open(name, text).complete(place).keys()


def test_a_proposal_is_explained_in_both_languages(editor: Editor) -> None:
    text = editor.text(HALL, "  - id: welcome", "    ")
    reported = editor.open(HALL, text).complete(behind(text, "- id: welcome\n    "))["layout"]
    assert "横屏上图片占多宽" in reported
    assert "how wide the picture is on a landscape screen" in reported


@pytest.mark.parametrize(
    ("name", "word", "chinese", "english"),
    [
        (
            "pack.yaml",
            "\nversion",
            "版本号，每次改动后加大",
            "raise it with each change (such as 1.0.0; must be given)",
        ),
        (HALL, "\nteaser", "入口上的一句短话", "one short line for its tile (text; default: none)"),
        (HALL, "- timeline", "时间轴，按先后顺序", "Moments in their order."),
        ("panels/touch.yaml", "          right", "第几个答案是对的", "which answer is right: 1 is the first"),
        ("galleries/places.yaml", "    caption", "下方的一行字", "one line below it"),
    ],
)
def test_a_field_is_explained_in_both_languages(
    editor: Editor, name: str, word: str, chinese: str, english: str
) -> None:
    text = editor.text(name)
    line, column = behind(text, word)
    reported = editor.open(name, text).hover((line, column - 2))
    assert chinese in reported
    assert english in reported
