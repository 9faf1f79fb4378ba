"""The pack changes under the eyes of who writes it: the place stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.session.actions import (
    BreakDown,
    CallScene,
    ChooseLanguage,
    ChooseTextSize,
    GoBack,
    NextScene,
    OpenGallery,
    OpenOperatorMenu,
    OpenPanel,
    OpenPicture,
    OpenSearch,
    PackReady,
    SceneShown,
    Type,
)
from kiosk.session.attract_loop import AttractLoop
from kiosk.session.live_reload import PackEdited
from kiosk.session.operator_actions import Authenticate, PreviewPack
from kiosk.session.outline import Outline
from kiosk.session.phases import Phase, Screen
from kiosk.session.state import Place
from tests.unit.session.support import NEXT, OUTLINE, RENAMED, RULES, SHORTER, Kiosk, gallery, panel, viewer

WALL = datetime(2026, 5, 1, 10)


def at(kind: type, *fields: object) -> Kiosk:
    return Kiosk().tap().do(kind, *fields)


@pytest.mark.parametrize(
    ("page", "there"),
    [("parks", panel("industry", 1)), ("cards", panel("industry", 0)), ("firms", panel("industry", 1))],
)
def test_a_page_is_kept_by_its_id_and_one_that_is_gone_is_the_nearest(page: str, there: Place) -> None:
    kiosk = at(OpenPanel, "industry", page).do(PackEdited, SHORTER)
    assert (kiosk.phase, kiosk.state.outline, kiosk.place) == (Phase.ACTIVE, SHORTER, there)


def test_a_panel_that_is_gone_is_home() -> None:
    assert at(OpenPanel, "long").do(PackEdited, SHORTER).place == Place()
    assert at(OpenPanel, "industry", 2).do(PackEdited, NEXT).place == Place()


def test_what_was_renamed_is_found_where_it_stood() -> None:
    assert at(OpenPanel, "industry", "cards").do(PackEdited, RENAMED).place == panel("trade", 1)
    assert at(OpenPanel, "talent", "masters").do(PackEdited, RENAMED).place == panel("talent", 1)
    assert at(OpenPicture, "places", 7).do(PackEdited, RENAMED).place == viewer("views", 7)


def test_a_picture_that_is_gone_is_the_last() -> None:
    assert at(OpenPicture, "places", 1).do(PackEdited, SHORTER).place == viewer("places", 1)
    assert at(OpenPicture, "places", 9).do(PackEdited, SHORTER).place == viewer("places", 2)
    assert at(OpenGallery, "places").do(PackEdited, SHORTER).place == gallery("places")
    assert at(OpenGallery, "places").do(PackEdited, NEXT).place == Place()


def test_a_search_goes_on() -> None:
    searching = at(OpenSearch).do(Type, "zjx")
    assert searching.do(PackEdited, SHORTER).place == Place(Screen.SEARCH, query="zjx")


def test_the_way_back_leads_through_what_is_still_there() -> None:
    way = (
        at(OpenPanel, "industry", "cards").do(OpenPanel, "long").do(OpenGallery, "places").do(OpenPicture, "places", 2)
    )
    edited = way.do(PackEdited, SHORTER)
    assert edited.place == viewer("places", 2)
    assert edited.state.history == (gallery("places"),)
    assert edited.do(GoBack).do(GoBack).place == Place()


def test_the_same_place_twice_is_one_step_back() -> None:
    way = at(OpenPanel, "industry", 0).do(OpenPanel, "industry", 2).do(OpenPanel, "talent").do(OpenPanel, "industry", 1)
    one = replace(OUTLINE, panels={"industry": ("only",), "talent": ("masters",), "long": ("essay",)})
    assert way.do(PackEdited, one).state.history == (panel("industry"), panel("talent"))
    twice = at(OpenPanel, "industry", 0).do(OpenPanel, "industry", 2).do(PackEdited, one)
    assert (twice.place, twice.state.history) == (panel("industry"), ())


def test_the_language_and_the_settings_stay() -> None:
    kiosk = at(ChooseLanguage, "en").do(ChooseTextSize, 200).do(PackEdited, SHORTER)
    assert (kiosk.state.settings.language, kiosk.state.settings.text_size) == ("en", 200)
    only = at(ChooseTextSize, 135).do(PackEdited, NEXT)
    assert (only.state.settings.language, only.state.settings.text_size) == ("en", 135)


def test_before_a_visit_the_language_is_the_packs_first() -> None:
    assert Kiosk().do(PackEdited, RENAMED).state.settings.language == "en"


def test_the_scene_in_view_is_made_again() -> None:
    kiosk = Kiosk().do(CallScene, 1).do(SceneShown).do(PackEdited, SHORTER)
    assert (kiosk.phase, kiosk.state.loop.scene, kiosk.state.loop.coming) == (Phase.ATTRACT, 1, 1)


def test_where_the_scene_is_gone_the_loop_begins_again() -> None:
    kiosk = Kiosk().do(NextScene, WALL).do(SceneShown).do(CallScene, 2).do(SceneShown).do(PackEdited, RENAMED)
    assert kiosk.state.loop == AttractLoop(step=2)


def test_a_visit_is_not_disturbed_by_scenes() -> None:
    kiosk = Kiosk().do(CallScene, 1).do(SceneShown).tap().do(PackEdited, SHORTER)
    assert (kiosk.phase, kiosk.state.loop.coming) == (Phase.ACTIVE, None)


def test_a_pack_that_waited_is_forgotten_and_what_is_broken_stays_so() -> None:
    assert at(OpenSearch).do(PackReady, NEXT).do(PackEdited, SHORTER).state.waiting is None
    broken = Kiosk().do(BreakDown, "no pack").do(PackEdited, SHORTER)
    assert (broken.phase, broken.state.outline) == (Phase.OUT_OF_SERVICE, SHORTER)


def test_a_pack_that_the_operator_looks_at_is_another_one() -> None:
    looking = Kiosk().do(OpenOperatorMenu).do(Authenticate).do(PreviewPack, NEXT)
    assert looking.do(PackEdited, SHORTER).state.outline == NEXT


@pytest.mark.parametrize(
    ("before", "after", "seen", "there"),
    [((), (2, 9), 4, 3), ((), (4,), 4, 4), ((), (11,), 11, 10), ((2,), (), 3, 4), ((2,), (2, 0), 3, 2), ((), (), 4, 4)],
)
def test_a_picture_stays_in_view_when_others_are_withdrawn_and_gives_way_to_the_next(
    before: tuple[int, ...], after: tuple[int, ...], seen: int, there: int
) -> None:
    def without(gone: tuple[int, ...]) -> Outline:
        return replace(OUTLINE, galleries={"places": 12 - len(gone)}, gone={"places": gone})

    kiosk = Kiosk(replace(RULES, outline=without(before))).tap().do(OpenPicture, "places", seen)
    assert kiosk.do(PackEdited, without(after)).place == viewer("places", there)
