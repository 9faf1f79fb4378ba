from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk import paths
from kiosk.packs.product_themes import load_theme, theme_values
from kiosk.view.stage_view import Hardware, StageView, is_high, unit_pixels

RING = 72  # units


def ring_mm(width: int, height: int, inches: float) -> float:
    """How large the smallest ring is on the glass, in mm."""
    pitch = inches * 25.4 / (width**2 + height**2) ** 0.5
    return RING * unit_pixels(width, height, inches) * pitch


@pytest.mark.parametrize(
    ("width", "height", "unit"), [(1920, 1080, 1), (1080, 1920, 1), (3840, 2160, 2), (1280, 720, 2 / 3)]
)
def test_the_short_side_holds_1080_units(width: int, height: int, unit: float) -> None:
    assert unit_pixels(width, height, 55) == pytest.approx(unit)
    assert unit_pixels(width, height, 0) == pytest.approx(unit)


@pytest.mark.parametrize("inches", [24, 32, 43])
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (2160, 3840)])
def test_a_ring_on_a_small_screen_grows_towards_20_mm_by_a_third_at_most(
    width: int, height: int, inches: float
) -> None:
    grown = unit_pixels(width, height, inches) / unit_pixels(width, height, 0)
    assert 1 <= grown <= 1.35
    assert ring_mm(width, height, inches) == pytest.approx(20) or grown == pytest.approx(1.35) or grown == 1


def test_a_large_screen_is_not_made_small() -> None:
    assert unit_pixels(1920, 1080, 86) == unit_pixels(1920, 1080, 55)


@pytest.mark.parametrize(
    ("size", "inches", "lower_edge", "high"),
    [
        # A desk, a low and a usual mounting of 55 inches, an upright one.
        ((1920, 1080), 24, 800, False),
        ((1920, 1080), 55, 500, False),
        ((1920, 1080), 55, 800, True),
        ((1080, 1920), 55, 100, True),
        # Nobody said: by the size alone.
        ((1920, 1080), 55, -1, False),
        ((1920, 1080), 86, -1, True),
        ((1920, 1080), 0, 800, False),
    ],
)
def test_a_screen_is_high_where_its_top_is_out_of_reach_for_who_sits(
    size: tuple[int, int], inches: float, lower_edge: float, high: bool
) -> None:
    assert is_high(*size, inches, lower_edge) is high


def test_a_window_without_a_size_has_a_unit_all_the_same() -> None:
    assert unit_pixels(0, 0, 55) == 1.0


def test_the_screens_hear_how_far_the_pictures_are(qtbot: QtBot) -> None:
    theme = theme_values(load_theme(paths.resources() / "themes", "cast"))
    stage = StageView(theme, Path("/pictures of the house"), Hardware(55, moving=True))
    assert (stage.property("preparing"), stage.property("progress")) == (True, 0.0)
    assert stage.property("pictures") == "file:///pictures%20of%20the%20house/"
    with qtbot.waitSignal(stage.changed, timeout=100):
        stage.prepare(0.5)
    assert (stage.property("preparing"), stage.property("progress")) == (True, 0.5)
    with qtbot.waitSignal(stage.changed, timeout=100):
        stage.finish()
    assert stage.property("preparing") is False
