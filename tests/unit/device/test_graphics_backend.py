"""Without a graphics card the software renderer draws, and each frame at once; what an operator has set stays."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from kiosk.device.graphics_backend import WITHOUT_CARD, choose_renderer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="cards are found by their device files")


@pytest.fixture
def card(tmp_path: Path) -> Path:
    (tmp_path / "renderD128").touch()
    return tmp_path


def test_with_a_card_nothing_is_set(card: Path) -> None:
    environment: dict[str, str] = {}
    assert choose_renderer(environment, card)
    assert environment == {}


def test_without_a_card_frames_are_drawn_at_once_and_films_without_opengl(tmp_path: Path) -> None:
    environment: dict[str, str] = {}
    assert not choose_renderer(environment, tmp_path)
    assert environment == {"QT_QUICK_BACKEND": "software"} | WITHOUT_CARD
    assert (environment["QT_QPA_UPDATE_IDLE_TIME"], environment["QT_XCB_GL_INTEGRATION"]) == ("0", "none")


def test_the_software_renderer_can_be_chosen_beside_a_card(card: Path) -> None:
    environment = {"QT_QUICK_BACKEND": "software"}
    assert not choose_renderer(environment, card)
    assert environment["QT_QPA_UPDATE_IDLE_TIME"] == "0"


@pytest.mark.parametrize(
    ("chosen", "accelerated"), [({"QT_QUICK_BACKEND": "rhi"}, True), ({"QT_QPA_UPDATE_IDLE_TIME": "5"}, False)]
)
def test_what_an_operator_has_set_stays(tmp_path: Path, chosen: dict[str, str], accelerated: bool) -> None:
    environment = dict(chosen)
    assert choose_renderer(environment, tmp_path) == accelerated
    assert environment | chosen == environment
