"""Screens of a tour go by the ids of what they show, so that a page may move and keep its name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.content.loader import load_pack
from kiosk.packs.product_catalog import product_catalog
from setup import stops


def screen(file: str, **where: Any) -> dict[str, Any]:
    return {"file": file, "screen": "panel", "panel": None, "page": None, **where}


@pytest.mark.parametrize(
    ("file", "where", "name"),
    [
        ("03-panel-industry-1-four-cards.png", {"panel": "industry", "page": "four-cards"}, "industry/four-cards"),
        ("117-panel-yi-culture-12-q-part-2.png", {"panel": "yi-culture", "page": "q"}, "yi-culture/q part 2"),
        ("40-panel-hall-2-part-1-station-3.png", {"panel": "hall", "page": "part-1"}, "hall/part-1 station 3"),
        ("02-home.png", {"screen": "home"}, "home"),
        ("100-viewer-places-3.png", {"screen": "viewer"}, "viewer-places-3"),
    ],
)
def test_a_page_is_named_by_panel_and_page_wherever_it_stands(file: str, where: dict[str, Any], name: str) -> None:
    assert stops.name(screen(file, **where)) == name


def test_pictures_of_a_tour_bear_these_names(tmp_path: Path) -> None:
    screens = [
        screen("01-home.png", screen="home"),
        screen("02-panel-a-1-b.png", panel="a", page="b"),
        screen("03-panel-a-1-b-part-2.png", panel="a", page="b"),
    ]
    (tmp_path / "index.json").write_text(json.dumps({"screens": screens}), encoding="utf-8")
    assert [(file.name, name) for file, name in stops.pictures(tmp_path)] == [
        ("01-home.png", "home"),
        ("02-panel-a-1-b.png", "a/b"),
        ("03-panel-a-1-b-part-2.png", "a/b part 2"),
    ]


def test_the_designed_screens_name_pages_that_the_pack_has(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(top / "setup"))
    from setup import beside

    pack = load_pack(beside.PACK, product_catalog()).pack
    assert pack is not None
    named = {view.stop for view in beside.VIEWS.values() if "/" in view.stop}
    assert named
    assert named - {f"{panel.id}/{page.id}" for panel in pack.panels for page in panel.pages} == set()
    assert [view.stop for view in beside.VIEWS.values() if view.stop.startswith("panel-")] == []
