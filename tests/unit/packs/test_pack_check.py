"""`kiosk pack check` opens the pictures as the kiosk would."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kiosk import paths
from kiosk.cli.pack_command import check
from kiosk.device.glyph_coverage import drawable_in
from kiosk.packs import pack_check

SMALL = Path(__file__).parents[2] / "packs" / "small"


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "cache", lambda: tmp_path / "cache")
    # Which parts pages have: test_pagination.py.
    monkeypatch.setattr(pack_check, "paginate", lambda *_: {})
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def test_a_picture_that_breaks_off_is_told_where_it_is_used(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tower = pack / "media" / "tower.svg"
    tower.write_bytes(tower.read_bytes()[:-40])
    assert check(pack) == 1
    output = capsys.readouterr().out
    assert "media/tower.svg: " in output
    assert "    fix:     " in output


def test_the_words_alone_are_read_where_that_is_asked(pack: Path) -> None:
    tower = pack / "media" / "tower.svg"
    tower.write_bytes(tower.read_bytes()[:-40])
    assert check(pack, quick=True) == 0


def test_a_sound_pack_is_ready_for_the_kiosk(pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(pack) == 0
    assert "error" not in capsys.readouterr().out
    assert list((tmp_path / "cache" / "media").rglob("1920.*"))


def test_a_picture_with_too_few_pixels_for_its_place_is_remarked(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import pyvips

    pyvips.Image.black(640, 480, bands=3).pngsave(str(pack / "media" / "small.png"))
    front = pack / "pack.yaml"
    front.write_text(front.read_text("utf-8").replace("media/field.svg", "media/small.png", 1), "utf-8")
    assert check(pack) == 0
    assert '"media/small.png" has 640 x 480 px, too few here' in capsys.readouterr().out


@pytest.mark.parametrize(("size", "cropped"), [((3000, 600), True), ((600, 3000), True), ((3000, 1400), False)])
def test_a_picture_of_which_most_is_cropped_is_remarked(
    pack: Path, capsys: pytest.CaptureFixture[str], size: tuple[int, int], cropped: bool
) -> None:
    import pyvips

    pyvips.Image.black(*size, bands=3).pngsave(str(pack / "media" / "long.png"))
    front = pack / "pack.yaml"
    front.write_text(front.read_text("utf-8").replace("media/field.svg", "media/long.png", 1), "utf-8")
    assert check(pack) == 0
    assert ("of which more than half is cropped here" in capsys.readouterr().out) is cropped


def test_signs_that_no_typeface_has_are_remarked(
    pack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_check, "drawable_in", lambda _: lambda sign: sign != "小")
    check(pack)
    assert "no typeface of this device can draw 小 (U+5C0F)" in capsys.readouterr().out


def test_what_the_typefaces_of_this_device_can_draw(qapp: object) -> None:
    drawable = drawable_in(["Noto Serif CJK SC", "Noto Sans CJK SC"])
    assert all(map(drawable, "宜 A，\N{NO-BREAK SPACE}"))
    assert not drawable("\U00030000")


@pytest.mark.parametrize("name", ["zhenjiang-new-area", "showcase"])
def test_the_packs_that_ship_leave_nothing_to_remark(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(paths, "cache", lambda: tmp_path / "cache")
    assert check(paths.content() / name, strict=True, quick=True) == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "output"),
    [
        ("en", 'this machine has no font "KaiTi_GB2312"; "Noto Sans CJK SC" is drawn in its place'),
        ("zh", "这台机器没有字体“KaiTi_GB2312”；画出来用的是“Noto Sans CJK SC”"),
    ],
)
def test_a_font_that_a_drawing_asks_for_and_this_machine_lacks_is_told_at_its_line(
    pack: Path, language: str, output: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tower = pack / "media" / "tower.svg"
    drawing = tower.read_text("utf-8").replace("</svg>", '\n<text font-family="KaiTi_GB2312">塔</text>\n</svg>')
    tower.write_text(drawing, "utf-8")
    line = next(number for number, text in enumerate(drawing.splitlines(), 1) if "KaiTi" in text)
    assert check(pack, language=language) == 0
    reported = capsys.readouterr().out
    assert f"media/tower.svg:{line}:1: " in reported
    assert output in reported
    assert reported.count("KaiTi_GB2312") == 2  # said, and the line itself
