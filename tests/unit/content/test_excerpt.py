"""The line that a problem stands in, and which part of it is meant."""

from __future__ import annotations

import pytest

from kiosk.content.diagnostics import SourceLocation
from kiosk.content.excerpt import MOST, excerpt


@pytest.mark.parametrize(
    ("line", "column", "meant"),
    [
        ("icon: mdi6.factory", 1, "icon"),
        ("icon: mdi6.factory", 7, "mdi6.factory"),
        ("icon: mdi6.factory  # a chimney", 7, "mdi6.factory"),
        ("title: {zh: 第一页, en: First page}", 8, "{"),
        ("title: {zh: 第一页, en: First page}", 13, "第一页"),
        ("title: {zh: 第一页, en: First page}", 22, "First page"),
        ("tiles: [industry, places]", 19, "places"),
        ('lead: "One, two: \\"three\\"" # four', 7, '"One, two: \\"three\\""'),
        ("lead: 'It''s one, two' # three", 7, "'It''s one, two'"),
        ("at: 12:30-13:00", 5, "12:30-13:00"),
        ("empty:", 7, ""),
        ("tab\tbed: x", 1, "tab bed"),
    ],
)
def test_what_is_meant_is_found(line: str, column: int, meant: str) -> None:
    shown = excerpt(["first", line], SourceLocation("pack.yaml", 2, column))
    assert shown is not None
    assert (shown.number, shown.meant) == (2, meant)
    assert shown.before + shown.meant + shown.after == line.replace("\t", " ")


@pytest.mark.parametrize("line", [0, 3])
def test_a_place_that_is_no_line_shows_none(line: int) -> None:
    assert excerpt(["one", "two"], SourceLocation("pack.yaml", line, 1)) is None


def test_a_long_line_is_cut_around_what_is_meant() -> None:
    shown = excerpt([f"title: {{zh: {'很' * 300}, en: Long, {'x' * 300}: 1}}"], SourceLocation("a.yaml", 1, 319))
    assert shown is not None
    assert shown.meant == "Long"
    assert shown.before[0] == shown.after[-1] == "…"
    assert len(shown.before + shown.meant + shown.after) == MOST + 2


def test_a_long_line_is_cut_behind_what_is_meant_where_it_begins_the_line() -> None:
    shown = excerpt(["x" * 300], SourceLocation("a.yaml", 1, 1))
    assert shown is not None
    assert (shown.before, shown.meant, shown.after) == ("", "x" * MOST, "…")
