"""Large text: words fill their parts, the title appears once, and the picture gives way and comes back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml
from PySide6.QtQuick import QQuickItem

from tests.screens.layout import lasting_faults
from tests.screens.reach import ASKED, Block, Tokens, fill, lost
from tests.screens.test_parts import come, pack, page, rest
from tests.screens.visitor import PORTRAIT, SMALL, Visitor, is_a, items

Open = Callable[..., Any]
PICTURE = {"file": "media/tower.svg", "kind": "illustration", "alt": {"zh": "塔", "en": "A tower"}}
NUMBERS = {
    "zh": "".join(f"第{number}句话说的是治理和服务。" for number in range(10, 40)),
    "en": " ".join(f"Sentence {number} tells of services." for number in range(10, 40)),
}
SHORT = {"zh": "一句话。", "en": "One sentence."}
# As much as one entry can have that a screen on its side holds at 100 %.
SHORT_OF_MANY = {"zh": NUMBERS["zh"][:260], "en": " ".join(NUMBERS["en"].split()[:90])}
FEWEST_LINES = 5


@pytest.fixture(params=[(1920, 1080), PORTRAIT], ids=["landscape", "portrait"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return tuple(request.param)


def pages(folder: Path, blocks: list[Block], **picture: Any) -> Path:
    """A pack with one page that has a picture."""
    made = pack(folder, {"page": blocks})
    file = made / "panels" / "all.yaml"
    panel = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    panel["pages"][0]["picture"] = PICTURE | picture
    file.write_text(yaml.safe_dump(panel, allow_unicode=True), "utf-8")
    return made


def page_in_sight(visitor: Visitor) -> QQuickItem:
    found = (each for each in items(visitor.window.contentItem()) if is_a(each, "PanelPage") and each.property("seen"))
    return next(found)


def lines(visitor: Visitor) -> list[int]:
    """How many lines each running text has that is in sight."""
    texts = [each for each in items(page_in_sight(visitor)) if is_a(each, "TextBlock") and each.isVisible()]
    return [each.property("lineCount") for each in texts]


def scales_of(visitor: Visitor) -> list[float]:
    """How large each block in sight is drawn, as a share of its size."""
    return [each.scale() for each in items(page_in_sight(visitor)) if is_a(each, "ItemLoader")]


def picture_in_sight(visitor: Visitor) -> bool:
    return any(is_a(each, "Plate") and each.isVisible() for each in items(page_in_sight(visitor)))


def enlarge(visitor: Visitor, percent: int, language: str = "zh") -> None:
    come(visitor, "page")
    visitor.kiosk.session.chooseLanguage(language)
    visitor.kiosk.session.chooseTextSize(percent)
    rest(visitor)


def parts(visitor: Visitor) -> int:
    counted = [words for words in visitor.texts() if "/" in words and words.split("/")[0] == "1"]
    return int(counted[0].split("/")[1]) if counted else 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_parts_are_full_of_lines_and_no_word_is_lost(
    open_kiosk: Open, tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    with open_kiosk(pages(tmp_path / "pack", [{"text": NUMBERS}]), size) as visitor:
        enlarge(visitor, 200, language)
        reported = ""
        while True:
            assert lines(visitor)[0] >= FEWEST_LINES
            words = max(visitor.texts(), key=len)
            reported += words if language == "zh" else f"{words} "
            if not visitor.control("part:next").usable:
                break
            visitor.touch("part:next")
            rest(visitor)
        assert "".join(reported.split()) == "".join(NUMBERS[language].split())


@pytest.mark.parametrize("percent", [135, 200])
def test_the_title_is_told_once_and_then_in_one_line(
    open_kiosk: Open, tmp_path: Path, size: tuple[int, int], percent: int
) -> None:
    with open_kiosk(pages(tmp_path / "pack", [{"text": NUMBERS} for _ in range(4)]), size) as visitor:
        enlarge(visitor, percent)

        def heading() -> tuple[float, int]:
            found = [each for each in items(page_in_sight(visitor)) if each.property("role") == "h2"]
            titles = [each for each in found if each.isVisible() and each.property("text") == "page"]
            assert len(titles) == 1
            return titles[0].height(), titles[0].property("lineCount")

        first = heading()
        visitor.touch("part:next")
        rest(visitor)
        later = heading()
        assert later[0] < first[0]
        assert later[1] == 1
        visitor.touch("part:previous")
        rest(visitor)
        assert heading() == first


def test_a_title_gives_way_to_one_line_where_that_saves_a_part(
    open_kiosk: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    """The same words, a sentence longer each time: the title is large, then in one line, then there are two parts."""
    sentence = {language: words[: len(words) // 30] for language, words in NUMBERS.items()}
    made, panels = Path(shutil.copytree(SMALL, tmp_path / "pack")), {"short": range(4, 22), "long": range(22, 40)}
    blocks = {
        panel: [(f"page-{count:02}", {each: words * count for each, words in sentence.items()}) for count in counts]
        for panel, counts in panels.items()
    }
    fill(made, {panel: [page(name, [{"text": text}]) for name, text in texts] for panel, texts in blocks.items()})
    seen = []
    with open_kiosk(made, size) as visitor:
        visitor.start_at_home()
        visitor.kiosk.session.chooseLanguage("zh")
        visitor.kiosk.session.chooseTextSize(200)
        for panel, name in ((panel, name) for panel, texts in blocks.items() for name, _ in texts):
            visitor.open_page(panel, name)
            rest(visitor)
            assert lasting_faults(visitor.window) == []
            titles = [each for each in items(page_in_sight(visitor)) if each.property("role") == "h2"]
            (title,) = (each for each in titles if each.isVisible() and each.property("text") == name)
            seen.append((parts(visitor), round(title.height())))
            if seen[-1][0] > 1:
                break
    heights = [height for number, height in seen if number == 1]
    assert heights == sorted(heights, reverse=True)
    assert heights[-1] < heights[0]


def test_what_no_part_holds_is_set_smaller_but_never_below_100_per_cent(
    open_kiosk: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    steps = [{"title": SHORT, "text": NUMBERS if size == PORTRAIT else SHORT_OF_MANY}]
    with open_kiosk(pack(tmp_path / "pack", {"page": [{"steps": steps}]}), size) as visitor:
        enlarge(visitor, 200)
        assert lasting_faults(visitor.window) == []
        scales = [scale for scale in scales_of(visitor) if scale != 1]
        assert scales
        assert all(0.5 <= scale < 1 for scale in scales)
        visitor.kiosk.session.chooseTextSize(100)
        rest(visitor)
        assert set(scales_of(visitor)) == {1}


def test_a_picture_gives_way_and_a_ring_brings_it_back(open_kiosk: Open, tmp_path: Path, size: tuple[int, int]) -> None:
    with open_kiosk(pages(tmp_path / "pack", [{"text": NUMBERS}]), size) as visitor:
        come(visitor, "page")
        assert picture_in_sight(visitor)
        enlarge(visitor, 200)
        assert not picture_in_sight(visitor)
        words = visitor.texts()
        visitor.touch("page:picture")
        rest(visitor)
        assert picture_in_sight(visitor)
        assert max(words, key=len) not in visitor.texts()
        visitor.touch("page:picture")
        rest(visitor)
        assert visitor.texts() == words
        visitor.kiosk.session.chooseTextSize(100)
        rest(visitor)
        assert picture_in_sight(visitor)


def test_a_picture_stays_beside_what_fits(open_kiosk: Open, tmp_path: Path, size: tuple[int, int]) -> None:
    with open_kiosk(pages(tmp_path / "pack", [{"text": SHORT}]), size) as visitor:
        for percent in (100, 135, 200):
            enlarge(visitor, percent)
            assert picture_in_sight(visitor)
            assert parts(visitor) == 1


def test_turning_on_from_a_picture_leads_to_words(open_kiosk: Open, tmp_path: Path) -> None:
    with open_kiosk(pages(tmp_path / "pack", [{"text": NUMBERS}])) as visitor:
        enlarge(visitor, 200)
        first = visitor.texts()
        visitor.touch("page:picture")
        rest(visitor)
        visitor.touch("part:next")
        rest(visitor)
        assert not picture_in_sight(visitor)
        assert visitor.texts() != first


def test_few_words_stand_larger_than_many(open_kiosk: Open, tmp_path: Path) -> None:
    sizes = []
    for number, words in enumerate([SHORT, {each: NUMBERS[each][:200] for each in NUMBERS}, NUMBERS]):
        with open_kiosk(pages(tmp_path / str(number), [{"text": words}])) as visitor:
            come(visitor, "page")
            text = next(each for each in items(page_in_sight(visitor)) if is_a(each, "TextBlock"))
            sizes.append(text.property("font").pixelSize())
    assert sizes == sorted(sizes, reverse=True)
    assert len(list(takewhile(lambda size: size == sizes[0], sizes))) == 1


def test_what_would_be_cut_off_beside_a_picture_takes_its_room(
    open_kiosk: Open, tmp_path: Path, size: tuple[int, int]
) -> None:
    tokens = Tokens()
    with open_kiosk(pages(tmp_path / "pack", [{"rings": ASKED["rings"](5, tokens)}]), size) as visitor:
        come(visitor, "page")
        assert lasting_faults(visitor.window) == []
        visitor.touch("level:4")
        assert lasting_faults(visitor.window) == []
        assert lost(visitor, "all", "page", tokens.made) == []


def test_a_long_caption_leaves_its_picture_to_be_seen(open_kiosk: Open, tmp_path: Path, size: tuple[int, int]) -> None:
    words = {"zh": "塔的正面和它前面的广场。" * 8, "en": "The front of the tower, and the square before it. " * 8}
    with open_kiosk(pages(tmp_path / "pack", [{"text": SHORT}], caption=words), size) as visitor:
        for language in ("zh", "en"):
            enlarge(visitor, 200, language)
            assert lasting_faults(visitor.window) == []
            visitor.touch("page:picture")
            rest(visitor)
            assert lasting_faults(visitor.window) == []
            assert words[language].strip() in visitor.texts()
            plate = next(each for each in items(page_in_sight(visitor)) if is_a(each, "Plate") and each.isVisible())
            assert plate.height() < visitor.window.height() / 2


def test_steps_stand_at_the_edge_of_the_page_beside_a_narrow_column(open_kiosk: Open, tmp_path: Path) -> None:
    made = pack(tmp_path / "pack", {"page": [{"text": NUMBERS} for _ in range(4)]})
    with open_kiosk(made) as visitor:
        come(visitor, "page")
        x, _, width, _ = visitor.control("part:next").rect
        assert visitor.window.width() - (x + width) < visitor.window.width() * 0.08


def test_a_long_beginning_has_a_short_title_above_it(open_kiosk: Open, tmp_path: Path) -> None:
    tokens = Tokens()
    moment = {
        "when": "2019",
        "title": tokens.words("这里发生了一件事", "Something took place"),
        "text": {"zh": "说明文字，" * 22, "en": "words that say what it was, " * 9},
    }
    with open_kiosk(pages(tmp_path / "pack", [{"timeline": [moment, moment]}])) as visitor:
        enlarge(visitor, 200)
        assert lost(visitor, "all", "page", tokens.made) == []
        assert lasting_faults(visitor.window) == []
