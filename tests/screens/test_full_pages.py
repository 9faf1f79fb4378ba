"""Pages of many entries, long words and odd content: nothing half empty, no character by itself in its line."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from kiosk.tour.synthetic_touch import wait_until
from tests.screens.reach import Block, Tokens, blocks_of
from tests.screens.test_parts import come, pack, rest, the_column, turn_to_the_last
from tests.screens.visitor import LANDSCAPE, PORTRAIT, Visitor, is_a, items

Open = Callable[..., Any]
SENTENCE = {"zh": "老街在江边，石板路两旁是木板门的铺子。", "en": "The old street lies by the river, with its shops. "}
ENTRY = r"Entry \d|第\d+项"
TITLES = ("开埠", "商会成立的第一年", "旧址修缮工程的参与者", "社区治理结构", "渡口", "文物普查", "老字号回归")


def words(number: int) -> dict[str, str]:
    return {language: text * number for language, text in SENTENCE.items()}


def links(number: int, zh: str = "继续看商会成立的第一年", en: str = "More on the first year") -> list[Block]:
    label = {"zh": zh, "en": en}
    return [{"link": {"panel": "all", "label": label}} for _ in range(number)]


def entries(kind: str, number: int) -> list[Block]:
    titles = [{"zh": f"第{at}项", "en": f"Entry {at}"} for at in range(number)]
    if kind == "figures":
        return [{kind: [{"value": 12 + at, "label": title, "year": 2019} for at, title in enumerate(titles)]}]
    return [{kind: [{"title": title} | ({"when": "2019"} if kind == "timeline" else {}) for title in titles]}]


def rectangle(item: QQuickItem) -> tuple[float, float, float, float]:
    """Left, top, right and bottom in px of the window."""
    corner, end = item.mapToScene(QPointF(0, 0)), item.mapToScene(QPointF(item.width(), item.height()))
    return corner.x(), corner.y(), end.x(), end.y()


def seen(visitor: Visitor, kind: str) -> list[tuple[float, float, float, float]]:
    """The places of the visible items of a type, those with no size left out."""
    found = [item for item in items(visitor.window.contentItem()) if is_a(item, kind) and item.width() > 1]
    return [place for place in map(rectangle, found) if 0 <= place[0] < visitor.window.width() and place[1] < 1_900]


def labels(visitor: Visitor, pattern: str) -> list[QQuickItem]:
    """The visible texts of the page that begin like this, without what only keeps characters together."""
    found = [item for item in items(the_column(visitor)) if item.isVisible() and item.height() > 0]
    return [item for item in found if re.match(pattern, plain(item))]


def plain(item: QQuickItem) -> str:
    return re.sub("<[^>]*>|\u2060", "", str(item.property("text") or ""))


def rows_of(visitor: Visitor, pattern: str) -> list[int]:
    """How many texts like this are in each row of the visible part."""
    tops = [round(rectangle(item)[1] / 4) for item in labels(visitor, pattern)]
    return [tops.count(top) for top in sorted(set(tops))]


@pytest.mark.parametrize(("kind", "number"), [("figures", 13), ("figures", 7), ("steps", 13), ("cards", 7)])
def test_rows_differ_by_one_entry_at_most(open_kiosk: Open, tmp_path: Path, kind: str, number: int) -> None:
    with open_kiosk(pack(tmp_path / "pack", {"many": entries(kind, number)})) as visitor:
        come(visitor, "many")
        rows = rows_of(visitor, ENTRY)
        for _ in range(the_column(visitor).property("parts") - 1):
            visitor.touch("part:next")
            rest(visitor)
            rows += rows_of(visitor, ENTRY)
    assert sum(rows) == number
    assert max(rows) - min(rows) <= 1, rows


def test_links_have_no_row_of_one_below_rows_of_three(open_kiosk: Open, tmp_path: Path) -> None:
    with open_kiosk(pack(tmp_path / "pack", {"many": links(10, "去渡口", "Ferry")})) as visitor:
        come(visitor, "many")
        rows = rows_of(visitor, "Ferry|去渡口")
    assert sum(rows) == 10
    assert max(rows) == 3
    assert min(rows) > 1, rows


@pytest.mark.parametrize("blocks", [links(12), [{"text": words(40)}]], ids=["links", "text"])
def test_a_full_page_of_words_takes_the_whole_width(open_kiosk: Open, tmp_path: Path, blocks: list[Block]) -> None:
    with open_kiosk(pack(tmp_path / "pack", {"full": blocks})) as visitor:
        come(visitor, "full")
        places = seen(visitor, "LinkBlock") or seen(visitor, "TextBlock")
        assert max(right for _, _, right, _ in places) > 0.85 * LANDSCAPE[0]


def test_few_links_share_the_height_of_their_page(open_kiosk: Open, tmp_path: Path) -> None:
    with open_kiosk(pack(tmp_path / "pack", {"few": links(3)})) as visitor:
        come(visitor, "few")
        places = seen(visitor, "LinkButton")
    assert len(places) == 3
    assert places[-1][3] > 0.7 * LANDSCAPE[1]


@pytest.mark.parametrize("kind", ["steps", "timeline", "cards"])
def test_no_chinese_character_is_alone_in_the_last_line_of_a_title(open_kiosk: Open, tmp_path: Path, kind: str) -> None:
    chosen = [{"title": {"zh": title, "en": "Title"}, "when": "2019"} for title in TITLES]
    blocks: list[Block] = [{kind: [entry if kind == "timeline" else {"title": entry["title"]} for entry in chosen]}]
    with open_kiosk(pack(tmp_path / "pack", {"titles": blocks})) as visitor:
        visitor.leave()
        visitor.begin()
        visitor.kiosk.session.chooseLanguage("zh")
        visitor.open_page("all", "titles")
        rest(visitor)
        titles = labels(visitor, "|".join(TITLES))
        assert len(titles) == len(TITLES)
        broken = {str(item.property("text")): lines_of(item) for item in titles if item.property("lineCount") > 1}
    assert all(len(lines[-1]) > 1 for lines in broken.values()), broken


def lines_of(label: QQuickItem) -> list[str]:
    """The lines of a label, by the composer's own layout."""
    from kiosk.view.text_lines import line_ends

    text = str(label.property("text"))
    ends = line_ends(text, label.property("font"), label.width(), [])
    return [text[start:end].replace("\u2060", "") for start, end in zip([0, *ends], ends, strict=False)]


