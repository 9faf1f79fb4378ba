"""Words that no screen shows are reported where they stand, and a fix that is carried out leaves nothing to tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.lint import remarks
from kiosk.content.loader import load_pack
from tests.broken.base import KNOWLEDGE, write
from tests.broken.neat import NEAT

PANEL, GALLERY, FRONT = "panels/industry.yaml", "galleries/places.yaml", "pack.yaml"
TEXT = "      - text: {zh: 说明, en: Words}\n"
CREDIT = "credit: {zh: 张三摄, en: Photo by Zhang San}"
BARS = (
    "      - chart: {kind: bar, series: [{value: 1, label: a}, {value: 2, label: b}], start: now, year: 2019,"
    " source: article}\n"
)
FLOW = "      - flow: {stations: [{title: a}, {title: b}], unnamed: others}\n"


def found(folder: Path, file: str = PANEL, old: str = "", new: str = "") -> list[Diagnostic]:
    """Return what is reported as unseen of the neat pack, with words of one file changed."""
    text = NEAT[file].decode()
    assert old in text
    loaded = load_pack(write(folder, NEAT | {file: text.replace(old, new, 1).encode()}), KNOWLEDGE)
    assert [problem.text() for problem in loaded.problems if problem.severity == "error"] == []
    return [problem for problem in remarks(loaded) if problem.kind == "unseen"]


def test_a_neat_pack_has_no_words_that_nobody_sees(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("place", "new", "told_of", "fixed"),
    [
        ((PANEL, TEXT), BARS, '"start" of a bar chart', BARS.replace("start: now", "note: now")),
        ((PANEL, TEXT), BARS, '"start" of a bar chart', BARS.replace("kind: bar", "kind: cut")),
        (
            (PANEL, TEXT),
            FLOW,
            '"unnamed": no station has blank studs',
            FLOW.replace("title: a", "title: a, total: 2"),
        ),
        ((PANEL, TEXT), FLOW, '"unnamed": no station has blank studs', FLOW.replace(", unnamed: others", "")),
        ((GALLERY, "id: places\n"), "lead: words\n", '"lead" of a gallery', ""),
    ],
)
def test_a_field_that_is_not_drawn_is_told(
    tmp_path: Path, place: tuple[str, str], new: str, told_of: str, fixed: str
) -> None:
    file, old = place
    (reported,) = found(tmp_path, file, old, old + new)
    assert reported.severity == "warning"
    assert told_of in reported.message
    assert found(tmp_path, file, old, old + fixed) == []


def test_a_credit_on_a_card_is_told_until_its_author_is_named_in_words(tmp_path: Path) -> None:
    card = f"      - cards: [{{title: a, picture: {{file: media/park.png, alt: b, {CREDIT}}}}}]\n"
    (reported,) = found(tmp_path, PANEL, TEXT, TEXT + card)
    assert reported.message == 'no screen shows "credit" of a picture here'
    assert "or write them into a text of a page" in reported.fix
    named = "      - text: {zh: 图片：张三摄, en: Photo by Zhang San}\n"
    assert found(tmp_path, PANEL, TEXT, TEXT + card + named) == []


def test_a_caption_of_a_cover_is_told_until_the_picture_is_shown_with_it(tmp_path: Path) -> None:
    cover = "  file: media/park.png\n"
    other = cover + "  caption: {zh: 正门, en: The park}\n"
    (reported,) = found(tmp_path, PANEL, cover, other)
    assert reported.message == 'no screen shows "caption" of a picture here'
    page = "- id: first\n    picture: {file: media/park.png, alt: a, caption: {zh: 正门, en: The park}}\n"
    text = NEAT[PANEL].decode().replace(cover, other).replace("- id: first\n", page)
    loaded = load_pack(write(tmp_path, NEAT | {PANEL: text.encode()}), KNOWLEDGE)
    assert [problem for problem in remarks(loaded) if problem.kind == "unseen"] == []


def test_a_cover_beside_an_object_and_a_source_on_no_page_are_told(tmp_path: Path) -> None:
    (reported,) = found(tmp_path, PANEL, "pages:\n", "object: {file: media/park.png, alt: a}\npages:\n")
    assert reported.message == 'no screen shows "cover": "object" takes its place'
    (reported,) = found(tmp_path, PANEL, "      - sources: [article]\n", "")
    assert (reported.location.file, reported.message) == (FRONT, "no screen shows this source: no page lists it")
    assert reported.fix.startswith("add - sources: [article] to the blocks of a page")


@pytest.mark.parametrize(("motto", "is_told"), [("软环境带来硬变化", False), ("3000年的宜", True), ("软" * 13, True)])
def test_a_motto_that_cannot_stand_upright_is_told(tmp_path: Path, motto: str, is_told: bool) -> None:
    assert bool(found(tmp_path, FRONT, "home:\n", f"home:\n  motto: {{zh: {motto}, en: Old}}\n")) == is_told
