"""Screens look the same under any system language, each language in its own glyph forms."""

from __future__ import annotations

from pathlib import Path

from setup.locales import compare, draw_under, write_pack

# Japan's changes the forms of every family; C has none of its own. `make locales` draws under nine.
LOCALES = ("C", "ja_JP")


def test_the_language_of_the_system_changes_no_pixel(tmp_path: Path) -> None:
    write_pack(tmp_path / "pack")
    drawn = {locale: draw_under(locale, tmp_path / "pack", tmp_path / "cache") for locale in LOCALES}
    reported = list(compare(drawn))
    assert len(reported) == 10
    assert [f"{screen}: {what}" for screen, what, right in reported if not right] == []