def test_years_of_a_line_chart_are_in_one_line(open_kiosk: Open, tmp_path: Path) -> None:
    series = [{"value": 10 + at, "label": {"zh": f"{2008 + at}年", "en": str(2008 + at)}} for at in range(12)]
    chart = {"chart": {"kind": "line", "series": series, "year": 2030}}
    with open_kiosk(pack(tmp_path / "pack", {"years": [chart]})) as visitor:
        visitor.leave()
        visitor.begin()
        visitor.kiosk.session.chooseLanguage("zh")
        visitor.open_page("all", "years")
        rest(visitor)
        years = labels(visitor, r"20[01]\d年$")
        assert len(years) == 12
        assert {item.property("lineCount") for item in years} == {1}


def test_each_part_of_a_cut_has_the_rings_that_show_it_whole(open_kiosk: Open, tmp_path: Path) -> None:
    series = [{"value": 20 + at, "unit": "%", "label": {"zh": "环节", "en": "Steps"}} for at in range(4)]
    ends = {"start": {"zh": "改造后", "en": "after"}, "end": {"zh": "改造前", "en": "before"}}
    blocks: list[Block] = [{"text": words(8)}, {"chart": {"kind": "cut", "series": series, "year": 2019} | ends}]
    with open_kiosk(pack(tmp_path / "pack", {"cut": blocks})) as visitor:
        come(visitor, "cut")
        with_bars = 0
        for _ in range(the_column(visitor).property("parts")):
            controls = [control.id for control in visitor.sight().controls]
            if any(re.search(r"\d\s*%", text) for text in visitor.texts()):
                with_bars += 1
                assert [name for name in controls if name.startswith("cut:before:")], controls
            if visitor.control("part:next").usable:
                visitor.touch("part:next")
                rest(visitor)
        assert with_bars > 1


