"""Blocks that are touched, on the showcase pack: each by finger, and each way without swipe or pinch."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.packs.view_data.qr_code import code
from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.qml_types import type_name
from tests.screens.layout import lasting_faults
from tests.screens.visitor import ARTICLE, BEAT_MS, LANDSCAPE, PORTRAIT, ROOT, SMALL, Visitor, is_a, items

SHOWCASE = ROOT / "content" / "showcase"
SIZES = {"landscape": LANDSCAPE, "portrait": PORTRAIT}
PAGES = [
    *[("numbers", page) for page in ("figures", "bar", "line", "share", "cut", "studs")],
    *[("pictures", page) for page in ("cards", "compare", "hotspots", "film", "sound")],
    *[("asking", page) for page in ("quiz", "match", "poll", "qr")],
    *[("connections", page) for page in ("flow", "rings")],
    *[("words", page) for page in ("text", "voice", "order")],
]


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("journal") / "journal.sqlite"


@pytest.fixture(scope="module", params=SIZES)
def shared_visitor(request: pytest.FixtureRequest, open_kiosk: Callable[..., Any], journal: Path) -> Iterator[Visitor]:
    with open_kiosk(SHOWCASE, SIZES[request.param], journal=journal) as visitor:
        yield visitor


@pytest.fixture
def visitor(shared_visitor: Visitor) -> Visitor:
    shared_visitor.start_at_home()
    return shared_visitor


def go(visitor: Visitor, panel: str, page: str) -> None:
    visitor.open_page(panel, page)


def press(visitor: Visitor, identifier: str) -> None:
    """Go to a control by the tab key, and press it by the return key."""
    for _ in range(40):
        focused = visitor.window.activeFocusItem()
        if focused is not None and focused.property("identifier") == identifier:
            break
        QTest.keyClick(visitor.window, Qt.Key.Key_Tab)
    assert visitor.window.activeFocusItem().property("identifier") == identifier
    QTest.keyClick(visitor.window, Qt.Key.Key_Return)
    wait(30)


def checked(visitor: Visitor, identifier: str) -> bool:
    """Whether a control is reported as checked to assistive technology."""
    item = next(each for each in items(visitor.window.contentItem()) if each.property("identifier") == identifier)
    return bool(QAccessible.queryAccessibleInterface(item).state().checked)


def read_on(visitor: Visitor, wanted: set[str]) -> tuple[set[str], list[str]]:
    """Turn from part to part of a page until all is seen; return what was, and layout faults."""
    place, seen, wrong = visitor.place, lines_in_sight(visitor), lasting_faults(visitor.window)
    while not wanted <= seen and visitor.place == place:
        # What does not fit goes on in a further part, once the page has laid itself out.
        assert wait_until(lambda: (further := visitor.sight().control("part:next")) is not None and further.usable, 4)
        before = visitor.texts()
        visitor.touch("part:next")
        assert wait_until(lambda before=before: visitor.texts() != before, 4)
        wrong += lasting_faults(visitor.window)
        seen |= lines_in_sight(visitor)
    return wanted & seen, wrong


def lines_in_sight(visitor: Visitor) -> set[str]:
    """All texts, and what each of them says in a line of its own, or after a wider space."""
    return {line for words in visitor.texts() for line in [words, *re.split(r"\n|\s{2,}", words)]}


@pytest.mark.parametrize(
    ("language", "held", "reported"),
    [
        ("zh", "200% 最大的字 2026年", "至少20毫米 触摸目标 据2026年报道"),
        ("en", "200% the largest text 2026", "at least 20 mm for what is touched as reported in 2026"),
    ],
)
def test_a_number_says_when_it_held_or_was_reported(visitor: Visitor, language: str, held: str, reported: str) -> None:
    visitor.kiosk.session.chooseLanguage(language)
    go(visitor, "numbers", "figures")
    assert {held, reported} <= set(visitor.texts())


def test_a_source_gives_its_address_in_words(visitor: Visitor) -> None:
    go(visitor, "words", "voice")
    assert "example.org/content-format" in visitor.texts()


def test_in_the_largest_text_a_source_is_whole_over_its_parts(visitor: Visitor) -> None:
    wanted = {"内容包格式说明", "文稿：本项目", "宜展、2026年", "example.org/content-format"}
    visitor.kiosk.session.chooseTextSize(200)
    go(visitor, "words", "voice")
    assert read_on(visitor, wanted) == (wanted, [])


def test_a_right_answer_is_told_by_sign_and_word_and_why(visitor: Visitor) -> None:
    go(visitor, "asking", "quiz")
    assert "凡是圆环都能触摸，不能触摸的地方没有圆环。" not in visitor.texts()
    visitor.touch("answer:1")
    wait(250)
    texts = visitor.texts()
    assert "可以触摸 · 答对了" in texts
    assert "凡是圆环都能触摸，不能触摸的地方没有圆环。" in texts
    assert not visitor.control("answer:0").usable


def test_a_wrong_answer_shows_the_right_one(visitor: Visitor) -> None:
    go(visitor, "asking", "quiz")
    visitor.touch("answer:0")
    assert {"装饰 · 再想想", "可以触摸 · 正确答案"} <= set(visitor.texts())


def test_the_next_visitor_finds_the_quiz_unanswered(visitor: Visitor) -> None:
    go(visitor, "asking", "quiz")
    visitor.touch("answer:0")
    visitor.start_at_home()
    go(visitor, "asking", "quiz")
    assert visitor.control("answer:0").usable


def test_in_the_largest_text_a_quiz_goes_on_over_its_parts(visitor: Visitor) -> None:
    visitor.kiosk.session.chooseTextSize(200)
    go(visitor, "asking", "quiz")
    visitor.touch("answer:0")
    seen = set(visitor.texts())
    while (further := visitor.sight().control("part:next")) and further.usable and "为什么" not in seen:
        before = visitor.place
        visitor.touch("part:next")
        if visitor.place != before:
            break
        seen |= set(visitor.texts())
    assert {"装饰 · 再想想", "可以触摸 · 正确答案", "凡是圆环都能触摸，不能触摸的地方没有圆环。"} <= seen


WHY = "塔有四层，一层是一门产业。"


def test_a_pair_is_found_by_two_touches_from_either_side_and_tells_why(visitor: Visitor) -> None:
    go(visitor, "asking", "match")
    assert "先点一个，再点另一边与它相配的。" in visitor.texts()
    visitor.touch(answer_of(visitor, "产业"))
    assert "产业 · 已选" in visitor.texts()
    assert WHY not in visitor.texts()
    visitor.touch("match:sign:0")
    assert wait_until(lambda: WHY in visitor.texts(), 4)
    assert {"四层方塔 · 配对：产业", "产业 · 配对：四层方塔"} <= set(visitor.texts())


def answer_of(visitor: Visitor, words: str) -> str:
    """Which control bears these words among the answers."""
    found = [each.id for each in visitor.sight().controls if each.id.startswith("match:answer") and words in each.name]
    assert len(found) == 1
    return found[0]


def test_a_wrong_pair_is_told_kindly_and_nothing_is_lost(visitor: Visitor) -> None:
    go(visitor, "asking", "match")
    visitor.touch("match:sign:1")
    visitor.touch(answer_of(visitor, "宜文化"))
    assert "双耳簋 · 配对：宜文化" in visitor.texts()
    visitor.touch("match:sign:0")
    visitor.touch(answer_of(visitor, "治理"))
    assert {"再想想，这两个不是一对。", "治理 · 再想想", "四层方塔 · 已选"} <= set(visitor.texts())
    assert "双耳簋 · 配对：宜文化" in visitor.texts()
    visitor.touch(answer_of(visitor, "产业"))
    assert wait_until(lambda: WHY in visitor.texts(), 4)
    visitor.touch("match:sign:1")
    assert wait_until(lambda: "一件古老的器物，讲一个古老的字。" in visitor.texts(), 4)


def test_another_of_the_same_side_is_chosen_instead_and_a_second_touch_lets_go(visitor: Visitor) -> None:
    go(visitor, "asking", "match")
    visitor.touch("match:sign:0")
    visitor.touch("match:sign:1")
    assert {"四层方塔", "双耳簋 · 已选"} <= set(visitor.texts())
    visitor.touch("match:sign:1")
    assert "双耳簋" in visitor.texts()


def test_all_pairs_are_shown_by_a_button_and_another_begins_again(visitor: Visitor) -> None:
    go(visitor, "asking", "match")
    assert not visitor.control("match:again").usable
    visitor.touch("match:show")
    assert {"四层方塔 · 配对：产业", "双耳簋 · 配对：宜文化", "方形的印 · 配对：治理"} <= set(visitor.texts())
    assert not visitor.control("match:show").usable
    visitor.touch("match:again")
    assert {"四层方塔", "双耳簋", "方形的印", "产业", "宜文化", "治理"} <= set(visitor.texts())
    assert visitor.control("match:show").usable


def test_a_match_by_keys(visitor: Visitor) -> None:
    go(visitor, "asking", "match")

    press(visitor, "match:sign:0")
    press(visitor, answer_of(visitor, "产业"))
    assert wait_until(lambda: WHY in visitor.texts(), 4)
    press(visitor, "match:show")
    assert "方形的印 · 配对：治理" in visitor.texts()


def test_nothing_of_a_match_moves_under_the_finger(visitor: Visitor) -> None:
    def places() -> dict[str, Any]:
        return {each.id: each.rect for each in visitor.sight().controls if each.id.startswith("match:")}

    go(visitor, "asking", "match")
    assert wait_until(lambda: lasting_faults(visitor.window) == [], 4)
    before = places()
    visitor.touch("match:sign:0")
    assert places() == before
    visitor.touch(answer_of(visitor, "治理"))
    assert places() == before
    visitor.touch("match:show")
    assert places() == before


def test_what_was_matched_is_kept_over_the_pages_and_gone_with_the_visit(visitor: Visitor) -> None:
    go(visitor, "asking", "match")
    visitor.touch("match:sign:0")
    visitor.touch(answer_of(visitor, "产业"))
    visitor.touch("step:next")
    assert wait_until(lambda: visitor.sight().control("match:sign:0") is None, 4)
    visitor.touch("step:previous")
    assert wait_until(lambda: "四层方塔 · 配对：产业" in visitor.texts(), 4)
    visitor.start_at_home()
    go(visitor, "asking", "match")
    assert "四层方塔" in visitor.texts()


@pytest.fixture
def narrow(open_kiosk: Callable[..., Any]) -> Iterator[Visitor]:
    """A page of words on an upright screen in the largest text, whose column holds no drawing with words in it."""
    with largest_text(open_kiosk, PORTRAIT) as visitor:
        yield visitor


@pytest.fixture
def wide(open_kiosk: Callable[..., Any]) -> Iterator[Visitor]:
    """A page of words on a landscape screen in the largest text, whose column does."""
    with largest_text(open_kiosk, LANDSCAPE) as visitor:
        yield visitor


@contextmanager
def largest_text(open_kiosk: Callable[..., Any], size: tuple[int, int]) -> Iterator[Visitor]:
    with open_kiosk(SHOWCASE, size) as visitor:
        visitor.start_at_home()
        visitor.kiosk.session.chooseTextSize(200)
        yield visitor


def turn_until(visitor: Visitor, found: Callable[[], object]) -> list[str]:
    """Turn from part to part until something is found; return the layout faults on the way."""
    wrong = lasting_faults(visitor.window)
    while not found():
        # The last part is as far as it goes.
        assert wait_until(lambda: (more := visitor.sight().control("part:next")) is not None and more.usable, 4)
        before = visitor.texts()
        visitor.touch("part:next")
        assert wait_until(lambda before=before: visitor.texts() != before, 4)
        wrong += lasting_faults(visitor.window)
    return wrong


def test_in_the_largest_text_a_match_is_told_in_words_where_it_is_narrow(narrow: Visitor) -> None:
    go(narrow, "asking", "match")

    def control(start: str, words: str) -> str | None:
        return next(
            (each.id for each in narrow.sight().controls if each.id.startswith(start) and words in each.name), None
        )

    wrong = []
    for start, words in (("match:sign", "四层方塔"), ("match:answer", "产业"), ("match:show", "")):
        wrong += turn_until(narrow, lambda start=start, words=words: control(start, words))
        narrow.touch(str(control(start, words)))
        assert start != "match:answer" or "产业 · 配对：四层方塔" in narrow.texts()
    for because in (WHY, "盖印，就是办成一件事。"):
        wrong += turn_until(narrow, lambda because=because: because in narrow.texts())
    assert wrong == []


def test_in_the_largest_text_a_match_is_drawn_where_it_is_wide(wide: Visitor) -> None:
    visitor = wide
    go(visitor, "asking", "match")
    wrong = turn_until(visitor, lambda: visitor.sight().control("match:sign:0"))
    visitor.touch("match:sign:0")
    wrong += turn_until(visitor, lambda: visitor.sight().control("match:answer:0"))
    visitor.touch(answer_of(visitor, "产业"))
    assert "产业 · 配对：四层方塔" in visitor.texts()
    wrong += turn_until(visitor, lambda: visitor.sight().control("match:show"))
    visitor.touch("match:show")
    wrong += turn_until(visitor, lambda: "盖印，就是办成一件事。" in visitor.texts())
    assert wrong == []


@pytest.mark.parametrize("size", [135, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_in_larger_text_no_ring_lies_on_a_picture_to_match(wide: Visitor, language: str, size: int) -> None:
    def boxes(kind: str) -> list[QRectF]:
        keys = [item for item in items(wide.window.contentItem()) if is_a(item, "MatchPiece") or is_a(item, "Answer")]
        found = [item for key in keys for item in items(key) if is_a(item, kind)]
        return [item.mapRectToScene(item.boundingRect()) for item in found]

    wide.kiosk.session.chooseTextSize(size)
    wide.kiosk.session.chooseLanguage(language)
    go(wide, "asking", "match")
    turn_until(wide, lambda: wide.sight().control("match:sign:0"))
    pictures = boxes("PackPicture")
    assert len(pictures) == 3
    assert not any(picture.intersects(ring) for picture in pictures for ring in boxes("Ring"))
    assert min(picture.height() for picture in pictures) >= 100


def test_in_the_largest_text_the_keys_of_a_match_are_one_list(narrow: Visitor) -> None:
    go(narrow, "asking", "match")
    turn_until(narrow, lambda: narrow.sight().control("match:sign:0"))
    tops = [narrow.control(f"match:sign:{number}").rect[1] for number in range(3)]
    assert tops[1] - tops[0] == pytest.approx(tops[2] - tops[1], abs=1)


def test_in_the_largest_text_a_question_and_its_pictures_are_seen_together(wide: Visitor) -> None:
    go(wide, "asking", "match")
    assert wide.sight().control("match:sign:0") is not None
    assert "哪件器物属于哪个主题？" in wide.texts()


@pytest.mark.parametrize("size", [135, 200])
def test_in_larger_text_each_answer_of_four_is_on_one_line(open_kiosk: Callable[..., Any], size: int) -> None:
    with open_kiosk(ARTICLE) as visitor:
        visitor.start_at_home()
        visitor.kiosk.session.chooseTextSize(size)
        go(visitor, "industry", "four-signs")
        turn_until(visitor, lambda: visitor.sight().control("match:answer:0"))
        keys = items(visitor.window.contentItem())
        pieces = [item for item in keys if is_a(item, "MatchPiece") or is_a(item, "Answer")]
        shown = [
            (item, str(item.property("text")).replace("\u2060", ""), piece) for piece in pieces for item in items(piece)
        ]
        labels = [item for item, text, piece in shown if text == piece.property("words")]
        assert len(labels) == 4
        assert [label.property("lineCount") for label in labels] == [1] * 4


FIVE = """
      - match:
          question: {zh: 这些器物在古时各有什么用处？, en: What was each of these made for?}
          pairs:
            - {sign: {zh: 簋, en: Gui}, answer: {zh: 盛放煮熟的饭食, en: Serving grain}, because: 圆}
            - {sign: {zh: 鼎, en: Ding}, answer: {zh: 煮肉和盛肉, en: Boiling meat}, because: 三}
            - {sign: {zh: 爵, en: Jue}, answer: {zh: 温酒饮酒, en: Drinking wine}}
            - {sign: {zh: 编钟, en: Chime bells}, answer: {zh: 奏乐, en: Making music}}
            - {sign: {zh: 戈, en: Dagger-axe}, answer: {zh: 作战, en: Fighting}}
