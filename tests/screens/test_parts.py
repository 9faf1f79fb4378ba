"""Pages shared by several blocks: a chosen part stays, whatever is above, and answers are kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF
from PySide6.QtQml import QJSValue
from PySide6.QtQuick import QQuickItem

from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.layout import lasting_faults
from tests.screens.reach import ASKED, LINE, LISTS, Block, Tokens, blocks_of, fill, lost
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
    fill(folder, {"all": [page(name, blocks) for name, blocks in pages.items()]})
    return folder


def page(name: str, blocks: list[Block]) -> dict[str, Any]:
    """A page with its id as its title."""
    return {"id": name, "title": {"zh": name, "en": name}, "blocks": blocks}


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


def the_column(visitor: Visitor) -> QQuickItem:
    return next(
        item for item in items(visitor.window.contentItem()) if is_a(item, "BlockColumn") and item.property("seen")
    )


def in_sight(visitor: Visitor, tokens: list[str]) -> set[str]:
    words = "\n".join(visitor.texts())
    return {token for token in tokens if token in words}


def shown_by_part(visitor: Visitor, tokens: list[str]) -> list[set[str]]:
    """Which tokens each part shows, from the current one on."""
    shown = [in_sight(visitor, tokens)]
    while (step := visitor.sight().control("part:next")) and step.usable:
        visitor.touch("part:next")
        rest(visitor)
        shown.append(in_sight(visitor, tokens))
    return shown


def test_what_stands_below_a_match_is_reached(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    blocks = [{"match": ASKED["match"](4, tokens)}, {"cards": [LISTS["cards"](tokens) for _ in range(12)]}]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks})) as visitor:
        come(visitor, "page")
        assert lost(visitor, "all", "page", tokens.made) == []


@pytest.mark.parametrize("size", [100, 200])
def test_another_language_creates_no_block(open_kiosk: Open, tmp_path: Path, size: int) -> None:
    tokens = Tokens()
    blocks = [*blocks_of("text", 1, tokens), *blocks_of("voice", 1, tokens)]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks})) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseTextSize(size)
        rest(visitor)
        text, voice = visitor.find("TextBlock"), visitor.find("VoiceBlock")
        visitor.kiosk.session.chooseLanguage("en")
        rest(visitor)
        assert shiboken6.isValid(text)
        assert shiboken6.isValid(voice)
        assert visitor.find("TextBlock") == text


def test_what_is_read_stays_in_sight_in_other_words_and_sizes(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    blocks: list[Block] = [
        {"text": LONG},
        *({"timeline": [LISTS["timeline"](tokens) for _ in range(12)]} for _ in "ab"),
    ]
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
    answers = [
        tokens.words(
            "一个比较长的答案，要写满两行才写得下，所以各段放不下全部",
            "one of the longer answers there are, long enough for two lines of a key",
        )
        for _ in range(5)
    ]
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
            assert min(map(len, shown_by_part(visitor, tokens.made))) >= 2, language


@pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT])
def test_two_moments_with_long_dates_or_more_share_a_part(
    open_kiosk: Open, tmp_path: Path, screen: tuple[int, int]
) -> None:
    tokens = Tokens()
    date = {"zh": "2019年12月31日—2020年1月5日", "en": "31 December 2019 – 5 January 2020"}
    text = {
        "zh": "群众办事从五十四个窗口减到一个，时间减少一半。",
        "en": "People go to one counter, and wait half as long.",
    }
    moments = [
        {"when": date, "title": tokens.words("行政审批局挂牌", "The office opens"), "text": text} for _ in range(4)
    ]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"timeline": moments}]}), screen) as visitor:
        for language in ("zh", "en"):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(200)
            rest(visitor)
            assert min(map(len, shown_by_part(visitor, tokens.made))) >= 2, language


@pytest.mark.parametrize("kind", ["steps", "timeline"])
def test_entries_of_few_words_are_in_rows_across_the_page(open_kiosk: Open, tmp_path: Path, kind: str) -> None:
    tokens = Tokens()
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks_of(kind, 8, tokens)})) as visitor:
        for language in ("zh", "en"):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            rest(visitor)
            assert visitor.find("BlockColumn").property("parts") == 1
            assert in_sight(visitor, tokens.made) == set(tokens.made)
            assert lasting_faults(visitor.window) == []


def test_entries_follow_each_change_of_text_and_language(open_kiosk: Open, tmp_path: Path) -> None:
    """As wide as a page may be, its entries change between rows and a list: no binding may depend on itself."""
    tokens = Tokens()
    blocks = {kind: blocks_of(kind, number, tokens) for kind, number in (("timeline", 5), ("steps", 8))}
    with open_kiosk(pack(tmp_path / "pack", blocks)) as visitor:
        for page in blocks:
            come(visitor, page)
            for size, language in product((200, 100, 135, 200, 135, 100), ("zh", "en")):
                visitor.kiosk.session.chooseTextSize(size)
                visitor.kiosk.session.chooseLanguage(language)
                rest(visitor)
            assert lasting_faults(visitor.window) == []


def test_dates_beside_each_other_break_no_word(open_kiosk: Open, tmp_path: Path) -> None:
    moments = [{"when": f"{day} September 2015", "title": "One seal for all of the district"} for day in range(27, 31)]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"timeline": moments}]})) as visitor:
        come(visitor, "page")
        line = visitor.find("TimelineBlock")
        width = QFontMetricsF(texts_with(visitor, moments[0]["when"])[0].property("font")).horizontalAdvance(
            "September"
        )
        dates = [item for item in items(line) if "September" in str(item.property("text")) and item.isVisible()]
        assert len(dates) == 4
        assert all(date.width() >= width for date in dates)


@pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT])
def test_titles_of_cards_are_in_line_with_or_without_pictures(
    open_kiosk: Open, tmp_path: Path, screen: tuple[int, int]
) -> None:
    """On an upright page the third card is alone in its row, and nothing is kept free above it."""
    picture = {"file": "media/field.svg", "alt": "Hills"}
    cards = [
        {"title": "One", "picture": picture},
        {"title": "Two", "picture": picture, "text": "A line of words"},
        {"title": "Three"},
    ]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"cards": cards}]}), screen) as visitor:
        come(visitor, "page")
        block = visitor.find("CardsBlock")
        places = [texts_with(visitor, word)[0].mapToItem(block, QPointF(0, 0)) for word in ("One", "Two", "Three")]
        assert places[0].y() == places[1].y()
        if screen == LANDSCAPE:
            assert places[2].y() == places[0].y()
        else:
            assert places[2].x() == places[0].x()
            assert places[2].y() - places[0].y() < places[0].y()


def test_a_short_poll_is_whole_below_a_quiz(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    quiz = {"question": "One?", "answers": ["Yes", "No"], "right": 1, "because": "So."}
    poll = {"question": "Two?", "answers": [tokens.words("是", "Yes"), tokens.words("否", "No")]}
    blocks: list[Block] = [{"quiz": quiz}, {"poll": poll}, {"qr": {"url": "https://example.org", "label": "Scan"}}]
    with open_kiosk(pack(tmp_path / "pack", {"page": blocks})) as visitor:
        come(visitor, "page")
        assert [shown for shown in shown_by_part(visitor, tokens.made) if shown] == [set(tokens.made)]


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
            assert any("您的看法" in words for words in all_parts(visitor)), (panel, size)
            visitor.touch("answer:0")
            assert wait_until(lambda panel=panel: polls.votes.get(panel, {}).get("state") == "kept", 20)
            rest(visitor)
            assert any("谢谢" in words for words in all_parts(visitor)), (panel, size)


def all_parts(visitor: Visitor) -> list[str]:
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


@pytest.mark.parametrize(("screen", "language"), list(product([LANDSCAPE, PORTRAIT], ["zh", "en"])))
def test_a_match_has_its_pictures_below_its_question(open_kiosk: Open, screen: tuple[int, int], language: str) -> None:
    with open_kiosk(ARTICLE, screen, diagonal=55.0) as visitor:
        session = visitor.kiosk.session
        visitor.start_again()
        session.chooseLanguage(language)
        session.openPanel("industry", "four-signs")
        session.chooseTextSize(200)
        rest(visitor)
        keys = [control for control in visitor.sight().controls if control.id.startswith("match:sign:")]
        pictures = [
            item
            for block in items(visitor.window.contentItem())
            if is_a(block, "MatchBlock")
            for item in items(block)
            if is_a(item, "PackPicture") and item.isVisible() and item.height() > 0
        ]
        assert len(keys) == 4
        assert len([picture for picture in pictures if picture.height() >= 0.9 * keys[0].rect[3]]) == 4
        assert any(("哪种代表" if language == "zh" else "which is for") in words for words in visitor.texts())


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
    pages: dict[str, list[Block]] = {
        f"steps-{height}": [{"steps": [{"title": "一步", "text": LONG} for _ in range(height)]}, poll]
        for height in range(1, 6)
    }
    with open_kiosk(pack(tmp_path / "pack", pages)) as visitor:
        for page in pages:
            come(visitor, page)
            while not any("最想" in words for words in visitor.texts()):
                visitor.touch("part:next")
                rest(visitor)
            assert "answer:0" in [control.id for control in visitor.sight().controls], page


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


def test_the_labels_of_four_numbers_of_studs_break_no_word(open_kiosk: Open, tmp_path: Path) -> None:
    series = [{"value": value, "label": {"zh": "织造", "en": "Weaving"}} for value in (7, 22, 36, 60)]
    chart: Block = {"chart": {"kind": "studs", "series": series, "year": 2019}}
    with open_kiosk(pack(tmp_path / "pack", {"studs": [chart]}), PORTRAIT) as visitor:
        come(visitor, "studs")
        visitor.kiosk.session.chooseLanguage("en")
        for size in (100, 135):
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            labels = texts_with(visitor, "Weaving")
            assert [item.property("lineCount") for item in labels] == [1] * 4, size


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_a_long_title_is_whole_in_the_first_part_and_one_line_in_later_ones(
    open_kiosk: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    made = pack(tmp_path / "pack", {"page": [{"text": {language: words * 2 for language, words in LONG.items()}}]})
    file = made / "panels" / "all.yaml"
    panel = json.loads(file.read_text("utf-8"))
    panel["pages"][0]["title"] = LONG_TITLE
    file.write_text(json.dumps(panel, ensure_ascii=False), "utf-8")
    with open_kiosk(made, size) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseTextSize(200)
        rest(visitor)
        assert the_column(visitor).property("parts") > 1
        titles = title_lines(visitor)
        assert [shortened for _, shortened in titles] == [False]
        while visitor.control("part:next").usable:
            visitor.touch("part:next")
            rest(visitor)
            assert title_lines(visitor) == [(1, True)]
        assert lasting_faults(visitor.window) == []


def test_the_title_of_a_later_part_takes_the_width_above_the_steps(open_kiosk: Open, tmp_path: Path) -> None:
    title = {"zh": "老街旧址修缮工程的参与者们", "en": "An academy of thirty-three letter"}
    made = pack(tmp_path / "pack", {"page": [{"text": {language: text * 2 for language, text in LONG.items()}}]})
    file = made / "panels" / "all.yaml"
    panel = json.loads(file.read_text("utf-8"))
    panel["pages"][0]["title"] = title
    file.write_text(json.dumps(panel, ensure_ascii=False), "utf-8")
    with open_kiosk(made, PORTRAIT) as visitor:
        for language, words in title.items():
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(200)
            rest(visitor)
            visitor.touch("part:next")
            rest(visitor)
            running = [item for item in items(visitor.window.contentItem()) if item.objectName() == "running title"]
            (shown,) = (item for item in running if item.isVisible() and item.property("text") == words)
            assert not shown.property("truncated"), language
            assert shown.mapToScene(QPointF(0, shown.height())).y() < visitor.control("part:previous").rect[1]


def title_lines(visitor: Visitor) -> list[tuple[int, bool]]:
    """The lines of the visible title of the page, and whether it is shortened."""
    start = tuple(words[:12] for words in LONG_TITLE.values())
    found = [item for item in items(visitor.window.contentItem()) if item.inherits("QQuickText") and item.isVisible()]
    titles = [item for item in found if str(item.property("text")).startswith(start)]
    return [(item.property("lineCount"), item.property("truncated")) for item in titles]


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


WIDE, NARROW = "MMMMMMMMMMMM", ("illilliilliill", "lilliillilliil", "iillilliilliil")


def texts_with(visitor: Visitor, words: str) -> list[QQuickItem]:
    column = visitor.find("BlockColumn")
    seen = [item for item in items(column) if item.isVisible()]
    return [item for item in seen if str(item.property("text")).replace("\u2060", "") == words]


def wide_words(kind: str) -> Block:
    """A block whose widest word has fewer characters than its longest."""
    words = [WIDE, *NARROW]
    titled = [{"title": word} for word in words]
    return {
        "cards": {"cards": titled},
        "flow": {"flow": {"stations": titled}},
        "match": {"match": {"question": WHAT, "pairs": [{"sign": word, "answer": word} for word in words]}},
        "rings": {"rings": {"levels": titled}},
        "steps": {"steps": titled},
    }[kind]


@pytest.mark.parametrize("kind", ["cards", "flow", "match", "rings", "steps"])
def test_the_widest_word_is_not_that_of_most_characters(open_kiosk: Open, tmp_path: Path, kind: str) -> None:
    with open_kiosk(pack(tmp_path / "pack", {"page": [wide_words(kind)]})) as visitor:
        for size, language in product((100, 135, 200), ("zh", "en")):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            while not (drawn := texts_with(visitor, WIDE)):
                visitor.touch("part:next")
                rest(visitor)
            assert [item.property("lineCount") for item in drawn] == [1] * len(drawn), (size, language)


def test_words_of_an_answer_stay_in_their_lines_when_its_result_appears(open_kiosk: Open, tmp_path: Path) -> None:
    """The result of a quiz may be short and wide."""
    folder = pack(tmp_path / "pack", {"page": [{"quiz": {"question": WHAT, "answers": [LONG, "b"], "right": 1}}]})
    front = json.loads((folder / "pack.yaml").read_text("utf-8"))
    front["strings"] = {"quiz-right": "MMMMMMMM", "quiz-answer": "illiilliil", "quiz-wrong": "no"}
    (folder / "pack.yaml").write_text(json.dumps(front), "utf-8")
    with open_kiosk(folder) as visitor:
        come(visitor, "page")
        label = texts_with(visitor, LONG["zh"])[0]
        before = label.width()
        visitor.touch("answer:0")
        rest(visitor)
        assert any("MMMMMMMM" in words for words in visitor.texts())
        assert label.width() == before


def test_all_answers_are_in_the_first_part_and_the_reason_in_one_that_opens(open_kiosk: Open, tmp_path: Path) -> None:
    question = "Which of these was the very first in the whole city, as far as is known today?"
    answers = [f"An answer of so many words, number {at}" for at in range(3)]
    quiz: Block = {"quiz": {"question": question, "answers": answers, "right": 1, "because": LINE}}
    with open_kiosk(pack(tmp_path / "pack", {"page": [quiz]}), LANDSCAPE) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseLanguage("en")
        visitor.kiosk.session.chooseTextSize(200)
        rest(visitor)
        assert {key.id for key in visitor.sight().controls if key.id.startswith("answer:")} == {
            f"answer:{at}" for at in range(3)
        }
        assert the_column(visitor).property("reachable") == 1
        visitor.touch("answer:1")
        assert wait_until(lambda: the_column(visitor).property("reachable") == 2, 4)
        rest(visitor)
        before = set(visitor.texts())
        visitor.touch("part:next")
        rest(visitor)
        assert LINE["en"] in set(visitor.texts()) - before


@pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT])
def test_links_one_below_another_take_the_whole_width_and_lead_on(
    open_kiosk: Open, tmp_path: Path, screen: tuple[int, int]
) -> None:
    labels = ["规划", "园区", "人才", "港口", "审批", "文化", "学校", "江岸"]
    links: list[Block] = [{"link": {"panel": "all", "page": "end", "label": label}} for label in labels]
    pages = {"page": links, "end": [{"text": "The end"}]}
    with open_kiosk(pack(tmp_path / "pack", pages), screen) as visitor:
        come(visitor, "page")
        assert the_column(visitor).property("parts") == 1
        column = the_column(visitor)
        found = [each for each in items(column) if str(each.property("identifier")) == "link:all/end"]
        shown = [each.mapRectToItem(column, each.boundingRect()) for each in found]
        assert len(shown) == len(labels)
        middle = column.width() / 2
        assert sum(place.left() >= middle for place in shown) == len(labels) / 2
        assert min(place.top() for place in shown) < max(place.bottom() for place in shown) - 0.6 * column.height() or (
            screen == PORTRAIT
        )
        visitor.touch("link:all/end")
        assert wait_until(lambda: visitor.place.page == 1, 4)


@pytest.mark.parametrize("kind", ["steps", "figures"])
def test_many_entries_of_few_words_stand_in_rows_across_the_page(open_kiosk: Open, tmp_path: Path, kind: str) -> None:
    tokens = Tokens()
    entries = {"steps": 6, "figures": 12}[kind]
    listed = {kind: [LISTS[kind](tokens) for _ in range(entries)]}
    with open_kiosk(pack(tmp_path / "pack", {"page": [listed]}), LANDSCAPE) as visitor:
        come(visitor, "page")
        column = the_column(visitor)
        assert column.property("parts") == 1
        assert in_sight(visitor, tokens.made) == set(tokens.made)
        name = {"steps": "Entry", "figures": "FigureEntry"}[kind]
        lefts = {round(each.mapToItem(column, QPointF(0, 0)).x()) for each in items(column) if is_a(each, name)}
        assert len(lefts) == {"steps": 3, "figures": 4}[kind]


MUCH = "The committee resolved that every enterprise within the boundaries of the district may apply"


def much(tokens: Tokens) -> str:
    """Many words, which end in a token."""
    return f"{MUCH} {tokens.token()}"


DRAWN: Mapping[str, Callable[[Tokens], Block]] = {
    "rings": lambda tokens: {"levels": [{"title": much(tokens), "text": much(tokens)} for _ in range(5)]},
    "flow": lambda tokens: {
        "stations": [{"title": much(tokens), "value": 1234567, "text": f"{much(tokens)} {MUCH} {MUCH}"} for _ in "abc"]
        + [{"title": much(tokens), "value": 7, "text": f"{much(tokens)} {MUCH} {MUCH} {MUCH}"} for _ in "def"],
        "year": 2019,
        "source": "s1",
    },
    "match": lambda tokens: {
        "question": much(tokens),
        "pairs": [{"sign": f"{MUCH} {much(tokens)}", "answer": f"{MUCH} {much(tokens)}"} for _ in "abc"],
    },
}


@pytest.mark.parametrize("beside", [None, "media/field.svg"])
@pytest.mark.parametrize("kind", DRAWN)
def test_a_drawing_that_no_part_holds_is_a_list_at_100_per_cent(
    open_kiosk: Open, tmp_path: Path, kind: str, beside: str | None
) -> None:
    tokens = Tokens()
    made = page("page", [{kind: DRAWN[kind](tokens)}])
    if beside:
        made["picture"] = {"file": beside, "alt": "hills", "credit": "somebody"}
    folder = Path(shutil.copytree(SMALL, tmp_path / "pack"))
    fill(folder, {"all": [made]})
    with open_kiosk(folder, LANDSCAPE) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseLanguage("en")
        rest(visitor)
        assert not the_column(visitor).property("overfull")
        assert lost(visitor, "all", "page", tokens.made) == []


def test_a_drawing_that_fits_in_other_words_is_drawn_again(open_kiosk: Open, tmp_path: Path) -> None:
    """A list takes the place of a drawing only for as long as no part holds the drawing."""
    levels = [
        {"title": {"zh": f"第{n}层", "en": f"{MUCH} {n}"}, "text": {"zh": "话", "en": f"{MUCH} {MUCH}"}}
        for n in range(5)
    ]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"rings": {"levels": levels}}]}), LANDSCAPE) as visitor:
        come(visitor, "page")
        for language, drawn in [("zh", True), ("en", False), ("zh", True)]:
            visitor.kiosk.session.chooseLanguage(language)
            rest(visitor)
            assert is_drawn(visitor) == drawn


def is_drawn(visitor: Visitor) -> bool:
    return any(is_a(item, "RingsBlock") for item in items(the_column(visitor)))


ASKS = {
    "question": "Why did the service centre turn its five counters into one?",
    "answers": [
        "To save room in the hall for other things",
        "So that people have fewer ways to go and wait",
        "To have fewer officials at work in the morning",
        "Because the province had asked for it in writing",
        "There was no reason that anybody can name",
    ],
}
WHY = (
    "A matter used to need five counters with a queue at each. "
    "Now one takes all papers and hands them on behind the scenes."
)


def divided(column: QQuickItem) -> Any:
    """Which rows of each block are in which part."""
    slices = column.property("slices")
    return slices.toVariant() if isinstance(slices, QJSValue) else slices


@pytest.mark.parametrize("kind", ["quiz", "poll"])
@pytest.mark.parametrize("size", [100, 135, 200])
def test_an_answer_adds_no_part(open_kiosk: Open, tmp_path: Path, kind: str, size: int) -> None:
    asked = {kind: ASKS | ({"right": 2, "because": WHY} if kind == "quiz" else {})}
    with open_kiosk(pack(tmp_path / "pack", {"page": [asked]}), LANDSCAPE) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseLanguage("en")
        visitor.kiosk.session.chooseTextSize(size)
        rest(visitor)
        column = the_column(visitor)
        before, parts = divided(column), column.property("parts")
        visitor.touch("answer:0")
        rest(visitor)
        if kind == "quiz":
            assert divided(column) == before
        else:
            assert column.property("parts") == parts


def test_a_reason_of_few_lines_stays_below_its_answers(open_kiosk: Open, tmp_path: Path) -> None:
    page = [{"quiz": ASKS | {"right": 2, "because": WHY}}]
    with open_kiosk(pack(tmp_path / "pack", {"page": page}), LANDSCAPE) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseLanguage("en")
        rest(visitor)
        assert the_column(visitor).property("parts") == 1


@pytest.mark.parametrize(("answer", "verdict"), [(1, "That is right"), (0, "The right answer")])
def test_a_reason_in_another_part_stands_with_its_verdict(
    open_kiosk: Open, tmp_path: Path, answer: int, verdict: str
) -> None:
    page = [{"quiz": ASKS | {"right": 2, "because": " ".join([WHY] * 5)}}]
    with open_kiosk(pack(tmp_path / "pack", {"page": page}), LANDSCAPE) as visitor:
        come(visitor, "page")
        visitor.kiosk.session.chooseLanguage("en")
        rest(visitor)
        assert the_column(visitor).property("reachable") == 1
        visitor.touch(f"answer:{answer}")
        rest(visitor)
        turn_to_the_last(visitor)
        words = "\n".join(visitor.texts())
        assert WHY in words
        assert f"{verdict}: {ASKS['answers'][1]}" in words


@pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("kind", ["bar", "line", "share", "cut", "studs"])
def test_a_value_of_a_chart_has_all_digits_that_were_typed(
    open_kiosk: Open, tmp_path: Path, kind: str, screen: tuple[int, int]
) -> None:
    typed = {"studs": ["3", "12"], "share": ["0.001", "33.50"], "cut": ["0.125", "3.50"], "line": ["0.001", "3.456"]}
    values = typed.get(kind, ["0.001", "12345.670", "3.456"])
    (block,) = blocks_of(kind, 2, Tokens())
    labels = [{"zh": zh, "en": en} for zh, en in (("铅", "lead"), ("锌", "zinc"), ("铁", "iron"))]
    block["chart"]["series"] = [
        {"value": value, "label": label} for value, label in zip(values, labels[: len(values)], strict=True)
    ]
    with open_kiosk(pack(tmp_path / "pack", {"page": [block]}), screen) as visitor:
        for language, size in product(("zh", "en"), (100, 200)):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            reported = " ".join(all_texts(visitor)).replace("\u00a0", " ").split()
            for value in values:
                wanted = value if language == "zh" else value.replace("12345", "12,345")
                assert wanted in reported, (language, size, reported)


def all_texts(visitor: Visitor) -> list[str]:
    """What is read out in all parts of a page."""
    texts = visitor.texts()
    while (control := visitor.sight().control("part:next")) and control.usable:
        visitor.touch("part:next")
        rest(visitor)
        texts += visitor.texts()
    return texts


@pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("number", [1, 2, 5])
def test_pictures_of_cards_are_seen_at_every_text_size(
    open_kiosk: Open, tmp_path: Path, number: int, screen: tuple[int, int]
) -> None:
    titles = ["The tower", "The river", "The hall", "The garden", "The internationalisation"]
    text = {"zh": "一行说明的话", "en": "A line of words that say more"}
    cards = [
        {"title": title, "picture": {"file": "media/field.svg", "alt": title + " seen"}, "text": text}
        for title in titles[:number]
    ]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"cards": cards}], "bare": [titled(cards)]}), screen) as visitor:
        for name, language, size in product(("page", "bare"), ("zh", "en"), (100, 135, 200)):
            come(visitor, name)
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            seen, wrong = pictures_of_cards(visitor), lasting_faults(visitor.window)
            while (control := visitor.sight().control("part:next")) and control.usable:
                visitor.touch("part:next")
                rest(visitor)
                seen |= pictures_of_cards(visitor)
                wrong += lasting_faults(visitor.window)
            assert sorted(seen) == sorted(titles[:number]), (name, language, size)
            assert wrong == [], (name, language, size)
            least = 0.12 if number == 1 else 0.01
            assert min(seen.values()) >= least * screen[0] * screen[1], (name, language, size)


def titled(cards: list[dict[str, Any]]) -> Block:
    """Cards without their words below the title."""
    return {"cards": [{name: value for name, value in card.items() if name != "text"} for card in cards]}


def pictures_of_cards(visitor: Visitor) -> dict[str, float]:
    """The titles of the cards whose pictures are in sight, with the area of each."""
    found = {}
    for card in (item for item in items(visitor.window.contentItem()) if is_a(item, "Card") and item.isVisible()):
        pictures = [item for item in items(card) if is_a(item, "PackPicture") and item.isVisible()]
        title = next(str(item.property("text")) for item in items(card) if item.property("text"))
        if pictures:
            found[title.replace("\u00ad", "")] = pictures[0].width() * pictures[0].height()
    return found


@pytest.mark.parametrize("number", [1, 2, 5])
@pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT])
def test_a_long_prefix_is_never_much_smaller_than_the_label(
    open_kiosk: Open, tmp_path: Path, screen: tuple[int, int], number: int
) -> None:
    long = {"before": {"zh": "远远超过", "en": "considerably more than"}, "year": 2019, "source": "s1"}
    unit = {"zh": "亿元人民币每平方公里", "en": " billion yuan per square kilometre"}
    of_units = [long | {"value": "123,456,789,012.55", "unit": unit, "label": LONG_LABEL} for _ in range(number)]
    bare = [long | {"value": "123,456.5", "label": LONG_LABEL} for _ in range(number)]
    pages: dict[str, list[Block]] = {"page": [{"figures": of_units}], "bare": [{"figures": bare}]}
    with open_kiosk(pack(tmp_path / "pack", pages), screen) as visitor:
        for name, language, size in product(pages, ("zh", "en"), (100, 135, 200)):
            come(visitor, name)
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            assert len(entries_of(visitor)) > 0
            for value, label in entries_of(visitor):
                (before,) = (
                    item
                    for item in items(value)
                    if str(item.property("text")).replace("\u2060", "") == long["before"][language] and item.isVisible()
                )
                assert before.property("font").pixelSize() >= 0.7 * label, (name, language, size)
                assert value.property("fitted") >= label, (name, language, size)
                figure = next(item for item in items(value) if str(item.property("text")).startswith("123,"))
                right = before.x() + before.property("contentWidth")
                beside = before.y() + before.height() > figure.y() + 0.6 * value.property("fitted")
                if beside and language == "en":
                    assert figure.x() - right >= 0.2 * before.property("font").pixelSize(), (name, language, size)


@pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("length", [2, 6])
def test_a_code_with_a_long_label_and_a_long_address_is_whole(
    open_kiosk: Open, tmp_path: Path, length: int, screen: tuple[int, int]
) -> None:
    label = {
        "zh": "区里的企业服务中心的工作人员表示" * length,
        "en": "Every enterprise of the district may apply here. " * length,
    }
    codes: list[Block] = [
        {"qr": {"url": "https://example.org/" + "b" * letters, "label": label}} for letters in (10, 30, 60, 200)
    ]
    with open_kiosk(pack(tmp_path / "pack", {"page": codes}), screen) as visitor:
        for language, size in product(("zh", "en"), (135, 200)):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            wrong = lasting_faults(visitor.window)
            while (control := visitor.sight().control("part:next")) and control.usable:
                visitor.touch("part:next")
                rest(visitor)
                wrong += lasting_faults(visitor.window)
            assert wrong == [], (language, size)


@pytest.mark.parametrize("screen", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("kind", ["cards", "steps", "timeline", "link", "sources"])
def test_a_single_short_entry_is_in_the_middle_of_its_page(
    open_kiosk: Open, tmp_path: Path, kind: str, screen: tuple[int, int]
) -> None:
    entry = {"title": {"zh": "一句话", "en": "A few words"}}
    block = {
        "cards": [entry],
        "steps": [entry],
        "timeline": [entry | {"when": "1046"}],
        "link": {"panel": "home"},
        "sources": ["s1"],
    }[kind]
    folder = pack(tmp_path / "pack", {"page": [{kind: block | {"panel": "all"} if isinstance(block, dict) else block}]})
    with open_kiosk(folder, screen) as visitor:
        for language, size in product(("zh", "en"), (100, 200)):
            come(visitor, "page")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(size)
            rest(visitor)
            column = visitor.find("BlockColumn")
            slot = visitor.find({"link": "LinkBlock"}.get(kind, f"{kind.capitalize()}Block"))
            words = [item for item in items(slot) if item.property("text") and item.isVisible()]
            tops = [item.mapToItem(column, QPointF(0, 0)).y() for item in words]
            bottom = max(top + item.height() for top, item in zip(tops, words, strict=True))
            free = column.property("firstTop"), column.height()
            middle = ((min(tops) + bottom) / 2 - free[0]) / (free[1] - free[0])
            assert 0.3 <= middle <= 0.65, (language, size)
            assert lasting_faults(visitor.window) == [], (language, size)
