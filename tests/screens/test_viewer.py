from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem

from kiosk.session.phases import Screen
from kiosk.session.state import Place
from kiosk.tour.synthetic_touch import wait
from tests.screens.visitor import BEAT_MS, Visitor, is_a, items

APART = 500  # longer than two taps of a double tap


@pytest.fixture
def viewer(visitor: Visitor) -> Visitor:
    """A visitor at the third of twelve pictures."""
    visitor.touch("home:pictures")
    visitor.touch("picture:2")
    assert visitor.place == Place(Screen.VIEWER, gallery="pictures", picture=2)
    return visitor


def zoom(visitor: Visitor) -> int:
    """The enlargement that the screen states, in per cent."""
    return next(int(words[:-1]) for words in visitor.texts() if words.endswith("%"))


def heart(visitor: Visitor) -> tuple[float, float]:
    """A point in the middle of the picture."""
    stage = visitor.find("ViewerStage")
    return stage.width() / 2, stage.height() / 2


def drawn(visitor: Visitor) -> QRectF:
    """The picture's rectangle in the window, including beyond its edges."""
    name = visitor.kiosk.pack.gallery("pictures")["pictures"][visitor.place.picture]["alt"][visitor.language]
    picture = next(
        item
        for item in items(visitor.find("ViewerStage"))
        if is_a(item, "PackPicture") and item.parentItem().property("middle")
    )
    assert name in visitor.texts()
    image = next(child for child in picture.childItems() if child.inherits("QQuickImage"))
    return image.mapRectToScene(QRectF(0, 0, image.width(), image.height()))


def double_tap(visitor: Visitor, x: float, y: float) -> None:
    wait(APART)  # no third tap of an earlier one
    visitor.touch_screen.tap(x, y)
    wait(60)
    visitor.touch_screen.tap(x, y)
    wait(BEAT_MS)


def test_the_grid_shows_ten_and_the_rest_on_a_second_page(visitor: Visitor) -> None:
    visitor.touch("home:pictures")
    names = [control.name for control in visitor.sight().controls if control.id.startswith("picture:")]
    assert names == ["画一", "画二", "画三", "画四", "画五", "画六", "画七", "画八", "画九", "画十"]
    visitor.touch("step:next")
    wait(500)
    names = [control.name for control in visitor.sight().controls if control.id.startswith("picture:")]
    assert names == ["画十一", "画十二"]
    visitor.touch("picture:11")
    assert visitor.place.picture == 11
    assert {"画十二", "说明十二", "12 / 12", "示意插画"} <= set(visitor.texts())


def test_the_grid_swipes(visitor: Visitor) -> None:
    visitor.touch("home:pictures")
    visitor.swipe(-0.5)
    assert visitor.sight().control("picture:10") is not None
    assert visitor.place.screen is Screen.GALLERY


def test_it_says_which_picture_this_is(viewer: Visitor) -> None:
    texts = viewer.texts()
    assert {"画三", "说明三", "画里三", "3 / 12", "示意插画", "100%"} <= set(texts)
    assert not {"画里二", "画里四"} & set(texts)


def test_swipes_go_on_and_back(viewer: Visitor) -> None:
    viewer.swipe(-0.4)
    assert viewer.place.picture == 3
    assert {"画四", "4 / 12"} <= set(viewer.texts())
    viewer.swipe(0.4)
    viewer.swipe(0.4)
    assert viewer.place.picture == 1
    assert {"画二", "2 / 12"} <= set(viewer.texts())


def test_buttons_go_on_and_back_and_stop_at_the_ends(viewer: Visitor) -> None:
    viewer.touch("viewer:next")
    assert (viewer.place.picture, "画四" in viewer.texts()) == (3, True)
    for _ in range(3):
        viewer.touch("viewer:previous")
    assert (viewer.place.picture, "画一" in viewer.texts()) == (0, True)
    assert not viewer.control("viewer:previous").usable
    viewer.touch("viewer:previous")
    viewer.swipe(0.4)
    assert viewer.place.picture == 0


def test_swipes_stop_at_the_last_picture(viewer: Visitor) -> None:
    viewer.kiosk.session.showPicture(11)
    wait(BEAT_MS)
    assert not viewer.control("viewer:next").usable
    viewer.swipe(-0.4)
    assert (viewer.place.picture, "12 / 12" in viewer.texts()) == (11, True)


def test_back_leads_to_the_grid(viewer: Visitor) -> None:
    viewer.touch("viewer:next")
    viewer.touch("bar:back")
    assert viewer.place.screen is Screen.GALLERY


@pytest.mark.parametrize("apart", [0, 12, 400], ids=["together", "one after the other", "much later"])
def test_a_pinch_enlarges_in_whatever_order_the_fingers_land(viewer: Visitor, apart: int) -> None:
    viewer.touch_screen.pinch(heart(viewer), 200, 500, apart=apart)
    wait(BEAT_MS)
    assert 170 <= zoom(viewer) <= 260
    assert viewer.place.picture == 2