"""


def test_five_pairs_of_words_are_whole_at_every_text_size(open_kiosk: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(SHOWCASE, folder)
    file = folder / "panels" / "asking.yaml"
    words = file.read_text("utf-8")
    before, rest = words[: words.index("      - match:")], words[words.index("  - id: poll") :]
    file.write_text(before.rstrip() + FIVE + rest, "utf-8")
    found = []
    with open_kiosk(folder) as visitor:
        visitor.start_at_home()
        for language in ("zh", "en"):
            for size in (100, 135, 200):
                visitor.kiosk.session.chooseLanguage(language)
                visitor.kiosk.session.chooseTextSize(size)
                go(visitor, "asking", "match")
                parted = size > 100
                assert wait_until(
                    lambda parted=parted: parted == (visitor.sight().control("part:next") is not None), 20
                )
                found += lasting_faults(visitor.window)
                page = visitor.place.page
                while parted and visitor.control("part:next").usable and visitor.place.page == page:
                    visitor.touch("part:next")
                    found += lasting_faults(visitor.window)
                assert visitor.place.page in (page, page + 1)
    assert found == []


def test_a_vote_is_thanked_for_once_it_is_kept(visitor: Visitor, journal: Path) -> None:
    go(visitor, "asking", "poll")
    visitor.touch("answer:2")
    assert wait_until(lambda: any(words.startswith("谢谢") for words in visitor.texts()), 30)
    assert journal.exists()
    assert not visitor.control("answer:0").usable
    assert any(words.startswith("朱红的簋 · ") and words.endswith("票") for words in visitor.texts())


def test_each_visit_has_a_vote(visitor: Visitor) -> None:
    def total() -> int:
        go(visitor, "asking", "poll")
        visitor.touch("answer:0")
        assert wait_until(lambda: any(words.startswith("谢谢") for words in visitor.texts()), 30)
        votes = visitor.kiosk.polls.votes["favourite"]["counts"]
        visitor.start_at_home()
        return sum(votes.values())

    first = total()
    assert total() == first + 1


def test_a_vote_that_cannot_be_kept_is_not_thanked_for(
    open_kiosk: Callable[..., Any], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("not a folder")
    with open_kiosk(SHOWCASE, journal=tmp_path / "file" / "journal.sqlite") as visitor:
        visitor.start_at_home()
        go(visitor, "asking", "poll")
        visitor.touch("answer:0")
        assert wait_until(lambda: "抱歉，这一票没能记下。" in visitor.texts(), 30)
        assert not any(words.startswith("谢谢") for words in visitor.texts())
    assert "could not be kept" in caplog.text


def test_the_code_is_drawn_module_by_module(visitor: Visitor) -> None:
    import segno

    go(visitor, "asking", "qr")
    block = next(item for item in visitor.find("QrBlock").childItems() if item.property("across"))
    module, across = int(block.property("module")), int(block.property("across"))
    corner = block.mapToScene(block.boundingRect().topLeft())
    picture = visitor.window.grabWindow()
    matrix = segno.make_qr("https://example.org/yi-kiosk", error="m", boost_error=True).matrix
    assert across == len(matrix) + 8
    for y in range(across):
        for x in range(across):
            inside = 4 <= x < across - 4 and 4 <= y < across - 4
            dark = bool(inside and matrix[y - 4][x - 4])
            spot = (round(corner.x()) + x * module + module // 2, round(corner.y()) + y * module + module // 2)
            assert (picture.pixelColor(*spot).lightness() < 128) == dark, (x, y)
    millimetres = module * across * 55 * 25.4 / (1920**2 + 1080**2) ** 0.5
    assert millimetres >= 40
    assert "example.org/yi-kiosk" in visitor.texts()
    assert code("https://example.org/yi-kiosk")["modules"] == len(matrix)


LONG = {
    "before": ("一九八三年镇江新区大港老街西段原貌照片", "The old street of Dagang before works began here"),
    "after": ("二〇二四年修缮以后的大港老街西段新面貌", "The same street today after eleven years of restoration"),
}


@pytest.fixture(scope="module")
def detailed_visitor(open_kiosk: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Two pictures to compare on an upright screen, whose captions are sentences."""
    folder = tmp_path_factory.mktemp("compare") / "pack"
    shutil.copytree(SHOWCASE, folder)
    file = folder / "panels" / "pictures.yaml"
    words = file.read_text("utf-8")
    for short, (zh, en) in (("{zh: 陶范, en: Clay}", LONG["before"]), ("{zh: 成器, en: Bronze}", LONG["after"])):
        assert words.count(short) == 1
        words = words.replace(short, f'{{zh: {zh}, en: "{en}"}}')
    file.write_text(words, "utf-8")
    with open_kiosk(folder, PORTRAIT) as visitor:
        yield visitor


