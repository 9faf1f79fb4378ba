"""How much of a pack is written in which language."""

from __future__ import annotations

from pathlib import Path

from kiosk.content.loader import load_pack
from kiosk.content.translation_coverage import Coverage, coverage, whole
from tests.broken.base import FILES, KNOWLEDGE, PANEL, write


def test_each_file_is_counted_for_each_language(tmp_path: Path) -> None:
    panel = PANEL.replace("zh: 投资, en: Invested", "zh: 投资").replace(
        "title: {zh: 产业, en: Industry}", "title: 产业"
    )
    loaded = load_pack(write(tmp_path, FILES | {"panels/industry.yaml": panel.encode()}), KNOWLEDGE)
    found = {part.file: part for part in loaded.coverage}
    assert list(found) == ["pack.yaml", "panels/industry.yaml", "galleries/places.yaml"]
    assert found["panels/industry.yaml"] == Coverage("panels/industry.yaml", 8, {"zh": 8, "en": 7})
    assert found["panels/industry.yaml"].per_cent("en") == 87
    assert found["panels/industry.yaml"].missing("en") == 1
    assert (found["pack.yaml"].per_cent("zh"), found["pack.yaml"].per_cent("en")) == (100, 100)


def test_a_pack_with_errors_is_counted_too(tmp_path: Path) -> None:
    panel = PANEL.replace("title: {zh: 第一页, en: First page}", "title: {en: First page}")
    loaded = load_pack(write(tmp_path, FILES | {"panels/industry.yaml": panel.encode()}), KNOWLEDGE)
    assert loaded.pack is None
    assert [part.missing("zh") for part in loaded.coverage] == [0, 1, 0]


def test_the_whole_is_the_sum() -> None:
    parts = [
        coverage("a.yaml", [frozenset({"zh"}), frozenset({"zh", "en"})], ("zh", "en")),
        Coverage("b", 1, {"zh": 1, "en": 1}),
    ]
    assert whole(parts) == Coverage("", 3, {"zh": 3, "en": 2})
    assert whole(parts).as_dict() == {"file": "", "texts": 3, "written": {"zh": 3, "en": 2}}
    assert whole([]).texts == 0


def test_a_file_without_texts_lacks_nothing() -> None:
    assert coverage("a.yaml", [], ("zh",)).per_cent("zh") == 100


def test_one_of_a_thousand_missing_is_not_all() -> None:
    assert Coverage("a.yaml", 1000, {"zh": 999}).per_cent("zh") == 99