def test_a_pinch_enlarges_whose_first_finger_has_already_begun_to_swipe(viewer: Visitor) -> None:
    x, y = heart(viewer)
    viewer.touch_screen.press(x - 40, y)
    for step in range(1, 7):
        wait(12)
        viewer.touch_screen.move(x - 40 - 10 * step, y)
    viewer.touch_screen.pinch((x, y), 200, 500)
    wait(500)
    assert 170 <= zoom(viewer) <= 260
    assert viewer.place.picture == 2
    assert covers(drawn(viewer), viewer.find("ViewerStage"))


def test_pinching_together_ends_at_the_whole_picture(viewer: Visitor) -> None:
    viewer.touch_screen.pinch(heart(viewer), 200, 600)
    viewer.touch_screen.pinch(heart(viewer), 600, 60)
    wait(BEAT_MS)
    assert zoom(viewer) == 100


def test_it_enlarges_four_times_at_most(viewer: Visitor) -> None:
    for _ in range(3):
        viewer.touch_screen.pinch(heart(viewer), 120, 800)
    wait(BEAT_MS)
    assert zoom(viewer) == 400
    assert not viewer.control("viewer:zoom-in").usable


def test_the_point_between_the_fingers_stays_there(viewer: Visitor) -> None:
    double_tap(viewer, *heart(viewer))  # from here on the picture is larger than the screen
    before = drawn(viewer)
    at = before.center().x() + 200, before.center().y() + 100
    viewer.touch_screen.pinch(at, 300, 450)
    wait(BEAT_MS)
    after = drawn(viewer)
    share = after.width() / before.width()
    assert share > 1.3
    assert after.left() + (at[0] - before.left()) * share == pytest.approx(at[0], abs=20)
    assert after.top() + (at[1] - before.top()) * share == pytest.approx(at[1], abs=20)


def test_a_double_tap_enlarges_and_another_returns(viewer: Visitor) -> None:
    double_tap(viewer, *heart(viewer))
    assert zoom(viewer) == 250
    double_tap(viewer, *heart(viewer))
    assert zoom(viewer) == 100


def test_one_tap_changes_nothing(viewer: Visitor) -> None:
    viewer.touch_screen.tap(*heart(viewer))
    wait(APART)
    assert (zoom(viewer), viewer.place.picture) == (100, 2)


def test_plus_and_minus_enlarge_and_return(viewer: Visitor) -> None:
    assert not viewer.control("viewer:zoom-out").usable
    viewer.touch("viewer:zoom-in")
    assert zoom(viewer) == 150
    viewer.touch("viewer:zoom-in")
    assert zoom(viewer) == 225
    viewer.touch("viewer:zoom-out")
    viewer.touch("viewer:zoom-out")
    assert zoom(viewer) == 100


def test_an_enlarged_picture_is_panned_within_its_edges(viewer: Visitor) -> None:
    stage = viewer.find("ViewerStage")
    double_tap(viewer, *heart(viewer))
    x, y = heart(viewer)
    before = drawn(viewer)
    viewer.touch_screen.drag((x, y), (x + 150, y + 80))
    moved = drawn(viewer)
    assert moved.left() > before.left() + 80
    assert moved.top() > before.top() + 30
    for _ in range(6):
        viewer.touch_screen.drag((x - 400, y - 300), (x + 400, y + 300), steps=6)
    assert covers(drawn(viewer), stage)
    for _ in range(8):
        viewer.touch_screen.drag((x + 400, y + 300), (x - 400, y - 300), steps=6)
    assert covers(drawn(viewer), stage)
    assert drawn(viewer).right() == pytest.approx(stage.width(), abs=2)
    assert viewer.place.picture == 2


def covers(picture: QRectF, stage: QQuickItem) -> bool:
    """Whether no background is visible beside the picture."""
    return (
        picture.left() <= 1
        and picture.top() <= 1
        and picture.right() >= stage.width() - 1
        and picture.bottom() >= stage.height() - 1
    )


@pytest.mark.parametrize(
    ("button", "right", "down"), [("pan:left", 1, 0), ("pan:right", -1, 0), ("pan:up", 0, 1), ("pan:down", 0, -1)]
)
def test_the_pad_pans_too(viewer: Visitor, button: str, right: int, down: int) -> None:
    assert viewer.sight().control(button) is None
    double_tap(viewer, *heart(viewer))
    before = drawn(viewer).center()
    viewer.touch(button)
    after = drawn(viewer).center()
    assert sign(after.x() - before.x()) == right
    assert sign(after.y() - before.y()) == down


def sign(by: float) -> int:
    return 0 if abs(by) < 20 else 1 if by > 0 else -1


@pytest.mark.parametrize("on", ["viewer:next", "viewer:previous"])
def test_the_next_picture_is_whole_again(viewer: Visitor, on: str) -> None:
    double_tap(viewer, *heart(viewer))
    assert zoom(viewer) == 250
    viewer.touch(on)
    assert zoom(viewer) == 100
    assert viewer.sight().control("pan:up") is None


def test_a_picture_that_is_opened_again_is_whole_again(viewer: Visitor) -> None:
    double_tap(viewer, *heart(viewer))
    viewer.touch("bar:back")
    viewer.touch("picture:2")
    assert zoom(viewer) == 100
