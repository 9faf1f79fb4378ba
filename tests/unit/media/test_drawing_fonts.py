"""The words of a drawing: their fonts, what is drawn in place of one, and in the forms of which language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import pyvips

from kiosk.device import system_fonts
from kiosk.media import Prepared, prepare
from kiosk.media.drawings.svg_fonts import lettering_of
from kiosk.media.sandbox.worker_process import locale_for
from tests.unit.media.sample_pictures import WIDTHS, draw_svg

WORDS = '<text x="4" y="44" font-family="{}" font-size="26">直骨海令</text>'
GONE = "Song of a Machine Far Away"


def asked(body: str) -> list[tuple[int, list[str], str]]:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>'
    return [(each["line"], each["families"], each["signs"]) for each in lettering_of(drawing.encode())]


@pytest.mark.parametrize(
    ("body", "families"),
    [
        ('<text font-family="A">x</text>', ["A"]),
        ("<text style=\"fill: red; font-family: 'A B', C\">x</text>", ["A B", "C"]),
        ('<text style="font: italic 700 12px/1.4 A, serif">x</text>', ["A", "serif"]),
        ('<g font-family="A"><text><tspan>x</tspan></text></g>', ["A"]),
        ('<g font-family="A"><text font-family="B">x</text></g>', ["B"]),
        ('<g font-family="A"><text style="font-family: inherit">x</text></g>', ["A"]),
        ('<style>.a, #b { font-family: A }</style><text class="z a">x</text>', ["A"]),
        ('<style>g .a{font-family:A}</style><text class="a">x</text>', ["A"]),
        ('<style>/* .a{font-family:B} */ text.a{font-family:A}</style><text class="a">x</text>', ["A"]),
        ('<style>text{font-family:A} #b{font-family:B}</style><text id="b">x</text>', ["B"]),
        ("<style>@font-face{font-family:Z;src:url(z)} text{font-family:A!important}</style><text>x</text>", ["A"]),
        ("<style><![CDATA[text{font-family:A}]]></style><text>x</text>", ["A"]),
    ],
)
def test_a_family_is_found_wherever_it_is_named(body: str, families: list[str]) -> None:
    assert asked(body) == [(1, families, "x")]


@pytest.mark.parametrize(
    "body",
    [
        '<path style="font-family:A" d="M0 0"/>',
        '<text font-family="A">  \n </text>',
        '<title font-family="A">x</title>',
        '<defs><text font-family="A">x</text></defs>',
        "<text>x</text>",
    ],
)
def test_what_draws_no_words_asks_for_nothing(body: str) -> None:
    assert asked(body) == []


def test_each_list_of_families_is_told_once_with_its_first_line_and_its_signs() -> None:
    body = '\n<text font-family="A">ab\n</text><text font-family="B">c</text>\n<text font-family="A">bd</text>'
    assert asked(body) == [(2, ["A"], "abd"), (3, ["B"], "c")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb2312", "gb18030", "big5"])
def test_a_drawing_is_read_in_its_own_encoding(encoding: str) -> None:
    words = f'<?xml version="1.0" encoding="{encoding}"?><svg><text font-family="宋">山</text></svg>'
    assert [each["families"] for each in lettering_of(words.encode(encoding))] == [["宋"]]


@pytest.mark.parametrize("data", [b"", b"<svg", b"\xff\xfe\x00", b'<?xml version="1.0" encoding="none"?><svg/>'])
def test_what_cannot_be_read_asks_for_nothing(data: bytes) -> None:
    assert lettering_of(data) == []


def test_entities_of_illustrator_do_no_harm_and_bombs_end() -> None:
    declared = (
        '<!DOCTYPE svg [<!ENTITY ns "http://ns.adobe.com/">]><svg xmlns:x="&ns;"><text font-family="A">x</text></svg>'
    )
    assert [each["families"] for each in lettering_of(declared.encode())] == [["A"]]
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY e0 "x">{levels}]><svg><text font-family="A">&e11;</text></svg>'
    assert len(lettering_of(bomb.encode())) <= 1


def drawn(file: Path, cache: Path, *languages: str) -> Prepared:
    return prepare([file], cache, WIDTHS, languages=languages).pictures[file]


def pixels(picture: Prepared) -> bytes:
    return bytes(pyvips.Image.new_from_file(str(picture.renditions[-1].file)).write_to_memory())


def test_words_in_a_missing_font_are_drawn_in_the_forms_of_the_packs_first_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    missing = draw_svg(tmp_path / "missing.svg", WORDS.format(GONE), 120, 60)
    for languages, mark in (
        (("zh", "en"), "SC"),
        (("zh-HK",), "HK"),
        (("ja", "zh"), "JP"),
        (("en", "zh"), "SC"),
        ((), "SC"),
    ):
        named = draw_svg(tmp_path / f"{mark}.svg", WORDS.format(f"Noto Sans CJK {mark}"), 120, 60)
        # One cache for all: what was drawn for a pack in another language is not taken.
        assert pixels(drawn(missing, tmp_path / "cache", *languages)) == pixels(
            drawn(named, tmp_path / "cache", *languages)
        )


def test_the_worker_is_told_what_to_draw_and_which_part_of_a_switch() -> None:
    assert locale_for(("zh", "en")) == {"LC_ALL": "zh_CN.UTF-8"}
    assert locale_for(("en", "ja")) == {"LC_ALL": "ja_JP.UTF-8", "LANGUAGE": "en"}
    assert locale_for(()) == {"LC_ALL": "zh_CN.UTF-8"}


def test_the_worker_complains_in_english_whatever_it_draws() -> None:
    code = (
        "import locale; from kiosk.media.pictures import decoding as drawing; drawing.lock_loaders()\n"
        "print(locale.setlocale(locale.LC_MESSAGES))"
    )
    spoken = os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": "ko"}
    done = subprocess.run([sys.executable, "-c", code], env=spoken, capture_output=True, text=True, check=True)
    assert done.stdout == "C\n"


def test_a_picture_of_pixels_is_the_same_in_every_language(tmp_path: Path) -> None:
    pyvips.Image.black(20, 20).pngsave(str(tmp_path / "a.png"))
    assert drawn(tmp_path / "a.png", tmp_path / "cache", "zh") == drawn(tmp_path / "a.png", tmp_path / "cache", "ja")


def test_a_drawing_says_what_is_drawn_in_place_of_a_font(tmp_path: Path) -> None:
    file = draw_svg(tmp_path / "a.svg", WORDS.format(f"{GONE}, sans-serif"))
    assert drawn(file, tmp_path / "cache", "zh").fonts == ("Noto Sans CJK SC",)
    file = draw_svg(tmp_path / "b.svg", WORDS.format(f"{GONE}, LXGW WenKai"))
    assert drawn(file, tmp_path / "cache", "zh").fonts == ("",)


def test_once_the_font_is_installed_the_drawing_is_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, cache = draw_svg(tmp_path / "a.svg", WORDS.format("LXGW WenKai")), tmp_path / "cache"
    with monkeypatch.context() as before:
        before.setattr(system_fonts, "find_match", lambda *_: ("Another",))
        first = drawn(file, cache, "zh")
        assert first.fonts == ("Another",)
        made = first.renditions[0].file.stat().st_mtime_ns
        assert drawn(file, cache, "zh").renditions[0].file.stat().st_mtime_ns == made
    again = drawn(file, cache, "zh")
    assert again.fonts == ("",)
    assert again.renditions[0].file.stat().st_mtime_ns > made


@pytest.mark.parametrize(
    ("families", "instead"),
    [
        (["LXGW WenKai"], ""),
        (["霞鹜文楷"], ""),
        (["lxgw wenkai"], ""),
        ([GONE, "Noto Serif CJK SC"], ""),
        (["sans-serif"], ""),
        ([], ""),
        ([GONE], "Noto Sans CJK SC"),
        ([GONE, "serif"], "Noto Sans CJK SC"),
        (["SimSun"], "Noto Serif CJK SC"),
    ],
)
def test_only_a_list_of_which_nothing_is_installed_is_told(families: list[str], instead: str) -> None:
    assert system_fonts.find_substitute(families, "直", "zh_CN") == instead


def test_a_font_of_the_same_measures_is_as_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        system_fonts, "find_match", lambda family, *_: ("Liberation Sans",) if family == "Arial" else ("DejaVu Sans",)
    )
    assert system_fonts.find_substitute(["Arial"], "a", "en") == ""
    assert system_fonts.find_substitute(["Verdana"], "a", "en") == "DejaVu Sans"


def test_where_there_is_no_fontconfig_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_fonts, "_fontconfig", lambda: None)
    assert system_fonts.find_substitute([GONE], "a", "zh_CN") == ""