@pytest.mark.parametrize("size", [100, 135, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_long_captions_of_a_comparison_stand_one_above_another_where_it_is_narrow(
    detailed_visitor: Visitor, size: int, language: str
) -> None:
    visitor = detailed_visitor
    visitor.start_at_home()
    visitor.kiosk.session.chooseLanguage(language)
    visitor.kiosk.session.chooseTextSize(size)
    go(visitor, "pictures", "compare")
    assert lasting_faults(visitor.window) == []
    assert {captions[language == "en"] for captions in LONG.values()} <= set(visitor.texts())
    keys = [visitor.control(f"compare:{step}").rect for step in ("before", "both", "after")]
    window = QRectF(0, 0, visitor.window.width(), visitor.window.height())
    assert [key for key in keys if not window.contains(QRectF(*key))] == []
    for above, below in pairwise(keys):
        assert above[0] == pytest.approx(below[0], abs=1)
        assert above[1] + above[3] <= below[1]
    for step, share in (("before", 1), ("after", 0), ("both", 0.5)):
        visitor.touch(f"compare:{step}")
        assert wait_until(lambda share=share: visitor.find("CompareBlock").property("share") == share, 4)


def compared(visitor: Visitor) -> tuple[QPointF, float]:
    """Where the pictures that are compared begin, and how wide they are."""
    picture = next(item for item in items(visitor.find("CompareBlock")) if is_a(item, "PackPicture"))
    return picture.mapToScene(picture.boundingRect().topLeft()), picture.width()


def share(visitor: Visitor) -> float:
    return float(visitor.find("CompareBlock").property("share"))


def test_the_line_between_two_pictures_is_dragged_and_the_page_stays(visitor: Visitor) -> None:
    go(visitor, "pictures", "compare")
    corner, width = compared(visitor)
    middle = corner.y() + 150
    page = visitor.place.page
    visitor.touch_screen.drag((corner.x() + width * 0.5, middle), (corner.x() + width * 0.2, middle))
    wait(60)
    assert share(visitor) == pytest.approx(0.2, abs=0.03)
    assert visitor.place.page == page


def test_the_line_is_set_by_a_touch_by_steps_and_by_keys(visitor: Visitor) -> None:
    go(visitor, "pictures", "compare")
    corner, width = compared(visitor)
    visitor.touch_screen.tap(corner.x() + width * 0.75, corner.y() + 60)
    wait(30)
    assert share(visitor) == pytest.approx(0.75, abs=0.03)
    for step, at in (("before", 1), ("after", 0), ("both", 0.5)):
        visitor.touch(f"compare:{step}")
        assert share(visitor) == at
    slider = next(each for each in visitor.sight().controls if each.role == "slider")
    assert slider.name == "移动分界线"
    for _ in range(40):
        QTest.keyClick(visitor.window, Qt.Key.Key_Tab)
        focused = visitor.window.activeFocusItem()
        if focused is not None and type_name(focused) == "Ring":
            break
    QTest.keyClick(visitor.window, Qt.Key.Key_Left)
    assert share(visitor) == pytest.approx(0.4)
    QTest.keyClick(visitor.window, Qt.Key.Key_Right)
    assert share(visitor) == pytest.approx(0.5)


def test_a_ring_in_the_picture_tells_of_its_place_and_so_do_steps(visitor: Visitor) -> None:
    go(visitor, "pictures", "hotspots")
    visitor.touch("point:2")
    assert "腹上有涡纹。" in visitor.texts()
    visitor.touch("point:next")
    assert "方座，四面有框。" in visitor.texts()
    assert not visitor.control("point:next").usable
    visitor.touch("point:previous")
    visitor.touch("point:previous")
    assert "两耳相对，便于捧起。" in visitor.texts()


@pytest.mark.parametrize(("page", "what"), [(("pictures", "hotspots"), "point"), (("connections", "flow"), "station")])
def test_a_finger_that_lies_on_a_step_does_nothing_once_another_finger_has_gone_to_the_end(
    visitor: Visitor, capfd: pytest.CaptureFixture[str], page: tuple[str, str], what: str
) -> None:
    go(visitor, *page)
    last = sum(each.id.removeprefix(f"{what}:").isdecimal() for each in visitor.sight().controls) - 1
    visitor.touch(f"{what}:{last - 1}")
    first, second = visitor.control(f"{what}:next").centre, visitor.control(f"{what}:{last}").centre
    for touch in ({"pressed": {1: first}}, {"pressed": {2: second}}, {"lifted": {2: second}}):
        visitor.touch_screen.touch(**touch)
        wait(BEAT_MS)
    reported = visitor.texts()
    assert f"{last + 1} / {last + 1}" in reported
    assert not visitor.control(f"{what}:next").usable
    visitor.touch_screen.touch(lifted={1: first})
    wait(BEAT_MS)
    assert visitor.texts() == reported
    assert "undefined" not in capfd.readouterr().err
    visitor.touch(f"{what}:previous")
    assert f"{last} / {last + 1}" in visitor.texts()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_stands_below_a_picture_with_rings_stays_there(
    open_kiosk: Callable[..., Any], size: str, language: str
) -> None:
    with open_kiosk(ARTICLE, SIZES[size]) as visitor:
        visitor.start_at_home()
        visitor.kiosk.session.chooseLanguage(language)
        go(visitor, "talent", "genscript")
        # Below the picture or on a part of its own, the voice stays where it is, whatever place is shown.
        assert wait_until(lambda: visitor.sight().control("point:4") is not None, 8)
        assert lasting_faults(visitor.window) == []
        column = visitor.find("HotspotsBlock")
        while not is_a(column, "BlockColumn"):
            column = column.parentItem()
        voice = next(item for item in every(column) if is_a(item, "VoiceBlock"))
        stillness = Stillness(visitor.window)
        assert stillness.settle()
        before, reported = top(voice), set()
        for number in (1, 2, 3, 4, 0):
            visitor.touch(f"point:{number}")
            assert stillness.settle()
            reported.add(visitor.texts())
            assert top(voice) == before, number
        assert len(reported) == 5
        assert lasting_faults(visitor.window) == []


def every(item: QQuickItem) -> Iterator[QQuickItem]:
    """An item and all below it, seen or not."""
    yield item
    for child in item.childItems():
        yield from every(child)


def top(item: QQuickItem) -> float:
    return item.mapToScene(item.boundingRect().topLeft()).y()


def test_a_station_tells_of_itself_and_so_do_steps(visitor: Visitor) -> None:
    go(visitor, "connections", "flow")
    assert "用普通的编辑器写，一种内容一小段。" in visitor.texts()
    visitor.touch("station:2")
    assert {"3种字号", "2026年", "观众自己选，离开之后复原。", "100%", "135%", "200%"} <= set(visitor.texts())
    assert "用普通的编辑器写，一种内容一小段。" not in visitor.texts()
    visitor.touch("station:previous")
    assert {"5种图表", "条形图", "折线图", "这里没有写出 3"} <= set(visitor.texts())
    for _ in range(3):
        visitor.touch("station:next")
    assert "上屏" in visitor.texts()
    assert not visitor.control("station:next").usable


@pytest.mark.parametrize(("page", "other", "first"), [("flow", "station:2", "编写"), ("rings", "level:2", "正文")])
def test_the_next_visitor_begins_with_the_first(visitor: Visitor, page: str, other: str, first: str) -> None:
    go(visitor, "connections", page)
    visitor.touch(other)
    kind = other.partition(":")[0]
    assert lit(visitor, kind) == [other]
    visitor.start_at_home()
    go(visitor, "connections", page)
    assert lit(visitor, kind) == [f"{kind}:0"]
    assert first in visitor.texts()


def test_nothing_of_a_flow_moves_under_the_finger(visitor: Visitor) -> None:
    """A station has more to tell than another; the ways to the next stay where they are."""
    go(visitor, "connections", "flow")
    places = []
    for station in range(5):
        visitor.touch(f"station:{station}")
        assert visitor.control(f"station:{station}").name
        places.append([(each.id, each.rect) for each in visitor.sight().controls])
    assert all(place == places[0] for place in places)


def rings_of(visitor: Visitor) -> tuple[float, float, float, float]:
    """Middle, radius of the innermost, and width of the others, in pixels of the window."""
    drawing = visitor.find("RingsDrawing")
    middle = drawing.mapToScene(drawing.boundingRect().center())
    band = float(drawing.property("band"))
    return middle.x(), middle.y(), band * float(drawing.property("middle")), band


RINGS = ["一页里的一样东西", "屏幕上一次看到的内容", "首页上的一块", "展厅要展示的全部内容"]


def shown_levels(visitor: Visitor) -> list[int]:
    """The levels that are explained."""
    return [level for level, words in enumerate(RINGS) if any(text.startswith(words) for text in visitor.texts())]


@pytest.mark.parametrize("way", [(0, -1), (0.8, 0.6), (-1, 0)], ids=["above", "aslant", "at the left"])
def test_a_ring_is_touched_wherever_it_is(visitor: Visitor, way: tuple[float, float]) -> None:
    go(visitor, "connections", "rings")
    x, y, middle, band = rings_of(visitor)
    for level in (3, 1, 2, 0):
        away = 0 if level == 0 else middle + band * (level - 0.5)
        visitor.touch_screen.tap(x + away * way[0], y + away * way[1])
        assert wait_until(lambda level=level: shown_levels(visitor) == [level], 4)
    visitor.touch_screen.tap(x + middle + band * 3.1, y + middle + band * 3.1)
    wait(60)
    assert shown_levels(visitor) == [0]


def test_a_ring_is_wide_enough_for_a_finger_on_the_smallest_screen(visitor: Visitor) -> None:
    go(visitor, "connections", "rings")
    _, _, middle, band = rings_of(visitor)
    millimetres = 24 * 25.4 / (1920**2 + 1080**2) ** 0.5
    assert min(2 * middle, band) * millimetres >= 20


def test_a_level_is_told_by_its_name_and_leads_to_its_page(visitor: Visitor) -> None:
    go(visitor, "connections", "rings")
    assert shown_levels(visitor) == [0]
    visitor.touch("level:1")
    assert shown_levels(visitor) == [1]
    assert visitor.control("link:pictures/cards").name == "看看卡片这一页"
    visitor.touch("link:pictures/cards")
    assert (visitor.place.panel, visitor.place.page) == ("pictures", 0)


@pytest.mark.parametrize(
    ("page", "key", "wanted", "reported"),
    [
        ("flow", Qt.Key.Key_Return, "station:3", "至少20毫米触摸目标"),
        ("rings", Qt.Key.Key_Space, "level:2", "首页上的一块，一个主题一个文件。"),
    ],
)
def test_a_diagram_is_read_by_keys(visitor: Visitor, page: str, key: Qt.Key, wanted: str, reported: str) -> None:
    go(visitor, "connections", page)
    visitor.window.requestActivate()
    for _ in range(40):
        QTest.keyClick(visitor.window, Qt.Key.Key_Tab)
        focused = visitor.window.activeFocusItem()
        if focused is not None and focused.property("identifier") == wanted:
            break
    QTest.keyClick(visitor.window, key)
    assert wait_until(lambda: reported in visitor.texts() and lit(visitor, wanted.partition(":")[0]) == [wanted], 4)


def lit(visitor: Visitor, kind: str) -> list[str]:
    """Which stations, or levels, are explained."""
    controls = [(str(item.property("identifier") or ""), item) for item in items(visitor.window.contentItem())]
    return [name for name, item in controls if name.startswith(f"{kind}:") and item.property("current")]


@pytest.mark.parametrize("size", [135, 200])
@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (
            "flow",
            {"5种", "图表", "条形图；折线图", "其余：这里没有写出", "100%；135%；200%", "至少20毫米", "上屏", "2026年"},
        ),
        ("rings", {"内容块", "页面", "主题", "内容包", "展厅要展示的全部内容。", "看看卡片这一页"}),
    ],
)
def test_in_large_text_a_diagram_is_told_in_words(visitor: Visitor, page: str, wanted: set[str], size: int) -> None:
    visitor.kiosk.session.chooseTextSize(size)
    go(visitor, "connections", page)
    assert read_on(visitor, wanted) == (wanted, [])


