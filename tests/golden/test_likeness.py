from __future__ import annotations

from pathlib import Path

import pytest
import pyvips

from tests.golden.likeness import MOST, compare, report

GROUND, GOLD = [14, 27, 26], [232, 199, 122]


@pytest.fixture
def screen() -> pyvips.Image:
    plain = pyvips.Image.black(640, 360, bands=3).linear([0, 0, 0], GROUND).cast("uchar")
    return plain.draw_circle(GOLD, 300, 200, 24).draw_circle(GOLD, 300, 200, 23).copy_memory()


def test_a_screen_is_like_itself(screen: pyvips.Image) -> None:
    likeness = compare(screen, screen)
    assert (likeness.differing, likeness.boxes, likeness.close) == (0, 80 * 45, True)


def test_edges_that_are_drawn_a_little_otherwise_are_no_difference(screen: pyvips.Image) -> None:
    softened = screen.cast("float").conv(pyvips.Image.new_from_array([[0, 1, 0], [1, 12, 1], [0, 1, 0]], scale=16))
    assert compare(screen, softened.cast("uchar")).close


def test_a_ring_that_is_gone_is_a_difference_and_its_place_is_told(screen: pyvips.Image) -> None:
    likeness = compare(screen, screen.draw_rect(GROUND, 270, 170, 60, 60, fill=True))
    assert likeness.differing > MOST
    assert not likeness.close
    x, y, width, height = likeness.place
    assert x >= 272
    assert y >= 168
    assert x + width <= 328
    assert y + height <= 232
    assert min(width, height) >= 40


def test_another_size_is_a_difference(screen: pyvips.Image) -> None:
    assert not compare(screen.crop(0, 0, 632, 360), screen).close


def test_the_report_shows_both_and_what_differs_in_red(screen: pyvips.Image, tmp_path: Path) -> None:
    report(screen, screen.draw_rect(GROUND, 270, 170, 60, 60, fill=True), tmp_path / "new" / "report.png")
    written = pyvips.Image.new_from_file(str(tmp_path / "new" / "report.png"))
    assert (written.width, written.height) == (3 * 640 + 2 * 8, 360)
    assert written(324, 200)[:3] == GOLD
    assert written(648 + 324, 200)[:3] == GROUND
    assert written(1296 + 324, 200)[:3] == [255, 40, 40]
