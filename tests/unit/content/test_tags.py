"""Tags of pictures: ids that a gallery's map names, their names, and plain words that name themselves."""

from __future__ import annotations

from pathlib import Path

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.loader import load_pack
from kiosk.content.model import Gallery, Text
from tests.broken.base import FILES, KNOWLEDGE, write

MAP = "tags: {hall: {zh: 大厅, en: Halls}}\n"


def loaded(tmp_path: Path, *tags: str, named: str = "") -> tuple[Gallery | None, list[Diagnostic]]:
    pictures = "".join(f"  - {{file: media/hall.svg, title: A, tags: {each}}}\n" for each in tags)
    text = f"id: places\ntitle: {{zh: 图集, en: Places}}\n{named}pictures:\n{pictures}"
    found = load_pack(write(tmp_path, FILES | {"galleries/places.yaml": text.encode()}), KNOWLEDGE)
    return found.pack.gallery("places") if found.pack else None, list(found.problems)


def test_plain_words_are_tags_and_name_themselves(tmp_path: Path) -> None:
    gallery, problems = loaded(tmp_path, '[油画, "on paper, unique"]', "[油画]")
    assert problems == []
    assert gallery is not None
    assert gallery.choices() == {"油画": Text(same="油画"), "on paper, unique": Text(same="on paper, unique")}
    assert gallery.pictures[0].tags == ("油画", "on paper, unique")


def test_ids_without_a_map_are_nothing_that_visitors_read(tmp_path: Path) -> None:
    gallery, problems = loaded(tmp_path, "[hall, oil]")
    assert (problems, gallery and gallery.choices()) == ([], {})


def test_a_name_of_the_map_means_its_id(tmp_path: Path) -> None:
    gallery, problems = loaded(tmp_path, "[大厅]", "[Halls]", "[hall]", "[水墨]", named=MAP)
    assert problems == []
    assert gallery is not None
    assert [gallery.tag_of(tag) for picture in gallery.pictures for tag in picture.tags] == ["hall"] * 3 + ["水墨"]
    assert list(gallery.choices()) == ["hall", "水墨"]


def test_a_mistyped_id_is_told_where_a_map_names_them(tmp_path: Path) -> None:
    _, problems = loaded(tmp_path, "[hal]", named=MAP)
    assert [problem.fix for problem in problems] == ['did you mean "hall"?']


def test_eight_plain_words_are_offered_the_commonest_first(tmp_path: Path) -> None:
    gallery, _ = loaded(tmp_path, *(f"[词{number}]" for number in range(20)), "[词19]")
    assert gallery is not None
    assert list(gallery.choices())[:2] == ["词19", "词0"]
    assert len(gallery.choices()) == 8


def test_words_that_no_comma_divides_are_told(tmp_path: Path) -> None:
    _, problems = loaded(tmp_path, "[油画，水墨]")
    assert [(problem.severity, problem.message) for problem in problems] == [
        ("warning", '"油画，水墨" is one item: ， and 、 divide none')
    ]
    assert loaded(tmp_path, "[油画, 水墨]")[1] == []
    assert loaded(tmp_path, '["油画，水墨"]')[1] == []


def test_a_tag_is_one_line(tmp_path: Path) -> None:
    _, problems = loaded(tmp_path, '["a\\nb"]')
    assert [problem.expected for problem in problems] == ["words on one line, or an id"]