NAMES = [
    ("申请材料", "Application papers"),
    ("企业和人才", "Companies and specialists"),
    ("社会治理业务平台", "Internationalisation platforms"),
    ("群众", "Residents"),
    ("周边地区", "The neighbourhood"),
    ("全国", "The country as a whole"),
]
STATIONS = [
    {"value": "{zh: 1234567份, en: '1,234,567'}"},
    {
        "value": "23",
        "text": "{zh: 一句话说明这一站的事情，还有多出来的几个字。, en: One sentence tells of it and a bit more.}",
        "named": "[{zh: 公共设施, en: public facilities}, {zh: 环境保护, en: environmental protection}]",
        "total": "20",
    },
    {},
    {"before": "{zh: 近, en: nearly}", "value": "60", "unit": "{zh: 亿元, en: billion yuan}"},
    {"value": "{zh: 86000多个, en: '86,000+'}"},
    {"icon": "mdi6.factory"},
]
LEVELS = [
    {"text": "{zh: 一句话说明这一层的事情。, en: One sentence tells of it.}", "link": "{panel: full}"},
    *[{}] * 4,
]


def listing(entries: list[dict[str, str]]) -> str:
    titled = [{"title": f"{{zh: {zh}, en: {en}}}"} | entry for (zh, en), entry in zip(NAMES, entries, strict=False)]
    return (
        "["
        + ", ".join("{" + ", ".join(f"{key}: {words}" for key, words in each.items()) + "}" for each in titled)
        + "]"
    )


