"""Home beside the tiles: the headline, the motto and the rings, whatever their length."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtQuick import QQuickItem

from tests.screens.layout import inked, lasting_faults, quote, speaks
from tests.screens.visitor import ARTICLE, LANDSCAPE, PORTRAIT, ROOT, SMALL, Visitor, is_a, items

SHOWCASE = ROOT / "content" / "showcase"
SHORT = "headline: {zh: 山水之间, en: Hills}"
LONG = "headline: {zh: 一座在江边生长了很久的现代小镇, en: A modern town that has been growing by the river for long}"


def with_home(tmp_path: Path, headline: str, *more: str) -> Path:
    folder = shutil.copytree(SMALL, tmp_path / "pack")
    sheet = folder / "pack.yaml"
    words = sheet.read_text(encoding="utf-8")
    found = next(line for line in words.splitlines() if line.strip().startswith("headline:"))
    sheet.write_text(words.replace(found, "\n  ".join([f"  {headline}", *more])), encoding="utf-8")
    return folder


def columns(visitor: Visitor) -> list[str]:
    """The vertical words."""
    seen = [item for item in items(visitor.window.contentItem()) if is_a(item, "UprightText") and item.isVisible()]
    return [str(item.property("words")) for item in seen]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT, (1280, 800)], ids=["landscape", "portrait", "small"])
def test_a_long_headline_leaves_room_for_all_else(
    open_kiosk: Callable[..., Any], tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    with open_kiosk(with_home(tmp_path, LONG), size) as visitor:
        visitor.begin()
        visitor.kiosk.session.chooseLanguage(language)
        assert lasting_faults(visitor.window) == []
        assert any(words.startswith(("一座在江边", "A modern town")) for words in visitor.texts())


def test_a_motto_stands_beside_the_headline_of_an_upright_screen(
    open_kiosk: Callable[..., Any], tmp_path: Path
) -> None:
    with open_kiosk(
        with_home(tmp_path, SHORT, "motto: {zh: 软环境带来硬变化, en: Soft and hard}"), PORTRAIT
    ) as visitor:
        visitor.begin()
        assert columns(visitor)[:2] == ["山水之间", "软环境带来硬变化"]
        assert not any("三个主题" in words for words in visitor.texts())
        assert lasting_faults(visitor.window) == []
        visitor.touch("bar:language")
        assert any("Three themes" in words for words in visitor.texts())


def test_a_motto_with_digits_gives_way_to_the_lead(open_kiosk: Callable[..., Any], tmp_path: Path) -> None:
    with open_kiosk(with_home(tmp_path, SHORT, "motto: {zh: 3000年的宜, en: Old}"), PORTRAIT) as visitor:
        visitor.begin()
        assert columns(visitor)[:1] == ["山水之间"]
        assert any("三个主题" in words for words in visitor.texts())


def scene_rect(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


@pytest.mark.parametrize("pack", [ARTICLE, SHOWCASE], ids=["article", "showcase"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("text_size", [135, 200])
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape", "portrait"])
def test_in_larger_text_no_title_lies_on_its_object_and_no_words_on_a_ring(
    open_kiosk: Callable[..., Any], pack: Path, language: str, text_size: int, size: tuple[int, int]
) -> None:
    with open_kiosk(pack, size) as visitor:
        visitor.start_at_home()
        visitor.kiosk.session.chooseLanguage(language)
        visitor.kiosk.session.chooseTextSize(text_size)
        visitor.let_pass(0)
        everything = [item for item in items(visitor.window.contentItem()) if item.isVisible()]
        for cell in (item for item in everything if is_a(item, "HomeCell")):
            words = [inked(item) for item in items(cell) if speaks(item) and item.isVisible() and item.opacity() > 0]
            objects = [scene_rect(item) for item in items(cell) if is_a(item, "PackPicture") and item.isVisible()]
            assert [(word, thing) for word in words for thing in objects if word.intersects(thing)] == []
            assert [word for word in words if not scene_rect(cell).contains(word)] == []
        apart = QMarginsF(8, 8, 8, 8)
        rings = [scene_rect(item) + apart for item in everything if is_a(item, "Ring") and item.opacity() > 0]
        seen = [item for item in everything if speaks(item) and is_a(item, "Label") and item.opacity() > 0]
        touching = [(quote(each), ring) for each in seen for ring in rings if inked(each).intersects(ring)]
        assert touching == []
