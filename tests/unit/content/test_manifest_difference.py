"""What differs between two packs, by their manifests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.content.archive.difference import PARTS, Difference, difference
from kiosk.content.archive.manifest import Manifest, Stored

FILES = {"pack.yaml": "a", "panels/hall.yaml": "b", "galleries/places.yaml": "c", "media/a.svg": "d"}


def manifest(files: dict[str, str], version: str = "1.0.0", name: str = "hall") -> Manifest:
    stored = {file: Stored(digest, 1) for file, digest in files.items()}
    return Manifest(name, version, {"zh": "展厅"}, ("zh",), stored)


def test_the_same_files_are_the_same_pack() -> None:
    assert difference(manifest(FILES), manifest(FILES)) == Difference()
    assert difference(manifest(FILES), manifest(FILES)).same


def test_another_pack_is_not_compared_file_by_file() -> None:
    found = difference(manifest(FILES), manifest({}, name="museum"))
    assert found == Difference(other=True)
    assert not found.same


def test_files_are_counted_by_what_they_are() -> None:
    comes = {"pack.yaml": "x", "panels/hall.yaml": "b", "panels/river.yaml": "e", "media/b.svg": "d", "theme.yaml": "t"}
    found = difference(manifest(FILES), manifest(comes))
    assert found.new == {"panels": 1, "pictures": 1, "others": 1}
    assert found.changed == {"others": 1}
    assert found.gone == {"galleries": 1, "pictures": 1}
    assert not found.same


@pytest.mark.parametrize(
    ("older", "later"),
    [
        ("1.9.0", "1.10.0"),
        ("1", "1.0.1"),
        ("1.0.0-beta.2", "1.0.0"),
        ("1.0.0-2", "1.0.0-beta"),
        ("1.0.0-beta.2", "1.0.0-beta.11"),
        ("1.0.0-beta", "1.0.0-beta.1"),
    ],
)
def test_versions_are_ordered_as_semantic_versions(older: str, later: str) -> None:
    assert difference(manifest({}, older), manifest({}, later)).order == 1
    assert difference(manifest({}, later), manifest({}, older)).order == -1


@pytest.mark.parametrize(("one", "other"), [("1", "1.0.0"), ("1.2", "1.2.0"), ("1.0.0+a", "1.0.0+b")])
def test_versions_that_say_the_same(one: str, other: str) -> None:
    assert difference(manifest({}, one), manifest({}, other)).order == 0


files = st.dictionaries(
    st.sampled_from([*FILES, "panels/a.yaml", "media/x.png", "media/y.png", "readme.txt"]), st.sampled_from("abc")
)


@given(files, files)
def test_there_and_back_is_the_same_difference(one: dict[str, str], other: dict[str, str]) -> None:
    there, back = difference(manifest(one), manifest(other)), difference(manifest(other), manifest(one))
    assert (there.new, there.gone, there.changed) == (back.gone, back.new, back.changed)
    assert sum(there.new.values()) == len(other.keys() - one.keys())
    assert there.new.keys() <= set(PARTS)
    assert there.same == (one == other)