UNNAMED = "{zh: 报道未列, en: not named in the report}"
FULL = f"""\
id: full
title: {{zh: 满, en: Full}}
pages:
  - id: flow
    title: {{zh: 六站, en: Six stations}}
    blocks: [flow: {{stations: {listing(STATIONS)}, unnamed: {UNNAMED}, year: 2026}}]
  - id: beside
    title: {{zh: 图旁三站, en: Three beside a picture}}
    picture: {{file: media/tower.svg}}
    blocks: [flow: {{stations: {listing(STATIONS[:3])}, unnamed: {UNNAMED}, year: 2026}}]
  - id: rings
    title: {{zh: 五层, en: Five levels}}
    blocks: [rings: {{levels: {listing(LEVELS)}}}]
  - id: few
    title: {{zh: 图旁三层, en: Three beside a picture}}
    picture: {{file: media/tower.svg}}
    blocks: [rings: {{levels: {listing(LEVELS[:3])}}}]
"""


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
def test_as_many_as_the_format_allows_stand_whole_in_one_part(
    open_kiosk: Callable[..., Any], size: tuple[int, int], tmp_path: Path
) -> None:
    pack = shutil.copytree(SMALL, tmp_path / "small")
    (pack / "panels" / "full.yaml").write_text(FULL, encoding="utf-8")
    found: dict[tuple[str, str], list[str]] = {}
    with open_kiosk(pack, size) as visitor:
        visitor.leave()
        visitor.begin()
        for language in ("zh", "en"):
            visitor.kiosk.session.chooseLanguage(language)
            for page, identifier in {
                "flow": "station:1",
                "beside": "station:1",
                "rings": "level:1",
                "few": "level:1",
            }.items():
                go(visitor, "full", page)
                visitor.touch(identifier)
                wrong = lasting_faults(visitor.window)
                if not wait_until(lambda: visitor.sight().control("part:next") is None, 8):
                    wrong.append("needs a second part")
                found[language, page] = wrong
    assert {place: wrong for place, wrong in found.items() if wrong} == {}
    assert len(found) == 8


