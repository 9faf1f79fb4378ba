"""Home beside the tiles: the headline, the motto and the rings, whatever their length."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.screens.layout import lasting_faults
from tests.screens.visitor import LANDSCAPE, PORTRAIT, SMALL, Visitor, is_a, items

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
