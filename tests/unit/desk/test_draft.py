"""A value is replaced where it was read, and only if it is still as it was read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk.desk.draft import Author, DocPath, PackDraft, StaleError, clean
from kiosk.desk.history import History
from kiosk.device.errors import RefusedError
from kiosk.packs.yaml_pieces import without

PANEL = """\
# the hall
id: hall
title: {zh: 大厅, en: "The hall"}   # keep
pages:
  - id: one
    title:
      zh: 第一页
      en: 'Page one'
    blocks:
      # the first block
      - text:
          zh: |
            两行
            文字
          en: Two lines
      # the second block
      - quiz:
          question: 1 + 1?
          answers: ["2", {zh: 三, en: three}, '4']   # answers
          right: 1
"""
FILE = "panels/hall.yaml"
LI, WANG = Author("li", "Hall"), Author("wang", "Hall")


@pytest.fixture
def draft(tmp_path: Path, made: Path) -> PackDraft:
    pack = Path(shutil.copytree(made, tmp_path / "pack"))
    (pack / FILE).write_text(PANEL, "utf-8")
    return PackDraft(pack, History(tmp_path / "history", pack))


def at(*path: str | int) -> DocPath:
    return DocPath(FILE, path)


def say(draft: PackDraft, place: DocPath, **words: str) -> str:
    draft.set_text(place, draft.token(place), words, LI)
    return (draft.pack / FILE).read_text("utf-8")


TEXT = ("pages", 0, "blocks", 0, "text")


@pytest.mark.parametrize(
    ("place", "words", "old", "new"),
    [
        (at("title"), {"zh": "门厅", "en": "The hall"}, "{zh: 大厅,", "{zh: 门厅,"),
        (at("title"), {"zh": "大厅", "en": ""}, '{zh: 大厅, en: "The hall"}', "{zh: 大厅}"),
        (at("pages", 0, "title"), {"en": "It's one"}, "'Page one'", "'It''s one'"),
        (at(*TEXT), {"zh": "一行\n两行\n三行"}, "            两行\n            文字\n",
         "            一行\n            两行\n            三行\n"),
        (at("pages", 0, "blocks", 1, "quiz", "question"), {"zh": "2 + 2?", "en": "2 + 2?"}, "1 + 1?", '"2 + 2?"'),
        (at("pages", 0, "blocks", 1, "quiz", "question"), {"zh": "一加一？", "en": "1 + 1?"}, "question: 1 + 1?",
         'question: {zh: 一加一？, en: "1 + 1?"}'),
        (at("pages", 0, "blocks", 1, "quiz", "answers", 1), {"en": "III"}, "en: three", "en: III"),
        (at("pages", 0, "blocks", 1, "quiz", "because"), {"zh": "算一算", "en": ""}, "          right: 1\n",
         "          right: 1\n          because: {zh: 算一算}\n"),
    ],
)  # fmt: skip
def test_one_place_changes_and_nothing_else(
    draft: PackDraft, place: DocPath, words: dict[str, str], old: str, new: str
) -> None:
    assert say(draft, place, **words) == PANEL.replace(old, new, 1)


def test_an_optional_text_goes_when_all_of_it_is_emptied(draft: PackDraft) -> None:
    place = at("pages", 0, "blocks", 1, "quiz", "because")
    say(draft, place, zh="算一算", en="Count")
    assert say(draft, place, zh="", en="") == PANEL


def test_a_required_text_stays_where_it_was_when_it_is_emptied(draft: PackDraft) -> None:
    place = at("pages", 0, "title")
    draft.set_text(place, draft.token(place), {"zh": "", "en": ""}, LI, required=True)
    assert draft.value(place) == {"zh": "", "en": ""}
    say(draft, place, zh="第一页", en="Page one")
    after = (draft.pack / FILE).read_text("utf-8")
    assert after.replace('"第一页"', "第一页") == PANEL


def test_a_key_behind_a_dash_goes_too(draft: PackDraft) -> None:
    place = at("pages", 0, "id")
    text = without(FILE, PANEL, place.path)
    assert text == PANEL.replace("  - id: one\n    title:", "  - title:")


def test_two_edits_in_one_moment_both_count(draft: PackDraft) -> None:
    """A file that is written twice within a tick of the clock, at the same size, is not taken for the first one."""
    for _ in range(8):
        for number in (0, 1):
            place = at("pages", 0, "blocks", number)
            before = [next(iter(each)) for each in draft.value(at("pages", 0, "blocks"))]
            draft.move_item(place, draft.order_token(at("pages", 0, "blocks")), 1 - number, LI)
            assert [next(iter(each)) for each in draft.value(at("pages", 0, "blocks"))] == before[::-1]


def test_the_same_words_make_no_step(draft: PackDraft) -> None:
    assert say(draft, at("title"), zh="大厅", en="The hall") == PANEL
    assert say(draft, at(*TEXT), zh="两行\r\n文字\n") == PANEL
    assert draft.history.steps() == []


def test_what_somebody_else_changed_is_not_overwritten_and_both_are_shown(draft: PackDraft) -> None:
    place = at("title")
    token = draft.token(place)
    draft.set_text(place, token, {"zh": "前厅"}, WANG)
    with pytest.raises(StaleError) as stale:
        draft.set_text(place, token, {"zh": "门厅"}, LI)
    assert (stale.value.mine, stale.value.theirs) == ({"zh": "门厅"}, {"zh": "前厅", "en": "The hall"})
    draft.set_text(place, stale.value.token, {"zh": "门厅"}, LI)
    assert draft.value(place) == {"zh": "门厅", "en": "The hall"}


def test_a_neighbour_that_moved_makes_the_place_stale(draft: PackDraft) -> None:
    """The second block is the first one now: its words must not be taken for those of the first."""
    place = at(*TEXT)
    token = draft.token(place)
    draft.move_item(at("pages", 0, "blocks", 0), draft.order_token(at("pages", 0, "blocks")), 1, WANG)
    with pytest.raises(StaleError):
        draft.set_text(place, token, {"zh": "新"}, LI)


def test_an_edit_elsewhere_does_not_stand_in_the_way(draft: PackDraft) -> None:
    token = draft.token(at("title"))
    say(draft, at(*TEXT), zh="新")
    draft.set_text(at("title"), token, {"zh": "门厅"}, LI)
    assert draft.value(at("title"))["zh"] == "门厅"


def test_blocks_come_move_and_go_with_their_comments(draft: PackDraft) -> None:
    blocks = at("pages", 0, "blocks")
    new = {"text": {"zh": "新的", "en": "New"}}
    draft.add_item(at("pages", 0, "blocks", 2), draft.order_token(blocks), new, LI)
    assert draft.value(blocks)[2] == new
    draft.move_item(at("pages", 0, "blocks", 0), draft.order_token(at("pages", 0, "blocks")), 1, LI)
    text = (draft.pack / FILE).read_text("utf-8")
    assert text.index("# the second block") < text.index("- quiz") < text.index("# the first block")
    assert text.index("# the first block") < text.index("两行") < text.index("新的")
    for number in (0, 0):
        place = at("pages", 0, "blocks", number)
        draft.remove_item(place, draft.token(place), LI)
    assert draft.value(blocks) == [new]
    with pytest.raises(RefusedError):
        draft.remove_item(at("pages", 0, "blocks", 0), draft.token(at("pages", 0, "blocks", 0)), LI)
    for step in draft.history.steps():
        draft.history.undo(step.id, "li")
    assert (draft.pack / FILE).read_text("utf-8") == PANEL


def test_byte_order_mark_and_line_ends_stay(draft: PackDraft) -> None:
    data = b"\xef\xbb\xbf" + PANEL.replace("\n", "\r\n").encode()
    (draft.pack / FILE).write_bytes(data)
    place = at(*TEXT)
    draft.set_text(place, draft.token(place), {"zh": "一\n二"}, LI)
    draft.set_text(at("title"), draft.token(at("title")), {"zh": "门厅"}, LI)
    expected = data.replace("大厅".encode(), "门厅".encode())
    expected = expected.replace("两行".encode(), "一".encode()).replace("文字".encode(), "二".encode())
    assert (draft.pack / FILE).read_bytes() == expected


@pytest.mark.parametrize("file", ["../secret.yaml", "panels/../../secret.yaml", "media/x.yaml", "panels/.hid.yaml", ""])
def test_no_file_but_the_packs_own_is_read(draft: PackDraft, file: str) -> None:
    (draft.pack.parent / "secret.yaml").write_text("secret: 1", "utf-8")
    with pytest.raises(RefusedError):
        draft.value(DocPath(file, ("secret",)))


def test_a_link_to_a_file_elsewhere_is_not_followed(draft: PackDraft) -> None:
    (draft.pack.parent / "secret.yaml").write_text("secret: 1", "utf-8")
    (draft.pack / "panels/link.yaml").symlink_to(draft.pack.parent / "secret.yaml")
    assert "panels/link.yaml" not in draft.files()


def test_typed_words_lose_what_no_file_can_hold() -> None:
    assert clean(" a\r\nb\x00\x07\u2028c\ufeff\ud800 \t\n") == "a\nb\nc"
    with pytest.raises(RefusedError):
        clean("a" * 20_001)