@pytest.mark.parametrize("kind", ["bar", "line", "share"])
def test_every_number_of_a_chart_stands_in_figures(visitor: Visitor, kind: str) -> None:
    go(visitor, "numbers", kind)
    wanted = {
        "bar": ["正文 16.1", "石青 8.6"],
        "line": ["注 28", "一级 96"],
        "share": ["四个主题 60.2%", "其余 11.3%", "内容 57.9%"],
    }
    assert set(wanted[kind]) <= set(visitor.texts())


@pytest.mark.parametrize(
    ("language", "reported"),
    [
        ("zh", ["绩效显著，得到奖励 30%", "其余 60%", "实绩平庸，受到惩罚 10%"]),
        ("en", ["Notable results: rewarded 30%", "The rest 60%", "Mediocre results: penalised 10%"]),
    ],
)
def test_the_rest_of_a_whole_stands_where_the_pack_has_it(article: Visitor, language: str, reported: list[str]) -> None:
    article.start_at_home()
    article.kiosk.session.chooseLanguage(language)
    go(article, "governance", "appraisal")
    assert wait_until(lambda: set(reported) <= set(article.texts()), 10)
    assert [words for words in article.texts() if words in reported] == reported


def bars(visitor: Visitor) -> tuple[float, float]:
    """How wide a cut bar is drawn, solid, as a share of the whole; and how plain the outline of what was cut is."""
    entry = next(each for each in items(visitor.find("CutBars")) if each.property("kept") is not None)
    solid = next(each for each in items(entry) if is_a(each, "QQuickRectangle") and each.height() > 40)
    outline = [each.opacity() for each in items(entry) if is_a(each, "QQuickShape")]
    return solid.width() / float(entry.property("barWidth")), max(outline, default=0)


