"""Files of a pack in the wrong folder: they are named, with where they belong, and nothing else is blamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.content.loader import load_pack
from tests.broken.base import FILES, GALLERY, KNOWLEDGE, PANEL, write

# Where the files are, and the report: file, message, fix.
PLACES = [
    ({"Panels/industry.yaml": PANEL}, "Panels", "this folder is not read", "rename it to panels"),
    ({"panel/industry.yaml": PANEL}, "panel", "this folder is not read", "rename it to panels"),
    ({"gallery/places.yaml": GALLERY}, "gallery", "this folder is not read", "rename it to galleries"),
    ({"图集/places.yaml": GALLERY}, "图集", "this folder is not read", "rename it to galleries"),
    (
        {"industry.yaml": PANEL},
        "industry.yaml",
        "this file is not read: it is beside pack.yaml",
        "move it to panels/industry.yaml",
    ),
    (
        {"places.yaml": GALLERY},
        "places.yaml",
        "this file is not read: it is beside pack.yaml",
        "move it to galleries/places.yaml",
    ),
    (
        {"panels/places.yaml": GALLERY},
        "panels/places.yaml",
        "this is a gallery, in the folder of the panels",
        "move it to galleries/places.yaml",
    ),
    (
        {"galleries/industry.yaml": PANEL},
        "galleries/industry.yaml",
        "this is a panel, in the folder of the galleries",
        "move it to panels/industry.yaml",
    ),
]


@pytest.mark.parametrize(("placed", "file", "message", "fix"), PLACES, ids=[each[1] for each in PLACES])
def test_the_place_where_a_file_belongs_is_named(
    tmp_path: Path, placed: dict[str, str], file: str, message: str, fix: str
) -> None:
    text = next(iter(placed.values()))
    gone = "panels/industry.yaml" if text == PANEL else "galleries/places.yaml"
    files = {name: data for name, data in FILES.items() if name != gone}
    write(tmp_path, files | {name: data.encode() for name, data in placed.items()})
    found = load_pack(tmp_path, KNOWLEDGE).problems
    assert [(each.location.file, each.message, each.fix, each.severity) for each in found] == [
        (file, message, fix, "error")
    ]
    place = tmp_path / fix.removeprefix("move it to ").removeprefix("rename it to ")
    place.parent.mkdir(exist_ok=True)
    (tmp_path / file).rename(place)
    assert load_pack(tmp_path, KNOWLEDGE).problems == ()


def test_other_files_beside_pack_yaml_are_the_pack_s_own(tmp_path: Path) -> None:
    write(tmp_path, FILES | {"notes.yaml": b"- one\n", "todo.yaml": b"pages\n", "broken.yaml": b"{"})
    assert load_pack(tmp_path, KNOWLEDGE).problems == ()


def test_a_second_folder_beside_the_right_one_is_named_too(tmp_path: Path) -> None:
    write(tmp_path, FILES | {"Panels/other.yaml": PANEL.replace("id: industry", "id: other").encode()})
    [problem] = load_pack(tmp_path, KNOWLEDGE).problems
    assert (problem.location.file, problem.fix) == ("Panels", "move its .yaml files into panels/, and the folder away")


def test_a_folder_without_yaml_files_is_the_pack_s_own(tmp_path: Path) -> None:
    assert load_pack(write(tmp_path, FILES | {"gallery/hall.svg": FILES["media/hall.svg"]}), KNOWLEDGE).problems == ()
