"""Pages with little on them fill the screen: answers are keys, pictures are large, and nothing moves when touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QUrl
from PySide6.QtQml import QQmlComponent, qmlEngine
from PySide6.QtQuick import QQuickItem

from kiosk.tour.stillness import Stillness
from kiosk.tour.synthetic_touch import wait, wait_until
from tests.screens.visitor import LANDSCAPE, PORTRAIT, ROOT, Visitor, is_a, items

SHOWCASE = ROOT / "content" / "showcase"
BLOCKS = ROOT / "kiosk" / "blocks"
SIZES = {"landscape": LANDSCAPE, "portrait": PORTRAIT}
# A page of one block each, that has room to spare.
ROOMY = [
    ("asking", "quiz"),
    ("asking", "poll"),
    ("asking", "match"),
    ("numbers", "bar"),
    ("numbers", "line"),
]
FINGER = 110  # px on 1920x1080: large enough to be pressed in passing


@pytest.fixture(scope="module", params=SIZES)
def shared_visitor(
    request: pytest.FixtureRequest, open_kiosk: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visitor]:
    journal = tmp_path_factory.mktemp("journal") / "journal.sqlite"
    with open_kiosk(SHOWCASE, SIZES[request.param], journal=journal) as visitor:
        yield visitor


@pytest.fixture
def visitor(shared_visitor: Visitor) -> Visitor:
    shared_visitor.start_at_home()
    return shared_visitor


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(item.boundingRect())


def votes_of(visitor: Visitor) -> dict[str, int]:
    polls: Any = visitor.kiosk.polls
    counts: dict[str, int] = polls.votes["favourite"]["counts"]
    return counts


def below(item: QQuickItem) -> Iterator[QQuickItem]:
    for child in item.childItems():
        yield child
        yield from below(child)


def keys(visitor: Visitor) -> list[QQuickItem]:
    """The answers in sight, in their order."""
    column = the_column(visitor)
    return [item for item in below(column) if is_a(item, "Answer") and item.isVisible()]


def the_column(visitor: Visitor) -> QQuickItem:
    return next(
        item for item in items(visitor.window.contentItem()) if is_a(item, "BlockColumn") and item.property("seen")
    )


def come(visitor: Visitor, panel: str, page: str) -> None:
    visitor.open_page(panel, page)
    assert Stillness(visitor.window).settle(20)


@pytest.mark.parametrize(("panel", "page"), ROOMY)
def test_a_page_with_little_on_it_fills_the_screen(visitor: Visitor, panel: str, page: str) -> None:
    come(visitor, panel, page)
    column = the_column(visitor)
    drawn = [item for item in below(column) if item.isVisible() and item.height() > 0 and not item.childItems()]
    lowest = max(place(item).bottom() for item in drawn)
    room = place(column)
    assert lowest <= room.bottom() + 2
    assert lowest > room.top() + 0.85 * room.height()


@pytest.mark.parametrize("page", ["bar", "line", "cut", "studs"])
def test_a_drawing_has_the_whole_height_beside_the_title_in_the_niche(visitor: Visitor, page: str) -> None:
    come(visitor, "numbers", page)
    sheet = next(
        item for item in items(visitor.window.contentItem()) if is_a(item, "PanelPage") and item.property("seen")
    )
    title = next(item for item in below(sheet) if item.property("role") == "h2" and item.isVisible())
    niche = next(item for item in below(sheet) if is_a(item, "Niche"))
    chart = next(item for item in below(sheet) if is_a(item, "ChartBlock") and item.isVisible())
    upright = visitor.window.height() > visitor.window.width()
    assert place(niche).contains(place(title)) == (not upright)
    assert (place(chart).top() < 0.2 * visitor.window.height()) == (not upright)


@pytest.mark.parametrize(
    ("page", "kind"), [("compare", "CompareBlock"), ("hotspots", "HotspotsBlock"), ("film", "VideoBlock")]
)
def test_a_picture_to_touch_stands_whole_on_its_stage(visitor: Visitor, page: str, kind: str) -> None:
    come(visitor, "pictures", page)
    sheet = next(
        item for item in items(visitor.window.contentItem()) if is_a(item, "PanelPage") and item.property("seen")
    )
    stage = place(next(item for item in below(sheet) if is_a(item, "Niche")))
    block = next(item for item in below(sheet) if is_a(item, kind))
    pictures = [place(item) for item in below(block) if is_a(item, "PackPicture") and item.isVisible()]
    picture = max(pictures, key=lambda each: each.width())
    title = next(item for item in below(sheet) if item.property("role") == "h2" and item.isVisible())
    upright = visitor.window.height() > visitor.window.width()
    assert stage.contains(picture) == (not upright)
    assert (place(title).left() > stage.right()) == (not upright)
    if upright:
        return
    assert picture.center().y() == pytest.approx(stage.center().y(), abs=24)
    controls = [
        control
        for control in visitor.sight().controls
        if control.id.startswith(("compare:", "point:next", "video:play"))
    ]
    assert controls
    assert all(control.rect[0] > stage.right() for control in controls)


@pytest.mark.parametrize("page", ["quiz", "poll"])
def test_answers_are_large_keys_of_one_size(visitor: Visitor, page: str) -> None:
    come(visitor, "asking", page)
    heights = {round(key.height()) for key in keys(visitor)}
    assert len(heights) == 1
    assert heights.pop() >= FINGER


@pytest.mark.parametrize(("page", "reported"), [("quiz", "凡是圆环"), ("poll", "谢谢")])
def test_no_answer_moves_when_one_is_given(visitor: Visitor, page: str, reported: str) -> None:
    come(visitor, "asking", page)
    before = [place(key) for key in keys(visitor)]
    visitor.touch("answer:0")
    assert wait_until(lambda: any(words.startswith(reported) for words in visitor.texts()), 30)
    assert Stillness(visitor.window).settle(20)
    assert [place(key) for key in keys(visitor)] == before


def test_the_result_of_a_poll_stands_in_its_key(visitor: Visitor) -> None:
    come(visitor, "asking", "poll")
    visitor.touch("answer:1")
    assert wait_until(lambda: any(words.startswith("谢谢") for words in visitor.texts()), 30)
    counts = votes_of(visitor)
    total = sum(counts.values())
    for number, key in enumerate(keys(visitor)):
        votes = counts.get(str(number), 0)
        reported = next(item for item in below(key) if str(item.property("text")) == f"{votes}票")
        assert place(key).contains(place(reported))
        assert place(reported).center().x() > place(key).center().x()
        bars = [item for item in below(key) if item.isVisible() and item.objectName() == "share"]
        assert [round(bar.width() / key.width(), 2) for bar in bars] == ([round(votes / total, 2)] if votes else [])
        assert all(bar.height() == key.height() for bar in bars)


def test_cards_have_real_pictures(visitor: Visitor) -> None:
    come(visitor, "pictures", "cards")
    pictures = [item for item in below(the_column(visitor)) if is_a(item, "PackPicture") and item.isVisible()]
    assert min(picture.height() for picture in pictures) >= FINGER


@pytest.mark.parametrize(("kind", "foot"), [("QuizBlock", "why"), ("PollBlock", "轻触一项，选您的看法。")])
def test_a_part_of_a_question_has_some_of_its_answers(visitor: Visitor, kind: str, foot: str) -> None:
    def words(zh: str) -> dict[str, str]:
        return {"zh": zh}

    block = {
        "kind": kind,
        "poll": "none",
        "question": words("asked"),
        "answers": [words(f"answer {number}") for number in range(5)],
        "right": 3,
        "because": words("why"),
    }
    parts = [(0, 2, False), (2, 5, True)]
    shown = [
        drawn(visitor, kind, block | {"slice": {"first": first, "last": last, "begins": first == 0, "ends": ends}})
        for first, last, ends in parts
    ]
    assert [["asked" in texts, foot in texts] for texts, _ in shown] == [[True, False], [False, True]]
    assert [numbers for _, numbers in shown] == [[0, 1], [2, 3, 4]]


def drawn(visitor: Visitor, kind: str, block: dict[str, Any]) -> tuple[set[str], list[int]]:
    """What a block says, and the numbers of its answers, as rows that a page can break between."""
    engine = qmlEngine(visitor.window.contentItem().childItems()[0])
    assert engine is not None
    file = BLOCKS / kind.removesuffix("Block").lower() / f"{kind}.qml"
    component = QQmlComponent(engine, QUrl.fromLocalFile(str(file)))
    given: dict[str, Any] = {"block": block, "width": 900}
    if kind == "PollBlock":
        given["polls"] = visitor.kiosk.polls
    item = component.createWithInitialProperties(given)
    assert isinstance(item, QQuickItem), component.errorString()
    item.setParentItem(visitor.window.contentItem())
    wait(30)
    texts = {str(each.property("text")) for each in below(item) if each.isVisible() and each.property("text")}
    cells = item.property("cells")
    numbers = [int(each.property("letter")) for each in cells.childItems() if is_a(each, "Answer")]
    item.setVisible(False)
    item.deleteLater()
    wait(0)
    return texts, numbers
