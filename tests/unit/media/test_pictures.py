"""Whatever a writer puts into a pack, the screen gets upright sRGB pictures in the sizes that it asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import pyvips

from kiosk.media import Imported, Prepared, needed_widths, prepare
from tests.unit.media.sample_pictures import WIDTHS, colour, draw_svg, is_near, paint, prepare_one, sizes

pytestmark = pytest.mark.usefixtures("kept_workers")

RED, BLUE = (200, 30, 30), (30, 30, 200)


def _write_turned(file: Path) -> None:
    image = paint(60, 100).copy()
    image.set_type(pyvips.GValue.gint_type, "orientation", 6)
    image.set_type(pyvips.GValue.gstr_type, "exif-ifd0-Artist", "A. Name (A. Name, ASCII, 8 components, 8 bytes)")
    image.jpegsave(str(file), Q=95)


def _write_animated(file: Path) -> None:
    frames = pyvips.Image.arrayjoin([paint(), paint().rot180()], across=1).copy()
    frames.set_type(pyvips.GValue.gint_type, "page-height", 60)
    frames.webpsave(str(file), lossless=True)


def _profile(name: str) -> Any:
    return paint().icc_transform(name, input_profile="srgb")


MAKERS: dict[str, Callable[[Path], object]] = {
    "photo.jpg": lambda file: paint().jpegsave(str(file), Q=95),
    "photo.png": lambda file: paint().pngsave(str(file)),
    "photo.webp": lambda file: paint().webpsave(str(file), lossless=True),
    "animated.webp": _write_animated,
    "turned.jpg": _write_turned,
    "glass.png": lambda file: paint(alpha=128).pngsave(str(file)),
    "opaque-alpha.png": lambda file: paint(alpha=255).pngsave(str(file)),
    "deep.png": lambda file: (paint().cast("ushort") * 257).copy(interpretation="rgb16").pngsave(str(file)),
    "grey.png": lambda file: paint().colourspace("b-w").pngsave(str(file)),
    "print.jpg": lambda file: _profile("cmyk").jpegsave(str(file), Q=95),
    "print-bare.jpg": lambda file: _profile("cmyk").jpegsave(str(file), Q=95, keep="none"),
    "wide-gamut.png": lambda file: _profile("p3").pngsave(str(file), keep="icc"),
    "tall.png": lambda file: paint(60, 600).pngsave(str(file)),
    "drawing.svg": lambda file: draw_svg(
        file, '<rect width="50" height="60" fill="#c81e1e"/><rect x="50" width="50" height="60" fill="#1e1ec8"/>'
    ),
    "half-pixel.svg": lambda file: draw_svg(file, '<rect width="100%" height="100%" fill="#c81e1e"/>', 100, 60.7),
    "hole.svg": lambda file: draw_svg(file, '<circle cx="50" cy="30" r="20" fill="#c81e1e"/>'),
    "photo-named.png": lambda file: paint().jpegsave(str(file), Q=95),
}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Imported]:
    folder = tmp_path_factory.mktemp("pack")
    for name, write in MAKERS.items():
        write(folder / name)
    return folder, prepare([folder / name for name in MAKERS], tmp_path_factory.mktemp("cache"), WIDTHS)


@pytest.fixture
def pick(imported: tuple[Path, Imported]) -> Callable[[str], Prepared]:
    folder, made = imported
    return lambda name: made.pictures[folder / name]


def test_all_kinds_are_taken(imported: tuple[Path, Imported]) -> None:
    assert imported[1].failures == {}
    assert imported[1].note == ""


@pytest.mark.parametrize("name", ["photo.jpg", "photo.png", "photo.webp", "photo-named.png", "animated.webp"])
def test_a_photo_is_never_enlarged(pick: Callable[[str], Prepared], name: str) -> None:
    prepared = pick(name)
    assert (prepared.width, prepared.height) == (100, 60)
    assert sizes(prepared) == [(40, 24), (80, 48), (100, 60)]


@pytest.mark.parametrize("name", [name for name in MAKERS if name not in ("turned.jpg", "hole.svg", "half-pixel.svg")])
def test_colours_stay(pick: Callable[[str], Prepared], name: str) -> None:
    wanted_red, wanted_blue = RED, BLUE
    if name == "grey.png":
        wanted_red, wanted_blue = (94, 94, 94), (60, 60, 60)
    within = 70 if name.startswith("print") else 12  # ink cannot be as blue as a screen
    for rung in range(len(pick(name).renditions)):
        assert is_near(colour(pick(name), 0.2, 0.5, rung)[:3], wanted_red, within)
        assert is_near(colour(pick(name), 0.8, 0.5, rung)[:3], wanted_blue, within)


@pytest.mark.parametrize("name", MAKERS)
def test_every_file_is_eight_bit_srgb_without_a_word_about_its_maker(
    pick: Callable[[str], Prepared], name: str
) -> None:
    for rendition in pick(name).renditions:
        image = pyvips.Image.new_from_file(str(rendition.file))
        assert (image.width, image.height) == (rendition.width, rendition.height)
        assert (image.format, image.interpretation) == ("uchar", "srgb")
        assert image.bands == (3 if pick(name).opaque else 4)
        assert rendition.file.suffix == (".jpg" if pick(name).opaque else ".png")
        assert not [field for field in image.get_fields() if field.startswith(("exif", "icc", "xmp", "iptc"))]


def test_a_turned_photo_stands_upright(pick: Callable[[str], Prepared]) -> None:
    prepared = pick("turned.jpg")
    assert (prepared.width, prepared.height) == (100, 60)
    assert sizes(prepared) == [(40, 24), (80, 48), (100, 60)]
    # a quarter turn clockwise leaves the same half above: left is above now
    assert is_near(colour(prepared, 0.5, 0.1), RED)
    assert is_near(colour(prepared, 0.5, 0.9), BLUE)


def test_glass_stays_glass(pick: Callable[[str], Prepared]) -> None:
    assert not pick("glass.png").opaque
    assert is_near(colour(pick("glass.png"), 0.2, 0.5, 0), (*RED, 128))
    assert colour(pick("hole.svg"), 0.01, 0.01)[3] == 0


@pytest.mark.parametrize("name", ["opaque-alpha.png", "drawing.svg", "half-pixel.svg"])
def test_alpha_that_hides_nothing_is_dropped(pick: Callable[[str], Prepared], name: str) -> None:
    assert pick(name).opaque


def test_an_edge_of_half_a_pixel_is_not_dark(pick: Callable[[str], Prepared]) -> None:
    for rung in range(3):
        assert is_near(colour(pick("half-pixel.svg"), 0.5, 0.999, rung), RED)


def test_a_drawing_is_sharp_in_every_size(pick: Callable[[str], Prepared]) -> None:
    assert sizes(pick("drawing.svg")) == [(40, 24), (80, 48), (160, 96)]
    image = pyvips.Image.new_from_file(str(pick("hole.svg").renditions[-1].file))
    soft = image[3].relational_const("more", [0]) & image[3].relational_const("less", [255])
    assert soft.avg() / 255 * image.width * image.height < 2 * 3.15 * 64  # the circle's rim is one or two pixels wide


def test_no_side_is_longer_than_the_ladder(pick: Callable[[str], Prepared]) -> None:
    assert sizes(pick("tall.png")) == [(16, 160)]


def test_words_in_a_drawing_are_drawn(tmp_path: Path) -> None:
    file = draw_svg(tmp_path / "words.svg", '<text x="5" y="40" font-size="40" fill="#c81e1e">II</text>')
    prepared = prepare_one(file, tmp_path / "cache")
    assert isinstance(prepared, Prepared)
    assert pyvips.Image.new_from_file(str(prepared.renditions[-1].file))[3].max() > 200


@pytest.mark.parametrize(
    ("screen", "widths"),
    [
        (1920, (480, 960, 1920, 3840)),
        (3840, (480, 960, 1920, 3840)),
        (1280, (480, 960, 1920, 2560)),
        (1366, (480, 960, 1920, 2732)),
        (7680, (480, 960, 1920, 3840, 7680)),
        (200, (480,)),
    ],
)
def test_the_ladder_reaches_twice_the_screen(screen: int, widths: tuple[int, ...]) -> None:
    assert needed_widths(screen) == widths


@pytest.mark.parametrize("widths", [(), (0, 480), (-1,)])
def test_a_ladder_without_rungs_is_a_mistake_of_the_caller(tmp_path: Path, widths: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="widths"):
        prepare([], tmp_path, widths)