def test_four_codes_are_two_abreast(open_kiosk: Open, tmp_path: Path) -> None:
    code: Block = {"qr": {"url": "https://example.org/visit", "label": {"zh": "路线", "en": "The way"}}}
    with open_kiosk(pack(tmp_path / "pack", {"codes": [code] * 4})) as visitor:
        come(visitor, "codes")
        assert the_column(visitor).property("parts") == 1
        assert rows_of(visitor, "The way|路线") == [2, 2]


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_a_page_in_parts_is_as_large_as_they_allow(open_kiosk: Open, tmp_path: Path, size: tuple[int, int]) -> None:
    """Rings below much text have a part of their own: the text is not as small as on one full page."""
    levels = [{"title": {"zh": title, "en": f"Level {at}"}, "text": words(1)} for at, title in enumerate(TITLES[:4])]
    blocks: list[Block] = [{"text": words(10)}, {"rings": {"levels": levels}}]
    with open_kiosk(pack(tmp_path / "pack", {"rings": blocks}), size) as visitor:
        come(visitor, "rings")
        column = the_column(visitor)
        assert column.property("parts") == 2
        assert column.property("density") < 2


def test_an_upright_page_in_parts_needs_the_room_of_its_niche(open_kiosk: Open, tmp_path: Path) -> None:
    with open_kiosk(pack(tmp_path / "pack", {"full": links(12)}), PORTRAIT) as visitor:
        come(visitor, "full")
        assert the_column(visitor).property("parts") == 1
        assert seen(visitor, "Niche") == []


def test_votes_move_no_answer_in_the_largest_text(open_kiosk: Open, tmp_path: Path) -> None:
    """Beside the words of an answer that take the width of its key, its votes are in its ring."""
    question = "Which of these was the very first in the whole city, as far as is known today?"
    poll = {"question": question, "answers": [f"An answer of so many words, number {at}" for at in range(3)]}
    with open_kiosk(pack(tmp_path / "pack", {"poll": [{"poll": poll}]})) as visitor:
        come(visitor, "poll")
        visitor.kiosk.session.chooseLanguage("en")
        visitor.kiosk.session.chooseTextSize(200)
        rest(visitor)
        before = {control.id: control.rect for control in answers(visitor)}
        assert len(before) == 3
        visitor.touch("answer:1")
        assert wait_until(lambda: visitor.control("answer:1").name.endswith(" · 1"), 20)
        rest(visitor)
        assert {control.id: control.rect for control in answers(visitor)} == before
        assert the_column(visitor).property("parts") == 1


def test_short_answers_are_in_one_line_on_an_upright_page(open_kiosk: Open, tmp_path: Path) -> None:
    """The words of a result take much of a narrow key: the sign alone says it there."""
    quiz: Block = {"quiz": {"question": "Which?", "answers": ["The port opens", "The ferry lands"], "right": 1}}
    with open_kiosk(pack(tmp_path / "pack", {"quiz": [quiz]}), PORTRAIT, diagonal=24.0) as visitor:
        come(visitor, "quiz")
        visitor.kiosk.session.chooseLanguage("en")
        rest(visitor)
        words = labels(visitor, "The (port|ferry)")
        assert [item.property("lineCount") for item in words] == [1, 1]
        before = [rectangle(item)[:2] for item in words]
        visitor.touch("answer:1")
        rest(visitor)
        assert [rectangle(item)[:2] for item in words] == before
        assert [item.property("lineCount") for item in words] == [1, 1]


def answers(visitor: Visitor) -> list[Any]:
    return [control for control in visitor.sight().controls if control.id.startswith("answer:")]


def test_points_with_too_much_to_tell_are_a_list_below_their_picture(open_kiosk: Open, tmp_path: Path) -> None:
    picture = {"file": "media/field.svg", "alt": {"zh": "山", "en": "Hills"}}
    points = [{"at": [0.2 + 0.3 * at, 0.4], "title": "point", "text": words(24)} for at in range(3)]
    with open_kiosk(
        pack(tmp_path / "pack", {"told": [{"hotspots": {"picture": picture, "points": points}}]})
    ) as visitor:
        come(visitor, "told")
        column = the_column(visitor)
        assert not column.property("overfull")
        assert column.property("parts") > 1
        turn_to_the_last(visitor)
        assert all(rectangle(entry)[3] < LANDSCAPE[1] for entry in labels(visitor, "point|老街|The old"))


