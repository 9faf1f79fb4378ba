"""Pages that several blocks share: a part is turned to and stays, whatever stands above, and answers are kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF

from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.reach import ASKED, LISTS, Block, Tokens, blocks_of, fill, lost
from tests.screens.visitor import BEAT_MS, PORTRAIT, SMALL, Visitor, is_a, items

LONG = {"zh": "这里有一些话，其中几个是治理。" * 6, "en": "Here are words, and more words of the district. " * 6}
LONG_LABEL = {"zh": "一年里全区用掉的", "en": "used in the district in a year"}
Open = Callable[..., Any]


class LongWords(Tokens):
    """English with a word that few columns hold."""

    def words(self, zh: str, en: str) -> dict[str, str]:
        return super().words(zh, f"{en} internationalisation counterrevolutionaries")


def pack(folder: Path, pages: Mapping[str, list[Block]]) -> Path:
    """A pack with these pages in a panel "all"."""
    shutil.copytree(SMALL, folder)
    titled = [{"id": page, "title": {"zh": page, "en": page}, "blocks": blocks} for page, blocks in pages.items()]
    fill(folder, {"all": titled})
    return folder


def come(visitor: Visitor, page: str) -> None:
    visitor.leave()
    visitor.begin()
    visitor.open_page("all", page)
    rest(visitor)


def rest(visitor: Visitor) -> None:
    wait(BEAT_MS)
    assert Stillness(visitor.window).settle(20)
    assert wait_until(visitor.is_composed, 20)


def turn_to_the_last(visitor: Visitor) -> None:
    while visitor.control("part:next").usable:
        visitor.touch("part:next")
        rest(visitor)


def in_sight(visitor: Visitor, tokens: list[str]) -> set[str]:
    words = "\n".join(visitor.texts())
    return {token for token in tokens if token in words}


def test_what_stands_below_a_match_is_reached(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    blocks = [{"match": ASKED["match"](4, tokens)}, {"cards": [LISTS["cards"](tokens) for _ in range(12)]}]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks})) as visitor:
        come(visitor, "page")
        assert lost(visitor, "all", "page", tokens.made) == []


def test_what_is_read_stays_in_sight_in_other_words_and_sizes(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    blocks: list[Block] = [{"text": LONG}, {"timeline": [LISTS["timeline"](tokens) for _ in range(12)]}]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks})) as visitor:
        session = visitor.kiosk.session
        come(visitor, "page")
        session.chooseLanguage("zh")
        rest(visitor)
        turn_to_the_last(visitor)
        first = min(in_sight(visitor, tokens.made))
        for size, language in [(200, "zh"), (135, "zh"), (135, "en"), (200, "en"), (100, "en"), (100, "zh")]:
            session.chooseTextSize(size)
            session.chooseLanguage(language)
            rest(visitor)
            assert first in in_sight(visitor, tokens.made), (size, language)


def test_answers_are_kept_from_page_to_page_until_the_visit_ends(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    asked: dict[str, list[Block]] = {kind: [{kind: ASKED[kind](3, tokens)}] for kind in ("match", "quiz")}
    pages = asked | {f"page-{number}": [{"text": LONG}] for number in range(5)}
    with open_kiosk(pack(tmp_path / "pack", pages)) as visitor:
        come(visitor, "match")
        untouched = visitor.texts()
        visitor.touch("match:show")
        rest(visitor)
        found = visitor.texts()
        assert found != untouched
        for page in [*range(1, 7), *range(5, -1, -1)]:
            visitor.kiosk.session.showPage(page)
            rest(visitor)
        assert visitor.texts() == found
        visitor.open_page("water", "first")
        visitor.open_page("all", "match")
        rest(visitor)
        assert visitor.texts() == found
        come(visitor, "match")
        assert visitor.texts() == untouched


def test_two_quizzes_with_one_question_have_an_answer_each(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    question = {"zh": "哪一个对？", "en": "Which is right?"}
    blocks: list[Block] = [{"quiz": ASKED["quiz"](2, tokens) | {"question": question}} for _ in "ab"]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks})) as visitor:
        come(visitor, "page")
        visitor.touch("answer:0")
        rest(visitor)
        told = [words for words in visitor.texts() if "正确答案" in words or "答对了" in words]
        assert len(told) == 1


@pytest.mark.parametrize("kind", ["steps", "timeline", "cards", "line", "figures", "bar", "share"])
def test_long_words_stay_in_their_columns(open_kiosk: Open, tmp_path: Path, kind: str) -> None:
    tokens = LongWords()
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks_of(kind, 4, tokens)})) as visitor:
        for size in (100, 135, 200):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage("en")
            visitor.kiosk.session.chooseTextSize(size)
            assert lost(visitor, "all", "page", tokens.made) == [], size


def test_a_long_label_of_a_link_goes_on_in_another_line(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    label = tokens.words(
        "到下一页看全区的治理平台和数据共享", "On to the page that tells more of the governance platform"
    )
    page: list[Block] = [{"link": {"panel": "all", "label": label}}]
    with open_kiosk(pack(tmp_path / "pack", {"page": page}), PORTRAIT, diagonal=24.0) as visitor:
        for language in ("zh", "en"):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(200)
            assert lost(visitor, "all", "page", tokens.made) == [], language


def test_levels_have_room_for_chinese_beside_the_steps_of_an_upright_page(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    cards: Block = {"cards": [LISTS["cards"](tokens) for _ in range(12)]}
    blocks: list[Block] = [{"rings": ASKED["rings"](5, tokens)}, cards, {"text": LONG}]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks}), PORTRAIT, diagonal=24.0) as visitor:
        come(visitor, "page")
        assert lost(visitor, "all", "page", tokens.made) == []


def test_what_is_said_below_a_quiz_is_turned_to_once_it_is_answered(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    reason = {"zh": "这里说的是答案为什么是对的。" * 8, "en": "This is why the answer is right. " * 8}
    page: list[Block] = [{"quiz": ASKED["quiz"](2, tokens) | {"because": reason}}]
    with open_kiosk(pack(tmp_path / "pack", {"page": page})) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseTextSize(200)
        rest(visitor)

        def last_key() -> str:
            return max(key.id for key in visitor.sight().controls if key.id.startswith("answer:"))

        turn_to_the_last(visitor)
        assert last_key() == "answer:1"
        assert not any("这里就告诉您" in words for words in visitor.texts())
        visitor.touch(last_key())
        rest(visitor)
        assert visitor.control("part:next").usable
        turn_to_the_last(visitor)
        assert any("这里说的是答案" in words for words in visitor.texts())
        # The next visitor finds the question, and nothing told.
        come(visitor, "page")
        visitor.kiosk.session.chooseTextSize(200)
        rest(visitor)
        turn_to_the_last(visitor)
        assert last_key() == "answer:1"


def test_points_with_much_to_tell_leave_their_steps_in_sight(open_kiosk: Open, tmp_path: Path) -> None:
    (page,) = (block for block in blocks_of("hotspots", 5, Tokens()))
    for point in page["hotspots"]["points"]:
        point["text"] = {"zh": "这里说的是图上这一点。" * 14, "en": "This tells of the point. " * 14}
    with open_kiosk(pack(tmp_path / "pack", {"page": [page]})) as visitor:
        come(visitor, "page")
        told = set()
        for number in range(5):
            told.add("\n".join(visitor.texts()))
            if number < 4:
                visitor.touch("point:next")
                rest(visitor)
        # Each touch of the step told of another point.
        assert len(told) == 5
        assert lost(visitor, "all", "page", []) == []


def test_many_figures_in_the_largest_text_stand_two_abreast(open_kiosk: Open, tmp_path: Path) -> None:
    page = blocks_of("figures", 12, Tokens())
    with open_kiosk(pack(tmp_path / "pack", {"page": page})) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseLanguage("en")
        visitor.kiosk.session.chooseTextSize(200)
        rest(visitor)
        turned = 1
        while visitor.control("part:next").usable:
            visitor.touch("part:next")
            rest(visitor)
            turned += 1
        assert turned <= 6


def test_a_number_with_a_long_unit_is_larger_than_its_label(open_kiosk: Open, tmp_path: Path) -> None:
    unit = {"zh": "万吨标准煤每年每平方公里", "en": " tonnes of coal equivalent a year and square kilometre"}
    figures = [{"value": 128, "unit": unit, "label": LONG_LABEL, "year": 2019, "source": "s1"} for _ in range(4)]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"figures": figures}]})) as visitor:
        for size in (100, 200):
            come(visitor, "page")
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            entries = [item for item in items(visitor.window.contentItem()) if is_a(item, "FigureEntry")]
            assert entries
            for entry in entries:
                value, *words = entry.childItems()
                assert value.property("fitted") >= 1.5 * max(each.property("font").pixelSize() for each in words)
            assert any("万吨标准煤" in words for words in visitor.texts())


def test_the_bars_of_two_charts_begin_at_one_place(open_kiosk: Open, tmp_path: Path) -> None:
    charts = blocks_of("share", 2, Tokens()) + blocks_of("share", 2, LongWords())
    charts[1]["chart"]["series"][0]["label"] = {"zh": "长得多的一个标签", "en": "A label that is much longer"}
    with open_kiosk(pack(tmp_path / "pack", {"page": charts})) as visitor:
        come(visitor, "page")
        rows = [item for item in items(visitor.window.contentItem()) if is_a(item, "BarRows")]
        begins = {round(row.mapToScene(QPointF(row.property("labelWidth"), 0)).x()) for row in rows}
        assert (len(rows), len(begins)) == (2, 1)
