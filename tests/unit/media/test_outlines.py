"""Curves that turn at their very end: librsvg breaks a thick stroke there, which is reported."""

from __future__ import annotations

import pytest
import pyvips

from kiosk.media.drawings.svg_losses import losses_in
from kiosk.media.drawings.svg_outlines import turns_at_its_end

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200"><path fill="none" stroke="green" '
    'stroke-width="20" d="{}"/></svg>'
)


def alpha(outline: str) -> pyvips.Image:
    return pyvips.Image.svgload_buffer(DRAWING.format(outline).encode(), scale=5)[3]


@pytest.mark.parametrize(
    "outline",
    [
        "M 20 160 C 20.1 160 160 20 160.1 20",
        "M20,160C20.1,160,160,20,160.1,20",
        "m 20 160 c .1 0 140 -140 140.1 -140",
        "M0 0h20v160H20V160A1 1 0 0 1 20 160a0 0 0 0 0 0 0C 20.1 160 160 20 160.1 20",
        "M 0 160 Z M 20 160 Q 20 160 20 160 T 20 160 S 160 20 160.1 20.05",
        "M 175 15 C 175 30 175.1 175 175 175 H 15",
        "M 0 0 L 20 160 1e2 5 C 100 5 100 5 20 160 20.1 160 160 20 160.1 20 bad",
    ],
)
def test_a_stroke_that_breaks_is_reported(outline: str) -> None:
    assert turns_at_its_end(outline, 20)
    losses = [each for each in losses_in(DRAWING.format(outline).encode()) if each["code"] == "misread"]
    assert [each["what"] for each in losses] == ["stroke-width 20"]


@pytest.mark.parametrize(
    "outline",
    [
        "M 20 160 C 20.0001 160 160 20 160.0001 20",  # too short to turn anything
        "M 20 160 C 40 160 160 40 160 20",
        "M 20 160 C 20.1 159.9 160 20.1 160.1 20",  # along the curve
        "M 20 160 C 20 160 160 20 160 20",
        "M 20 160 C 20.1 160 22 158 22.1 158",  # shorter than the stroke is wide
        "M 20 160 L 160 20",
        "",
        "C",
    ],
)
def test_an_ordinary_stroke_is_not_reported(outline: str) -> None:
    assert not turns_at_its_end(outline, 20)


def test_librsvg_breaks_such_a_stroke_still() -> None:
    line = alpha("M 20 160 L 160 20")
    assert (alpha("M 20 160 C 20.1 160 160 20 160.1 20") - line).abs().avg() > 0.5
    assert (alpha("M 20 160 C 20.0001 160 160 20 160.0001 20") - line).abs().avg() < 0.01