@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT])
def test_a_long_prefix_leaves_the_number_of_a_scene_large(
    open_kiosk: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    folder = pack(tmp_path / "pack", {"page": [{"text": words(1)}]})
    front = json.loads((folder / "pack.yaml").read_text("utf-8"))
    before = {
        "zh": "自开馆以来累计接待各地各界来访代表团已经超过",
        "en": "Delegations received since the opening: over",
    }
    front["attract"] = [{"figure": {"value": 4731, "before": before, "label": words(1), "year": 2019}}]
    (folder / "pack.yaml").write_text(json.dumps(front), "utf-8")
    with open_kiosk(folder, size) as visitor:
        visitor.leave()
        value = visitor.find("FigureValue")
        assert value.property("fitted") >= 120
        assert rectangle(value)[2] <= size[0]
        assert value.property("head") > 0
        rest_of_scene = [item for item in items(visitor.window.contentItem()) if is_a(item, "TwoLines")]
        assert all(rectangle(item)[1] >= rectangle(value)[3] - 1 for item in rest_of_scene)


def height_below(visitor: Visitor) -> float:
    """The share of the page's height, above the bar, that is empty below the words and drawings of its blocks."""
    bar = LANDSCAPE[1] - 120
    return 1 - max(rectangle(item)[3] for item in labels(visitor, ".")) / bar


def test_few_titles_are_large_and_in_the_middle_of_their_page(open_kiosk: Open, tmp_path: Path) -> None:
    with open_kiosk(pack(tmp_path / "pack", {"two": entries("cards", 2)})) as visitor:
        come(visitor, "two")
        titles = labels(visitor, ENTRY)
        assert [item.property("font").pixelSize() for item in titles] == [88, 88]
        assert height_below(visitor) < 0.5


@pytest.mark.parametrize("size", [100, 200])
def test_a_block_that_leaves_its_page_empty_is_in_the_middle(open_kiosk: Open, tmp_path: Path, size: int) -> None:
    chart: Block = {"chart": {"kind": "bar", "series": [{"value": 5, "label": SENTENCE}], "year": 2019}}
    code: Block = {"qr": {"url": "https://example.org/visit", "label": {"zh": "路线", "en": "The way"}}}
    with open_kiosk(pack(tmp_path / "pack", {"chart": [chart], "code": [code]})) as visitor:
        come(visitor, "code")
        visitor.kiosk.session.chooseTextSize(size)
        for page in ("chart", "code"):
            visitor.open_page("all", page)
            rest(visitor)
            assert the_column(visitor).property("parts") == 1
            assert height_below(visitor) < 0.4, page


def test_a_block_that_leaves_its_part_empty_is_in_the_middle(open_kiosk: Open, tmp_path: Path) -> None:
    code: Block = {"qr": {"url": "https://example.org/visit", "label": {"zh": "路线", "en": "The way"}}}
    with open_kiosk(pack(tmp_path / "pack", {"two": [*blocks_of("bar", 8, Tokens()), code, code, code]})) as visitor:
        come(visitor, "two")
        assert the_column(visitor).property("parts") == 2
        visitor.touch("part:next")
        rest(visitor)
        column = the_column(visitor)
        (codes,) = seen(visitor, "QrBlock")
        above = codes[1] - rectangle(column)[1] - column.property("laterTop")
        below = rectangle(column)[3] - codes[3]
        assert above > below / 2 > 50


@pytest.mark.parametrize("kind", ["steps", "timeline"])
def test_rows_across_two_parts_are_as_many_in_each(open_kiosk: Open, tmp_path: Path, kind: str) -> None:
    listed = [{"title": f"Entry {at}", "text": words(2), "when": "2019"} for at in range(16)]
    left_out = set() if kind == "timeline" else {"when"}
    blocks: list[Block] = [{kind: [{key: entry[key] for key in entry.keys() - left_out} for entry in listed]}]
    with open_kiosk(pack(tmp_path / "pack", {"many": blocks})) as visitor:
        come(visitor, "many")
        assert the_column(visitor).property("parts") == 2
        rows = rows_of(visitor, ENTRY)
        visitor.touch("part:next")
        rest(visitor)
        assert [rows, rows_of(visitor, ENTRY)] == [[4, 4], [4, 4]]


def test_labels_whose_words_would_break_are_above_their_bars(open_kiosk: Open, tmp_path: Path) -> None:
    label = {"zh": "一项", "en": "Counterrevolutionarily-overindustrialised neighbourhoods"}
    chart = {"kind": "bar", "series": [{"value": 10 + at, "label": label} for at in range(5)], "year": 2019}
    with open_kiosk(pack(tmp_path / "pack", {"bars": [{"chart": chart}]})) as visitor:
        come(visitor, "bars")
        visitor.kiosk.session.chooseLanguage("en")
        visitor.kiosk.session.chooseTextSize(200)
        rest(visitor)
        assert the_column(visitor).property("parts") <= 3
        found = labels(visitor, "Coun")
        assert len(found) > 1
        assert all(item.property("lineCount") <= 2 for item in found)


@pytest.mark.parametrize("size", [100, 135, 200])
def test_the_rings_of_a_cut_do_not_lie_on_its_bar(open_kiosk: Open, tmp_path: Path, size: int) -> None:
    ends = {"start": {"zh": "现在", "en": "now"}, "end": {"zh": "从前", "en": "before"}}
    series = [{"value": 50, "unit": "%", "label": {"zh": "工序", "en": "Steps"}}]
    with open_kiosk(
        pack(tmp_path / "pack", {"cut": [{"chart": {"kind": "cut", "series": series, "year": 2019} | ends}]})
    ) as visitor:
        come(visitor, "cut")
        visitor.kiosk.session.chooseTextSize(size)
        rest(visitor)
        column = [item for item in items(the_column(visitor)) if item.isVisible()]
        rings = [rectangle(item) for item in column if is_a(item, "Ring")]
        bars = [rectangle(item) for item in column if is_a(item, "QQuickRectangle") and item.width() > 300]
        assert len(rings) == 2
        assert bars
        assert max(bar[3] for bar in bars if bar[3] - bar[1] > 20) <= min(ring[1] for ring in rings) + 1


@pytest.mark.parametrize("kind", ["steps", "timeline", "sources"])
def test_many_short_entries_at_135_per_cent_take_the_whole_width(open_kiosk: Open, tmp_path: Path, kind: str) -> None:
    blocks = blocks_of("sources", 12, Tokens()) if kind == "sources" else entries(kind, 16)
    with open_kiosk(pack(tmp_path / "pack", {"many": blocks})) as visitor:
        come(visitor, "many")
        visitor.kiosk.session.chooseTextSize(135)
        rest(visitor)
        assert the_column(visitor).property("parts") <= 2
        assert max(rectangle(item)[0] for item in labels(visitor, ENTRY + "|S\\d")) > 0.4 * LANDSCAPE[0]


def test_three_figures_are_in_one_row(open_kiosk: Open, tmp_path: Path) -> None:
    figures = [{"value": value, "label": "Entry 0", "year": 2019} for value in ("36", "1,240", "8,600")]
    with open_kiosk(pack(tmp_path / "pack", {"three": [{"figures": figures}, {"text": words(1)}]})) as visitor:
        come(visitor, "three")
        assert rows_of(visitor, ENTRY) == [3]


def test_long_chinese_labels_leave_room_for_the_line_of_a_chart(open_kiosk: Open, tmp_path: Path) -> None:
    label = {"zh": "这一年老街修缮之后各处重新开放的情况", "en": "Year"}
    series = [{"value": 10 + at, "label": label} for at in range(8)]
    with open_kiosk(
        pack(tmp_path / "pack", {"line": [{"chart": {"kind": "line", "series": series, "year": 2030}}]})
    ) as visitor:
        come(visitor, "line")
        visitor.kiosk.session.chooseLanguage("zh")
        visitor.kiosk.session.chooseTextSize(200)
        rest(visitor)
        assert all(item.property("lineCount") <= 3 for item in labels(visitor, "这一年"))


def test_the_credit_of_a_picture_is_with_its_caption(open_kiosk: Open, tmp_path: Path) -> None:
    described = {
        "caption": {"zh": "图上的山和太阳", "en": "Hills and a sun"},
        "credit": {"zh": "馆员", "en": "The staff"},
    }
    picture = {"file": "media/field.svg", "alt": {"zh": "山", "en": "Hills"}} | described
    points = [{"at": [0.2 + 0.3 * at, 0.4], "title": "point", "text": words(1)} for at in range(3)]
    with open_kiosk(
        pack(tmp_path / "pack", {"told": [{"hotspots": {"picture": picture, "points": points}}]})
    ) as visitor:
        for language in ("zh", "en"):
            come(visitor, "told")
            visitor.kiosk.session.chooseLanguage(language)
            visitor.kiosk.session.chooseTextSize(200)
            rest(visitor)
            with_caption = []
            for _ in range(the_column(visitor).property("parts")):
                if labels(visitor, "图上的山|Hills and"):
                    with_caption += labels(visitor, ".*(馆员|The staff)")
                if visitor.control("part:next").usable:
                    visitor.touch("part:next")
                    rest(visitor)
            assert len(with_caption) == 1, language
