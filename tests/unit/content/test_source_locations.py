"""Where in a file a problem is reported to be: always at a place that an editor can go to."""

from __future__ import annotations

import pytest

from kiosk.content.diagnostics import SourceLocation
from kiosk.content.yaml.source_text import SourceText


@pytest.mark.parametrize(
    ("line", "column", "place"),
    [(0, 0, (1, 1)), (1, 2, (2, 3)), (1, 9, (2, 5)), (2, 0, (2, 5)), (7, 3, (2, 5))],
)
def test_a_place_past_the_end_is_told_as_the_end(line: int, column: int, place: tuple[int, int]) -> None:
    assert SourceText("pack.yaml", "id: a\nb: [\n").location(line, column) == SourceLocation("pack.yaml", *place)


def test_a_sign_is_found_on_its_line() -> None:
    assert SourceText("pack.yaml", "id: a\r\nb: [").location_at(10) == SourceLocation("pack.yaml", 2, 4)