@pytest.mark.parametrize("size", [100, 135])
def test_a_cut_is_shown_as_it_was_before_and_as_it_is_after(visitor: Visitor, size: int) -> None:
    visitor.kiosk.session.chooseTextSize(size)
    go(visitor, "numbers", "cut")
    assert wait_until(lambda: lasting_faults(visitor.window) == [], 4)
    assert bars(visitor) == (pytest.approx(0.5, abs=0.01), 1)
    assert [checked(visitor, f"cut:{end}:0") for end in ("after", "before")] == [True, False]
    visitor.touch("cut:before:0")
    assert bars(visitor) == (pytest.approx(1, abs=0.001), 0)
    assert [checked(visitor, f"cut:{end}:0") for end in ("after", "before")] == [False, True]
    assert visitor.control("cut:before:0").name == "放大前"
    visitor.touch("cut:after:0")
    assert bars(visitor) == (pytest.approx(0.5, abs=0.01), 1)


def test_a_cut_is_turned_back_by_keys(visitor: Visitor) -> None:
    go(visitor, "numbers", "cut")
    press(visitor, "cut:before:0")
    assert bars(visitor) == (pytest.approx(1, abs=0.001), 0)
    press(visitor, "cut:after:0")
    assert bars(visitor) == (pytest.approx(0.5, abs=0.01), 1)


