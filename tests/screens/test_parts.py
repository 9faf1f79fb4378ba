"""Pages shared by several blocks: a chosen part stays, whatever is above, and answers are kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.layout import lasting_faults
from tests.screens.reach import ASKED, LISTS, Block, Tokens, blocks_of, fill, lost
from tests.screens.visitor import ARTICLE, BEAT_MS, LANDSCAPE, PORTRAIT, SMALL, Visitor, is_a, items

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
        reported = [words for words in visitor.texts() if "正确答案" in words or "答对了" in words]
        assert len(reported) == 1


WHAT = {"zh": "下面这些老词，各是什么意思？", "en": "What does each of these old words mean?"}
PAIRS = [
    {
        "sign": {"zh": f"老词{number}", "en": f"Old word {number}"},
        "answer": {"zh": f"意思{number}", "en": f"Its meaning {number}"},
        "because": {"zh": f"因为道理{number}", "en": f"For reason {number}"},
    }
    for number in range(1, 6)
]


def parts_in_sight(visitor: Visitor) -> list[str]:
    """The words of each part, from the one in sight to the last."""
    seen = ["\n".join(visitor.texts())]
    place = visitor.place
    while (step := visitor.sight().control("part:next")) is not None and step.usable:
        visitor.touch("part:next")
        rest(visitor)
        if visitor.place != place:
            break
        seen.append("\n".join(visitor.texts()))
    return seen


@pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT])
def test_reasons_of_a_match_have_no_part_before_a_pair_is_found(
    open_kiosk: Open, tmp_path: Path, screen: tuple[int, int]
) -> None:
    blocks: list[Block] = [
        {"match": {"question": WHAT, "pairs": PAIRS}},
        {"text": {"zh": "后面的话", "en": "Words below"}},
    ]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks}), screen) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseTextSize(200)
        rest(visitor)
        before = parts_in_sight(visitor)
        assert not any("就告诉您" in words for words in before)
        assert any("后面的话" in words for words in before)
        while visitor.sight().control("match:show") is None:
            visitor.touch("part:previous")
            rest(visitor)
        visitor.touch("match:show")
        rest(visitor)
        for _ in range(len(before)):
            visitor.touch("part:previous")
            rest(visitor)
        after = parts_in_sight(visitor)
        assert len(after) > len(before)
        for number in range(1, 6):
            assert any(f"因为道理{number}" in words for words in after), number
        assert f"1/{len(after)}" in after[0]
        assert f"{len(after)}/{len(after)}" in after[-1]


@pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("kind", ["match", "poll", "quiz"])
def test_a_question_is_read_beside_each_of_its_answers(
    open_kiosk: Open, tmp_path: Path, kind: str, screen: tuple[int, int]
) -> None:
    tokens = Tokens()
    answers = [tokens.words("一个比较长的答案", "one of the longer answers there are") for _ in range(5)]
    asked: dict[str, Block] = {
        "match": {"question": WHAT, "pairs": PAIRS},
        "poll": {"question": WHAT, "answers": answers},
        "quiz": {"question": WHAT, "answers": answers, "right": 1, "because": LONG},
    }
    with open_kiosk(pack(tmp_path / "pack", {"page": [{kind: asked[kind]}]}), screen) as visitor:
        for language, title in (("zh", "各是什么意思"), ("en", "these old words")):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(200)
            rest(visitor)
            count = visitor.find("BlockColumn").property("reachable")
            assert count > 1 or screen == PORTRAIT
            for part in range(count):
                keys = [key.id for key in visitor.sight().controls if key.id.startswith(("answer:", "match:"))]
                chosen_from = [key for key in keys if key not in {"match:show", "match:again"}]
                assert not chosen_from or any(title in words for words in visitor.texts()), part
                if part + 1 < count:
                    visitor.touch("part:next")
                    rest(visitor)


@pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT])
def test_two_stations_of_a_flow_or_more_share_a_part(open_kiosk: Open, tmp_path: Path, screen: tuple[int, int]) -> None:
    tokens = Tokens()
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"flow": ASKED["flow"](6, tokens)}]}), screen) as visitor:
        for language in ("zh", "en"):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(200)
            rest(visitor)
            told = [in_sight(visitor, tokens.made)]
            while visitor.control("part:next").usable:
                visitor.touch("part:next")
                rest(visitor)
                told.append(in_sight(visitor, tokens.made))
            assert min(map(len, told)) >= 2, language


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
    reason = {"zh": "这里说的是答案为什么是对的。" * 12, "en": "This is why the answer is right. " * 12}
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
        # The next visitor finds the question, without the answer.
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
        reported = set()
        for number in range(5):
            reported.add("\n".join(visitor.texts()))
            if number < 4:
                visitor.touch("point:next")
                rest(visitor)
        # Each touch of the step showed another point.
        assert len(reported) == 5
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
            assert len(entries_of(visitor)) > 0
            for value, label in entries_of(visitor):
                assert value.property("fitted") >= 1.5 * label
            assert any("万吨标准煤" in words for words in visitor.texts())


def entries_of(visitor: Visitor) -> list[tuple[QQuickItem, float]]:
    """The number of each figure in sight, and how large the words below it are."""
    entries = [item for item in items(visitor.window.contentItem()) if is_a(item, "FigureEntry")]
    found = [entry.childItems() for entry in entries]
    return [(value, max(each.property("font").pixelSize() for each in words)) for value, *words in found]


def test_a_unit_is_never_much_smaller_than_the_label(open_kiosk: Open, tmp_path: Path) -> None:
    unit = {"zh": "万吨标准煤每年", "en": " tonnes of coal equivalent a year"}
    figures = [{"value": 1285, "unit": unit, "label": LONG_LABEL, "year": 2019, "source": "s1"} for _ in range(4)]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"figures": figures}]}), PORTRAIT) as visitor:
        for language, size in product(("zh", "en"), (100, 200)):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            for value, label in entries_of(visitor):
                assert value.property("unitBelow") or value.property("side") >= 0.7 * label, (language, size)


def test_two_figures_with_long_units_fill_a_page_of_their_own(open_kiosk: Open, tmp_path: Path) -> None:
    unit = {"zh": "万吨标准煤每年", "en": " tonnes of coal equivalent a year"}
    figures = [{"value": 128, "unit": unit, "label": LONG_LABEL, "year": 2019, "source": "s1"} for _ in range(2)]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"figures": figures}]})) as visitor:
        for language in ("zh", "en"):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            rest(visitor)
            assert [value.property("fitted") > 150 for value, _ in entries_of(visitor)] == [True, True], language


def test_a_very_long_number_is_larger_than_its_label(open_kiosk: Open, tmp_path: Path) -> None:
    long = {"value": "1,234,567,890,123", "before": {"zh": "超过", "en": "more than"}}
    figures = [long, {"value": "3.5", "unit": "%"}]
    dated = [figure | {"label": LONG_LABEL, "year": 2019, "source": "s1"} for figure in figures]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"figures": dated}]}), PORTRAIT) as visitor:
        for language, size in product(("zh", "en"), (100, 135)):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            for value, label in entries_of(visitor):
                assert value.property("fitted") >= 1.3 * label, (language, size)


def test_the_labels_of_studs_stand_below_them(open_kiosk: Open, tmp_path: Path) -> None:
    (block,) = blocks_of("studs", 2, Tokens())
    labels = [{"zh": "国家级人才", "en": "of them national-level"}, {"zh": "高层次人才", "en": "leading specialists"}]
    for entry, label in zip(block["chart"]["series"], labels, strict=True):
        entry |= {"label": label, "before": {"zh": "近", "en": "nearly"}}
        del entry["unit"]
    with open_kiosk(pack(tmp_path / "pack", {"page": [block]}), PORTRAIT) as visitor:
        for language, size in product(("zh", "en"), (100, 135)):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            (rows,) = (item for item in items(visitor.window.contentItem()) if is_a(item, "StudRows"))
            studs, *_ = rows.childItems()
            words = [item for item in items(rows) if item.property("role") == "floor" and item.property("text")]
            assert len(words) >= 2
            for each in words:
                assert each.mapToItem(rows, QPointF(0, 0)).y() >= studs.height(), (language, size)
                assert each.property("lineCount") <= 3, (language, size)


def test_the_bars_of_two_charts_begin_at_one_place(open_kiosk: Open, tmp_path: Path) -> None:
    charts = blocks_of("share", 2, Tokens()) + blocks_of("share", 2, LongWords())
    charts[1]["chart"]["series"][0]["label"] = {"zh": "长得多的一个标签", "en": "A label that is much longer"}
    with open_kiosk(pack(tmp_path / "pack", {"page": charts})) as visitor:
        come(visitor, "page")
        rows = [item for item in items(visitor.window.contentItem()) if is_a(item, "BarRows")]
        begins = {round(row.mapToScene(QPointF(row.property("labelWidth"), 0)).x()) for row in rows}
        assert (len(rows), len(begins)) == (2, 1)


def test_a_block_is_as_high_in_another_part_as_in_sight(open_kiosk: Open, tmp_path: Path) -> None:
    (points,) = blocks_of("hotspots", 3, Tokens())
    flow: Block = {"flow": ASKED["flow"](6, Tokens())}
    blocks: list[Block] = [{"text": LONG}, points, {"text": LONG}, flow]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks}), PORTRAIT) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseTextSize(135)
        rest(visitor)
        heights = slot_heights(visitor)
        while visitor.control("part:next").usable:
            visitor.touch("part:next")
            rest(visitor)
            assert slot_heights(visitor) == heights


def slot_heights(visitor: Visitor) -> list[float]:
    column = visitor.find("BlockColumn")
    return [slot.height() for slot in column.childItems()[0].childItems() if slot.property("kind")]


def test_points_have_a_large_picture_in_the_largest_text(open_kiosk: Open, tmp_path: Path) -> None:
    blocks = [{"text": {"zh": "先看图。", "en": "Look first."}}, *blocks_of("hotspots", 5, Tokens())]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks})) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseTextSize(200)
        rest(visitor)
        (block,) = (item for item in items(visitor.window.contentItem()) if is_a(item, "HotspotsBlock"))
        column = visitor.find("BlockColumn")
        below = (
            column.mapRectToScene(column.boundingRect()).bottom() - block.mapRectToScene(block.boundingRect()).bottom()
        )
        # As high as what its part leaves.
        assert block.height() >= 400
        assert below < 60


def test_what_is_said_below_a_poll_is_reached_before_and_after_a_vote(open_kiosk: Open, tmp_path: Path) -> None:
    long = {"zh": "从科技园坐公共汽车去山里，再走到江边看日落", "en": "By bus to the hills, then on foot to the river"}
    shutil.copytree(SMALL, tmp_path / "pack")
    panels: dict[str, list[Any]] = {}
    for number in (2, 3, 5):
        poll = {"id": f"poll-{number}", "question": {"zh": "去哪里？", "en": "Where to?"}, "answers": [long] * number}
        panels[f"poll-{number}"] = [{"id": "page", "title": long, "blocks": [{"poll": poll}]}]
    fill(tmp_path / "pack", panels)
    with open_kiosk(tmp_path / "pack", journal=tmp_path / "journal.sqlite") as visitor:
        polls: Any = visitor.kiosk.polls
        for panel, size in product(panels, (100, 135, 200)):
            visitor.leave()
            visitor.begin()
            visitor.kiosk.session.chooseTextSize(size)
            visitor.open_page(panel, "page")
            rest(visitor)
            assert any("您的看法" in words for words in said(visitor)), (panel, size)
            visitor.touch("answer:0")
            assert wait_until(lambda panel=panel: polls.votes.get(panel, {}).get("state") == "kept", 20)
            rest(visitor)
            assert any("谢谢" in words for words in said(visitor)), (panel, size)


def said(visitor: Visitor) -> list[str]:
    """The text of all parts of the page, first to last; then turns back to the first."""
    found = [*visitor.texts()]
    turned = 0
    while (step := visitor.sight().control("part:next")) and step.usable and turned < 20:
        visitor.touch("part:next")
        rest(visitor)
        found += visitor.texts()
        turned += 1
    for _ in range(turned):
        visitor.touch("part:previous")
        rest(visitor)
    return found


def test_many_moments_have_their_dates_beside_them(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    moments = [LISTS["timeline"](tokens) for _ in range(20)]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"timeline": moments}]})) as visitor:
        for size, most in ((100, 4), (135, 7)):
            come(visitor, "page")
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            assert visitor.find("BlockColumn").property("reachable") <= most, size
            assert lost(visitor, "all", "page", tokens.made) == [], size


def test_pictures_of_a_board_have_the_height_that_no_question_takes(open_kiosk: Open) -> None:
    with open_kiosk(ARTICLE, LANDSCAPE, diagonal=55.0) as visitor:
        session = visitor.kiosk.session
        visitor.start_again()
        session.openPanel("industry", "four-signs")
        session.chooseTextSize(200)
        rest(visitor)
        if visitor.sight().control("match:sign:0") is None:
            visitor.touch("part:next")
            rest(visitor)
        keys = [control for control in visitor.sight().controls if control.id.startswith("match:sign:")]
        pictures = [
            item
            for item in items(visitor.window.contentItem())
            if is_a(item, "PackPicture") and item.isVisible() and item.height() > 0
        ]
        drawn = [picture for picture in pictures if picture.height() >= 0.9 * keys[0].rect[3]]
        assert len(keys) == 4
        assert len(drawn) >= 4


@pytest.mark.parametrize("size", [100, 135, 200])
def test_a_date_of_few_wide_characters_does_not_run_into_its_words(open_kiosk: Open, tmp_path: Path, size: int) -> None:
    """Few characters may be wider than many: 三年来 beside 2017."""
    moments = [
        {"when": 2017, "title": {"zh": "文化推广工程开启", "en": "A"}},
        {"when": {"zh": "三年来", "en": "WWWWWW"}, "title": {"zh": "一年一个台阶", "en": "B"}},
        {"when": {"zh": "11111111", "en": "1111111"}, "title": {"zh": "年份很长", "en": "C"}},
    ]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"timeline": moments}, {"text": LONG}]})) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseTextSize(size)
        for language in ("zh", "en"):
            visitor.kiosk.session.chooseLanguage(language)
            rest(visitor)
            line = visitor.find("TimelineBlock")
            dates = [item for item in items(line) if item.property("role") == "h3" and item.isVisible()]
            assert dates
            if line.property("aside"):
                assert all(date.property("contentWidth") < line.property("margin") for date in dates), language


def test_a_question_stands_with_its_first_answer(open_kiosk: Open, tmp_path: Path) -> None:
    question = {"zh": "您最想先看哪里？", "en": "Where to go first?"}
    answers = ASKED["quiz"](3, Tokens())["answers"]
    poll: Block = {"poll": {"question": question, "answers": answers}}
    for height in range(1, 6):
        above: Block = {"steps": [{"title": "一步", "text": LONG} for _ in range(height)]}
        with open_kiosk(pack(tmp_path / f"pack-{height}", {"page": [above, poll]})) as visitor:
            come(visitor, "page")
            while not any("最想" in words for words in visitor.texts()):
                visitor.touch("part:next")
                rest(visitor)
            assert "answer:0" in [control.id for control in visitor.sight().controls], height


LONG_TITLE = {
    "zh": "关于进一步深化镇江新区行政审批制度改革优化营商环境若干措施的说明（二〇一九年修订版）" * 2,
    "en": "On the further reform of administrative approval in the New Area, and its business environment " * 2,
}


def test_a_long_title_leaves_most_of_the_page_to_its_words(open_kiosk: Open, tmp_path: Path) -> None:
    pages = {"page": [{"text": {language: words * 2 for language, words in LONG.items()}}]}
    made = pack(tmp_path / "pack", pages)
    file = made / "panels" / "all.yaml"
    panel = json.loads(file.read_text("utf-8"))
    panel["pages"][0]["title"] = LONG_TITLE
    file.write_text(json.dumps(panel, ensure_ascii=False), "utf-8")
    with open_kiosk(made) as visitor:
        for language in ("zh", "en"):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            rest(visitor)
            column = visitor.find("BlockColumn")
            assert column.property("firstTop") < 0.5 * column.height(), language
            assert column.property("laterTop") < 0.25 * column.height(), language
            assert lost(visitor, "all", "page", []) == [], language


def test_a_title_in_the_niche_is_whole(open_kiosk: Open, tmp_path: Path) -> None:
    made = pack(tmp_path / "pack", {"page": blocks_of("bar", 3, Tokens())})
    file = made / "panels" / "all.yaml"
    panel = json.loads(file.read_text("utf-8"))
    panel["pages"][0]["title"] = {"zh": "A page about mixed-charts", "en": "A page about mixed-charts"}
    file.write_text(json.dumps(panel, ensure_ascii=False), "utf-8")
    with open_kiosk(made) as visitor:
        for language in ("zh", "en"):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            rest(visitor)
            assert lasting_faults(visitor.window) == [], language


def test_two_questions_on_a_page_have_no_more_parts_than_in_larger_text(open_kiosk: Open, tmp_path: Path) -> None:
    answers = [
        {"zh": zh, "en": en} for zh, en in (("装饰", "Beauty"), ("可以触摸", "Touch me"), ("没有意义", "Nothing"))
    ]
    asked = {"question": {"zh": "圆环表示什么？", "en": "What is a ring?"}, "answers": answers}
    more = asked | {"answers": [*answers, {"zh": "很重要", "en": "Much"}, {"zh": "请离开", "en": "Leave"}]}
    because = {"zh": "有圆环的都能触摸。", "en": "What has a ring can be touched."}
    blocks: list[Block] = [{"text": because}, {"quiz": asked | {"right": 2, "because": because}}, {"poll": more}]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks})) as visitor:
        for language in ("zh", "en"):
            counts = []
            for size in (100, 135, 200):
                come(visitor, "page")
                visitor.kiosk.session.chooseLanguage(language)
                visitor.kiosk.session.chooseTextSize(size)
                rest(visitor)
                counts.append(visitor.find("BlockColumn").property("reachable"))
            assert counts == sorted(counts), language


def test_the_steps_of_a_comparison_keep_to_an_upright_page(open_kiosk: Open, tmp_path: Path) -> None:
    picture = {"file": "media/field.svg", "alt": {"zh": "山", "en": "Hills"}}
    captions = [
        {"zh": "2009年的样子，当时还都是农田", "en": "How it was in 2009, fields only"},
        {"zh": "2019年", "en": "2019"},
    ]
    before, after = (picture | {"caption": caption} for caption in captions)
    page: list[Block] = [{"compare": {"before": before, "after": after}}]
    with open_kiosk(pack(tmp_path / "pack", {"page": page}), PORTRAIT) as visitor:
        for language in ("zh", "en"):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            rest(visitor)
            (block,) = (item for item in items(visitor.window.contentItem()) if is_a(item, "CompareBlock"))
            buttons = [item for item in items(block) if is_a(item, "RingButton")]
            rights = [button.mapToItem(block, QPointF(button.width(), 0)).x() for button in buttons]
            assert max(rights) <= block.width() + 2, language
