"""Themes: which colours meet, what their contrast is, and how a pack's own is read, refused and used."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk import paths
from kiosk.content.contrast import LARGE, WORDS, contrast_problems, faint_pairs, fixed, ratio
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.loader import ParsedPack, load_pack
from kiosk.content.theme import PackTheme, Theme
from kiosk.content.validation import validate
from kiosk.content.yaml import sheet_of
from kiosk.packs.product_themes import load_theme, theme_names, theme_values
from tests.broken.base import FILES, KNOWLEDGE, PACK, PANEL, write

THEMES = paths.resources() / "themes"
SHOWCASE = Path(__file__).parents[3] / "content" / "showcase"
CAST = load_theme(THEMES, "cast")
BRIGHT = '{colour: "#9FD0FF", lit: "#10304A", edge: "#0B1F30", halo: "#9FD0FF"}'
DEEP = '{colour: "#1E4F7D", lit: "#DCE6EA", edge: "#E9E4D6", halo: "#1E4F7D"}'


def with_theme(folder: Path, words: str, panel: str = PANEL) -> ParsedPack:
    front = PACK.replace("languages:", "theme: ./theme.yaml\nlanguages:").encode()
    files = {"pack.yaml": front, "theme.yaml": words.encode(), "panels/industry.yaml": panel.encode()}
    return load_pack(write(folder, FILES | files), KNOWLEDGE)


def problems_of(words: str) -> list[Diagnostic]:
    sheet = sheet_of("theme.yaml", words.encode())
    own, problems = validate(sheet, PackTheme)
    assert own is not None, problems
    return list(contrast_problems(sheet, own, CAST))


@pytest.mark.parametrize(
    ("drawn", "on", "expected"),
    [
        ("#FFFFFF", "#000000", 21),
        ("#777777", "#FFFFFF", 4.48),
        ("#FF0000", "#FFFFFF", 4.0),
        ("#0E1B1A", "#0E1B1A", 1),
        # Half of black over a picture: at its worst, over white, it is a grey.
        ("#FFFFFF", "#80000000", 3.98),
        ("#80FFFFFF", "#000000", 5.32),
        # Half of white over a picture: at its worst, over black, it is a grey.
        ("#000000", "#80FFFFFF", 5.32),
    ],
)
def test_contrast_is_that_of_wcag(drawn: str, on: str, expected: float) -> None:
    assert ratio(drawn, on) == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize("name", sorted(theme_names(THEMES)))
def test_every_theme_that_ships_can_be_read_in_each_contrast(name: str) -> None:
    assert list(faint_pairs(load_theme(THEMES, name))) == []


def test_the_showcase_wears_a_theme_of_its_own_that_can_be_read() -> None:
    sheet = sheet_of("theme.yaml", (SHOWCASE / "theme.yaml").read_bytes())
    own, problems = validate(sheet, PackTheme)
    assert own is not None
    assert problems == []
    assert list(faint_pairs(CAST.with_pack_theme(own))) == []


def test_a_faint_colour_is_told_with_its_pairs_its_ratios_and_a_colour_that_would_do() -> None:
    (problem,) = problems_of('contrasts:\n  dark:\n    colours:\n      muted: "#445566"\n')
    assert str(problem.location) == "theme.yaml:4:14"
    assert problem.severity == "error"
    assert '"muted" does not stand out in "dark": 1.39 : 1 on "lit" of "industry"' in problem.message.replace(
        '1.16 : 1 on "lit" of "governance", 1.38 : 1 on "lit" of "gold", ', ""
    )
    assert problem.fix == 'make it lighter, such as "#B4BBC2"'
    better = "contrasts:\n  dark:\n    colours:\n      muted: " + problem.fix.split(" ")[-1]
    assert problems_of(better) == []


def test_a_ground_on_which_nothing_can_be_read_is_told_at_the_ground() -> None:
    (problem,) = problems_of('contrasts:\n  rice-paper:\n    colours:\n      deep: "#5F6F6B"\n')
    assert str(problem.location) == "theme.yaml:4:13"
    assert ' under "gold"' in problem.message
    assert problem.fix.startswith("make it lighter, such as ")


def test_where_no_colour_would_do_the_others_come_first() -> None:
    assert fixed("#777777", [("#000000", WORDS), ("#FFFFFF", WORDS), ("#808080", WORDS)]) == ""
    faint = 'contrasts:\n  dark:\n    colours: {text: "#777777", ground: "#777777", deep: "#FFFFFF", tile: "#000000"}\n'
    assert "fix its background first" in {problem.fix for problem in problems_of(faint)}


def test_a_pair_that_a_pack_has_no_part_in_is_not_its_fault() -> None:
    grey = PackTheme.model_validate({"contrasts": {"high": {"colours": {"text": "#333333"}}}})
    sheet = sheet_of("theme.yaml", b'contrasts: {dark: {colours: {patina: "#123456"}}}\n')
    own = PackTheme.model_validate(sheet.plain)
    assert list(faint_pairs(CAST.with_pack_theme(grey)))
    assert list(contrast_problems(sheet, own, CAST.with_pack_theme(grey))) == []


def test_lines_and_signs_need_less_than_words() -> None:
    assert LARGE < ratio("#5D6980", "#0E1B1A") < WORDS


def test_a_pack_uses_an_accent_of_its_own(tmp_path: Path) -> None:
    words = f"contrasts:\n  dark:\n    accents: {{river: {BRIGHT}}}\n  rice-paper:\n    accents: {{river: {DEEP}}}\n"
    loaded = with_theme(tmp_path, words, PANEL.replace("accent: industry", "accent: river"))
    assert loaded.problems == ()
    assert loaded.theme is not None
    values = theme_values(loaded.theme)
    assert values["contrasts"]["dark"]["accents"]["river"]["colour"] == "#9FD0FF"
    assert values["contrasts"]["dark"]["colours"] == theme_values(CAST)["contrasts"]["dark"]["colours"]
    assert values["type"] == theme_values(CAST)["type"]


def test_a_pack_without_a_theme_brings_none(tmp_path: Path) -> None:
    assert load_pack(write(tmp_path), KNOWLEDGE).theme is None


def test_a_theme_of_the_product_lacks_no_colour(tmp_path: Path) -> None:
    whole = (THEMES / "cast.yaml").read_text(encoding="utf-8")
    (tmp_path / "bare.yaml").write_text(whole.replace('      muted: "#3B4A46"\n', ""), encoding="utf-8")
    with pytest.raises(ValueError, match=r"bare\.yaml has no muted in rice-paper"):
        load_theme(tmp_path, "bare")
    (tmp_path / "wrong.yaml").write_text("id: wrong\n", encoding="utf-8")
    with pytest.raises(ValueError, match='a theme needs "contrasts"'):
        load_theme(tmp_path, "wrong")
    with pytest.raises(ValueError, match="the file is missing"):
        load_theme(tmp_path, "none")


def test_a_dressed_theme_is_whole() -> None:
    assert isinstance(CAST.with_pack_theme(PackTheme.model_validate({"contrasts": {}})), Theme)