def test_in_the_largest_text_a_cut_says_from_what_to_what(narrow: Visitor) -> None:
    go(narrow, "numbers", "cut")
    place = narrow.place
    turn_until(narrow, lambda: "放大前 → 放大后" in narrow.texts())
    assert narrow.place == place


def test_in_the_largest_text_a_cut_is_drawn_where_it_is_wide(wide: Visitor) -> None:
    visitor = wide
    go(visitor, "numbers", "cut")
    turn_until(visitor, lambda: visitor.sight().control("cut:before:0"))
    visitor.touch("cut:before:0")
    assert bars(visitor) == (pytest.approx(1, abs=0.001), 0)


def test_the_bar_of_a_cut_travels_and_with_reduced_motion_it_jumps(open_kiosk: Callable[..., Any]) -> None:
    with open_kiosk(SHOWCASE, moving=True) as visitor:
        visitor.kiosk.session.touched(0, False)
        visitor.kiosk.session.lifted(0)
        go(visitor, "numbers", "cut")
        assert wait_until(lambda: visitor.sight().control("cut:before:0") is not None, 20)
        chart, widths = visitor.find("CutBars"), []
        chart.madeChanged.connect(lambda: widths.append(float(chart.property("made"))))
        visitor.touch_screen.tap(*visitor.control("cut:before:0").centre)
        assert wait_until(lambda: bars(visitor)[0] == pytest.approx(1, abs=0.001), 10)
        assert [width for width in widths if 0.001 < width < 0.999] != []
        visitor.kiosk.session.toggleReducedMotion()
        wait(0)
        widths.clear()
        visitor.touch_screen.tap(*visitor.control("cut:after:0").centre)
        assert wait_until(lambda: bars(visitor)[0] == pytest.approx(0.5, abs=0.01), 10)
        assert [width for width in widths if 0.001 < width < 0.999] == []


@pytest.mark.parametrize("size", [100, 135, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_word_of_any_block_is_cut_off(visitor: Visitor, size: int, language: str) -> None:
    session = visitor.kiosk.session
    session.chooseLanguage(language)
    session.chooseTextSize(size)
    for panel, page in PAGES:
        go(visitor, panel, page)
        assert lasting_faults(visitor.window) == [], (panel, page)
