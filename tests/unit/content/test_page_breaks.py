"""What is reported of pages that were laid out: where it is written, on which screens, and how to fix it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.loader import load_pack
from kiosk.content.page_breaks import Found, Overfull, Pagination, Setting, paginated_pages, pagination_problems
from kiosk.content.screen_sizes import ScreenSize
from tests.broken.base import KNOWLEDGE, write
from tests.broken.cases import PANEL, put
from tests.broken.neat import NEAT

LYING, UPRIGHT = ScreenSize(55, 1920, 1080), ScreenSize(55, 1080, 1920)
PAGE = ("industry", 0)


def reported(folder: Path, settings: dict[Setting, Pagination]) -> list[Diagnostic]:
    write(folder, NEAT)
    found: Found = {PAGE: settings}
    return list(pagination_problems(load_pack(folder, KNOWLEDGE).parts, found))


def test_nothing_is_told_of_parts_in_larger_text(tmp_path: Path) -> None:
    settings = {Setting(LYING, "zh", size): Pagination(parts) for size, parts in ((100, 1), (135, 2), (200, 5))}
    assert reported(tmp_path, settings) == []


def test_a_page_that_breaks_at_100_per_cent_is_told_at_its_line_with_the_screens(tmp_path: Path) -> None:
    settings = {
        Setting(LYING, "zh", 100): Pagination(1),
        Setting(UPRIGHT, "zh", 100): Pagination(2),
        Setting(UPRIGHT, "en", 100): Pagination(3),
    }
    (problem,) = reported(tmp_path, settings)
    assert (str(problem.location), problem.severity, problem.kind) == ("panels/industry.yaml:9:5", "warning", "parts")
    assert problem.message == "this page breaks into 3 parts at 100 %: 55in-portrait (zh), 55in-portrait (en)"
    assert problem.fix == "shorten it, or divide it into two pages"


@pytest.mark.parametrize(
    ("block", "entry", "place"),
    [(3, 0, "18:13"), (2, -1, "16:16"), (0, -1, "13:9"), (1, 0, "15:13"), (6, 0, "21:19")],
)
def test_what_no_screen_holds_is_told_at_its_own_line(block: int, entry: int, place: str, tmp_path: Path) -> None:
    settings = {Setting(LYING, "en", size): Pagination(2, (Overfull(block, entry),)) for size in (135, 200)}
    (problem,) = reported(tmp_path, settings)
    assert str(problem.location).partition(":")[2] == place
    assert (problem.severity, problem.kind) == ("warning", "room")
    assert problem.message == "this is higher than the screen: 55in (en, 135 %), 55in (en, 200 %)"


def test_many_settings_are_told_as_few_and_their_number(tmp_path: Path) -> None:
    screens = [ScreenSize(inches, 1920, 1080) for inches in (24, 32, 43, 55)]
    settings = {Setting(screen, "en", 200): Pagination(2, (Overfull(0),)) for screen in screens}
    (problem,) = reported(tmp_path, settings)
    assert problem.message.endswith("32in (en, 200 %), 43in (en, 200 %), … (4 in all)")


def test_a_page_that_comes_to_no_rest_is_told_as_a_fault_of_the_program(tmp_path: Path) -> None:
    (problem,) = reported(tmp_path, {Setting(LYING, "en", 100): Pagination(0)})
    assert problem.message.endswith("comes to no rest: 55in (en, 100 %)")
    assert "the fault is the program's" in problem.fix


def test_each_page_is_known_with_its_line_and_its_parts(tmp_path: Path) -> None:
    put(
        PANEL, "- sources: [article]\n", "- sources: [article]\n  - {id: last, title: Last, blocks: [{text: Words}]}\n"
    )(write(tmp_path, NEAT))
    parts = load_pack(tmp_path, KNOWLEDGE).parts
    first, last = paginated_pages(parts, {PAGE: {Setting(UPRIGHT, "zh", 200): Pagination(4)}})
    assert first.as_dict() == {
        "file": "panels/industry.yaml",
        "line": 9,
        "panel": "industry",
        "page": "first",
        "parts": [{"screen": "55in-portrait", "language": "zh", "text-size": 200, "parts": 4}],
    }
    assert (last.page, last.settings) == ("last", {})
