"""Where a visitor goes, and the way back."""

from __future__ import annotations

import pytest

from kiosk.session.actions import GoBack, GoHome, Open, OpenGallery, OpenPanel, OpenPicture, ShowPage, ShowPicture
from kiosk.session.phases import Screen
from kiosk.session.state import Place
from tests.unit.session.support import Kiosk, gallery, panel, viewer


@pytest.fixture
def kiosk() -> Kiosk:
    """A visitor at Home."""
    return Kiosk().tap()


def test_the_deepest_place_is_three_levels_from_home(kiosk: Kiosk) -> None:
    kiosk.do(OpenPanel, "industry", 1).do(OpenGallery, "places").do(OpenPicture, "places", 3)
    kiosk.do(OpenPicture, "places", 4).do(ShowPicture, 5)
    assert kiosk.place == viewer("places", 5)
    assert kiosk.do(GoBack).place == gallery("places")
    assert kiosk.do(GoBack).place == panel("industry", 1)
    assert kiosk.do(GoBack).place == Place()
    assert kiosk.do(GoBack).place == Place()


def test_back_returns_to_the_page_that_was_in_view(kiosk: Kiosk) -> None:
    kiosk.do(OpenPanel, "industry").do(ShowPage, 1).do(ShowPage, 2).do(OpenGallery, "places").do(GoBack)
    assert kiosk.place == panel("industry", 2)
    assert kiosk.do(GoBack).place == Place()


def test_back_never_leads_to_where_the_visitor_is(kiosk: Kiosk) -> None:
    kiosk.do(OpenPanel, "industry", 1).do(OpenPanel, "industry", 0).do(ShowPage, 1)
    assert kiosk.do(GoBack).place == Place()
    kiosk.do(OpenPanel, "industry", 1).do(OpenPanel, "industry", 2).do(OpenPanel, "industry", 0).do(ShowPage, 2)
    assert kiosk.do(GoBack).place == panel("industry", 1)


def test_a_link_leads_to_a_page_by_its_id_and_back(kiosk: Kiosk) -> None:
    kiosk.do(OpenPanel, "industry", "cards").do(OpenPanel, "talent", "masters")
    assert kiosk.place == panel("talent", 1)
    assert kiosk.do(GoBack).place == panel("industry", 1)


def test_a_viewer_of_another_gallery_is_a_step_of_its_own() -> None:
    rules = Kiosk().rules
    outline = type(rules.outline)(languages=("zh",), galleries={"places": 3, "people": 2})
    kiosk = Kiosk(type(rules)(rules.times, outline)).tap().do(OpenPicture, "places", 1).do(OpenPicture, "people", 1)
    assert kiosk.do(GoBack).place == viewer("places", 1)


def test_home_forgets_the_way(kiosk: Kiosk) -> None:
    kiosk.do(OpenPanel, "industry").do(OpenPanel, "talent").do(GoHome)
    assert (kiosk.place, kiosk.state.history) == (Place(), ())
    kiosk.do(OpenPanel, "industry").do(Open, Place())
    assert (kiosk.place, kiosk.state.history) == (Place(), ())


def test_what_is_open_already_is_not_opened_again(kiosk: Kiosk) -> None:
    kiosk.do(OpenPanel, "industry", 1).do(OpenPanel, "industry", 1).do(GoBack)
    assert kiosk.place == Place()


@pytest.mark.parametrize(
    ("wish", "place"),
    [
        ((OpenPanel, "industry", 99), panel("industry", 2)),
        ((OpenPanel, "industry", -5), panel("industry", 0)),
        ((OpenPanel, "industry", "gone"), panel("industry", 0)),
        ((OpenPicture, "places", 99), viewer("places", 9)),
        ((OpenPicture, "places", -1), viewer("places", 0)),
        ((Open, Place(Screen.PANEL, "talent", 1, "places", 7)), panel("talent", 1)),
        ((Open, Place(Screen.GALLERY, "talent", 1, "places", 7)), gallery("places")),
    ],
)
def test_a_number_out_of_range_is_the_nearest_that_exists(kiosk: Kiosk, wish: tuple, place: Place) -> None:
    assert kiosk.do(*wish).place == place


@pytest.mark.parametrize(
    "wish",
    [
        (OpenPanel, "gone"),
        (OpenPanel, "gone", "page"),
        (OpenGallery, "gone"),
        (OpenGallery, "empty"),
        (OpenPicture, "empty", 0),
        (Open, Place(Screen.VIEWER)),
        (ShowPicture, 1),
    ],
)
def test_what_the_pack_does_not_have_is_not_opened(kiosk: Kiosk, wish: tuple) -> None:
    kiosk.do(OpenPanel, "industry", 1)
    assert kiosk.do(*wish).place == panel("industry", 1)
    assert kiosk.state.history == ()


def test_swiping_stops_at_the_first_and_last(kiosk: Kiosk) -> None:
    assert kiosk.do(ShowPage, 1).place == Place()
    kiosk.do(OpenPanel, "industry")
    assert kiosk.do(ShowPage, 3).place == panel("industry", 2)
    assert kiosk.do(ShowPage, -1).place == panel("industry", 0)
    kiosk.do(OpenPicture, "places", 0)
    assert kiosk.do(ShowPicture, 10).place == viewer("places", 9)
    assert kiosk.do(ShowPage, 1).place == viewer("places", 9)


def test_a_visitor_who_follows_links_for_ever_has_a_bounded_way_back(kiosk: Kiosk) -> None:
    for _ in range(100):
        kiosk.do(OpenPanel, "industry").do(OpenPanel, "talent")
    steps = 0
    while kiosk.place != Place():
        kiosk.do(GoBack)
        steps += 1
    assert steps == 33
