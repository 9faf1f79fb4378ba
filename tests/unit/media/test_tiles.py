"""A picture that is much larger than its prepared sizes is kept in tiles too, all of them or none."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import pyvips

from kiosk.content.diagnostics import SourceLocation
from kiosk.media import MediaFailure, Prepared, Tiles, prepare, shallow_as_problems
from kiosk.media.cache_entries import read_picture
from kiosk.media.pictures import decoding, tiling
from kiosk.media.pictures.original import read_original
from kiosk.media.sandbox import limits
from kiosk.media.sandbox.worker_errors import RejectedFileError
from tests.hostile import make_pictures
from tests.unit.media.sample_pictures import WIDTHS, draw_svg, is_near, prepare_one, sizes

WIDTH, HEIGHT = 9001, 1300


def _chart(width: int = WIDTH, height: int = HEIGHT) -> Any:
    """A picture that says in its colours where each of its pixels lies: red from left to right, green downwards."""
    place = pyvips.Image.xyz(width, height)
    bands = [place[0] * (255 / width), place[1] * (255 / height), place[0] * 0 + 90]
    return bands[0].bandjoin(bands[1:]).cast("uchar").copy(interpretation="srgb")


def _here(width: int, height: int, x: float, y: float) -> tuple[int, int, int]:
    return round(255 * x / width), round(255 * y / height), 90


def _join(tiles: Tiles, level: int) -> Any:
    """One level as a whole picture again."""
    width, height = tiles.levels[level]
    columns, rows = -(-width // tiles.side), -(-height // tiles.side)
    whole = None
    for row in range(rows):
        strip = None
        for column in range(columns):
            tile = pyvips.Image.new_from_file(str(tiles.folder / f"{level}_{column}_{row}{tiles.suffix}"))
            strip = tile if strip is None else strip.join(tile, "horizontal")
        whole = strip if whole is None else whole.join(strip, "vertical")
    return whole


@pytest.fixture(scope="module")
def chart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pack") / "chart.jpg"
    _chart().jpegsave(str(file), Q=95)
    return file


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def prepared(chart: Path, cache: Path) -> Prepared:
    made = prepare_one(chart, cache)
    assert isinstance(made, Prepared)
    return made


@pytest.fixture(scope="module")
def tiles(prepared: Prepared) -> Tiles:
    assert prepared.tiles is not None
    return prepared.tiles


def test_levels_are_half_as_large_each_down_to_the_last_that_shows_more(prepared: Prepared, tiles: Tiles) -> None:
    assert sizes(prepared)[-1] == (160, 23)
    assert tiles.levels == ((4501, 650), (9001, 1300))


def test_every_tile_is_there_and_no_other_file(tiles: Tiles) -> None:
    found = {file.name for file in tiles.folder.iterdir()}
    wanted = {f"0_{column}_{row}.jpg" for column in range(9) for row in range(2)}
    wanted |= {f"1_{column}_{row}.jpg" for column in range(18) for row in range(3)}
    assert (found, tiles.count) == (wanted, len(wanted))
    assert tiles.last.is_file()


@pytest.mark.parametrize("level", [0, 1])
def test_the_tiles_of_a_level_are_the_whole_picture(tiles: Tiles, level: int) -> None:
    whole = _join(tiles, level)
    width, height = tiles.levels[level]
    assert (whole.width, whole.height) == (width, height)
    for x in (0, 511, 512, width // 2, width - 1):
        for y in (0, 511, 512, height - 1):
            assert is_near(whole.getpoint(x, y), _here(width, height, x, y), 6), (x, y)


def test_what_is_small_enough_has_none(tmp_path: Path) -> None:
    _chart(4800, 100).pngsave(str(tmp_path / "a.png"))
    _chart(4801, 100).pngsave(str(tmp_path / "b.png"))
    made = prepare(sorted(tmp_path.glob("*.png")), tmp_path / "cache", WIDTHS).pictures
    assert {file.name: picture.tiles is not None for file, picture in made.items()} == {"a.png": False, "b.png": True}


def _write_turned(file: Path) -> None:
    image = _chart(300, 5000).rot90().copy()
    image.set_type(pyvips.GValue.gint_type, "orientation", 8)
    image.jpegsave(str(file), Q=95)


KINDS: dict[str, Callable[[Path], object]] = {
    "photo.png": lambda file: _chart(300, 5000).pngsave(str(file)),
    "photo.webp": lambda file: _chart(300, 5000).webpsave(str(file), lossless=True, effort=0),
    "deep.png": lambda file: (_chart(300, 5000).cast("ushort") * 257).copy(interpretation="rgb16").pngsave(str(file)),
    "turned.jpg": _write_turned,
    "print.jpg": lambda file: _chart(300, 5000).icc_transform("cmyk", input_profile="srgb").jpegsave(str(file), Q=95),
    "wide-gamut.png": lambda file: _chart(300, 5000).icc_transform("p3", input_profile="srgb").pngsave(str(file)),
    "glass.png": lambda file: _chart(300, 5000).bandjoin(128).copy(interpretation="srgb").pngsave(str(file)),
    "drawing.svg": lambda file: draw_svg(
        file,
        '<linearGradient id="g" x2="0" y2="1"><stop stop-color="#800"/><stop offset="1" stop-color="#8f0"/>'
        '</linearGradient><rect width="300" height="5000" fill="url(#g)"/>',
        300,
        5000,
    ),
}


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Prepared]:
    folder = tmp_path_factory.mktemp("kinds")
    for name, write in KINDS.items():
        write(folder / name)
    imported = prepare([folder / name for name in KINDS], tmp_path_factory.mktemp("cache"), WIDTHS)
    assert imported.failures == {}
    return {file.name: made for file, made in imported.pictures.items()}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_is_cut_upright_and_in_its_colours(kinds: dict[str, Prepared], name: str) -> None:
    tiles = kinds[name].tiles
    assert tiles is not None
    assert tiles.levels == ((300, 5000),)
    whole = _join(tiles, 0)
    assert (whole.format, whole.interpretation, whole.bands) == ("uchar", "srgb", 4 if name == "glass.png" else 3)
    small = pyvips.Image.new_from_file(str(kinds[name].renditions[-1].file))
    for share in (0.1, 0.5, 0.9):
        wanted = small.getpoint(small.width // 2, int(small.height * share))
        found = whole.getpoint(int(300 * (small.width // 2 + 0.5) / small.width), int(5000 * share) + 15)
        assert is_near(found, tuple(round(band) for band in wanted), 16), share
    green = [whole.getpoint(150, y)[1] for y in (10, 2500, 4990)]
    assert green[0] + 60 < green[1] < green[2] - 60


def test_a_second_start_draws_nothing(
    chart: Path, cache: Path, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    assert prepare_one(chart, cache) == prepared


@pytest.mark.parametrize("damage", ["gone", "empty", "one more"])
def test_a_spoilt_set_is_made_again_as_a_whole(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "a.png"
    _chart(5000, 300).pngsave(str(file))
    made = prepare_one(file, tmp_path / "cache")
    assert isinstance(made, Prepared)
    assert made.tiles is not None
    before = made.tiles.last.read_bytes()
    if damage == "gone":
        made.tiles.last.unlink()
    elif damage == "empty":
        made.tiles.last.write_bytes(b"")
    else:
        (made.tiles.folder / "9_9_9.jpg").write_bytes(b"x")
    assert prepare_one(file, tmp_path / "cache") == made
    assert (made.tiles.last.read_bytes(), len(list(made.tiles.folder.iterdir()))) == (before, made.tiles.count)


def test_progress_is_told_in_parts_and_ends_at_the_whole(chart: Path, tmp_path: Path) -> None:
    reported: list[tuple[float, int]] = []
    prepare([chart], tmp_path / "cache", WIDTHS, lambda *step: reported.append(step))
    assert len(reported) >= 3
    assert reported == sorted(reported)
    assert reported[-1] == (1, 1)
    assert all(0 <= done <= 1 for done, _ in reported)


class _Silent:
    """A course that nobody follows."""

    def step(self, _picture: decoding.Picture | None, seconds: int) -> None:
        assert seconds <= limits.MAX_CPU_SECONDS

    def advance(self, share: float) -> None:
        assert 0 < share <= 1


def _draw(file: Path, folder: Path) -> decoding.Picture:
    folder.mkdir(exist_ok=True)
    return decoding.draw(read_original(file, limits.SOURCE_BYTES), folder, WIDTHS, _Silent())


def test_tiles_that_take_too_much_room_leave_the_picture_without(
    chart: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tiling, "TILES_BYTES", 100_000)
    picture = _draw(chart, tmp_path / "room")
    assert "tiles" not in picture
    assert len(picture["renditions"]) == 3


def test_a_full_disk_is_told_and_nothing_is_kept(chart: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tiling.Pyramid, "add", fill)
    with pytest.raises(RejectedFileError) as refusal:
        _draw(chart, tmp_path / "room")
    assert (refusal.value.code, refusal.value.details) == ("no-room", {"why": "No space left on device"})


def test_a_worker_that_dies_of_the_tiles_leaves_the_picture_without_them(
    chart: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "worker"
    program.write_text(
        f"""#!{sys.executable}
import os, signal, sys
sys.path.insert(0, {str(Path(tiling.__file__).parents[3])!r})
from kiosk.media.pictures import tiling; from kiosk.media.sandbox import worker
real = tiling.Pyramid.add
def add(pyramid, strip):
    real(pyramid, strip)
    os.kill(os.getpid(), signal.SIGXCPU)
tiling.Pyramid.add = add
sys.exit(worker.main())
"""
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    made = prepare_one(chart, tmp_path / "cache")
    assert isinstance(made, Prepared)
    assert made.tiles is None
    assert {path.name for path in made.renditions[0].file.parent.iterdir()} == {
        "40.jpg",
        "80.jpg",
        "160.jpg",
        "meta.json",
    }
    assert not list((tmp_path / "cache").glob("media/.making-*"))
    reported = "of 9001 x 1300 px only 160 can be shown; cutting it takes too much time or room"
    uses = [_Use(chart.name), _Use("drawing.svg"), _Use("absent.jpg")]
    pictures = {chart: made, chart.with_name("drawing.svg"): made}
    problem = shallow_as_problems(pictures, uses, chart.parent)[0]
    assert problem.text() == (
        f"galleries/all.yaml:3:9: warning YK-308: chart.jpg: {reported}\n"
        "    fix:     save it as an ordinary JPEG, or make it smaller"
    )
    assert len(shallow_as_problems(pictures, uses, chart.parent)) == 1


class _Use:
    def __init__(self, file: str) -> None:
        self.file, self.location, self.kind = file, SourceLocation("galleries/all.yaml", 3, 9), "picture"


def test_what_has_tiles_is_not_complained_of(chart: Path, prepared: Prepared) -> None:
    assert shallow_as_problems({chart: prepared}, [_Use(chart.name)], chart.parent) == ()


def test_a_large_file_is_read_from_the_disk_to_the_same_end(
    chart: Path, prepared: Prepared, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kiosk.media.pictures.original.IN_MEMORY_BYTES", 10_000)
    original = read_original(chart, limits.SOURCE_BYTES)
    assert not original.is_complete
    assert original.digest == read_original(chart, limits.SOURCE_BYTES).digest
    assert _draw(chart, tmp_path / "room")["tiles"]["levels"] == [[4501, 650], [9001, 1300]]
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(chart.read_bytes()[:-20_000])
    with pytest.raises(RejectedFileError) as refusal:
        _draw(cut, tmp_path / "other")
    assert refusal.value.code == "cut-short"


def test_a_file_that_is_written_meanwhile_is_known(chart: Path, tmp_path: Path) -> None:
    copy = tmp_path / "a.jpg"
    copy.write_bytes(chart.read_bytes())
    original = read_original(copy, limits.SOURCE_BYTES)
    assert not original.has_changed()
    copy.write_bytes(b"x")
    assert original.has_changed()
    copy.unlink()
    assert original.has_changed()


def test_a_size_that_is_only_stated_is_known_at_the_first_row(tmp_path: Path) -> None:
    # as large as it may be, and heavy enough to be believed
    bomb = tmp_path / "bomb.png"
    head = make_pictures.make_png_header(60_000, 16_000)
    bomb.write_bytes(head + bytes(10_000_000))
    made = prepare_one(bomb, tmp_path / "cache")
    assert isinstance(made, MediaFailure)
    assert made.reason.startswith("the file is damaged")


WHOLE = {
    "width": 9,
    "height": 9,
    "opaque": True,
    "renditions": [{"width": 9, "height": 9, "file": "9.jpg"}],
    "tiles": {"side": 512, "suffix": ".jpg", "levels": [[5, 3], [9, 6]]},
}


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        {"side": 0},
        {"suffix": "/../../x.jpg"},
        {"suffix": 7},
        {"levels": []},
        {"levels": [[9, 6], [5, 3]]},
        {"levels": [[0, 1]]},
        {"levels": [[9, 6, 3]]},
        {"levels": 7},
    ],
)
def test_a_description_that_makes_no_sense_is_not_believed(wrong: Any) -> None:
    good = json.loads(json.dumps(WHOLE))
    made = read_picture(good, Path())
    assert made is not None
    assert made.tiles == Tiles(512, ".jpg", ((5, 3), (9, 6)), Path("tiles"))
    tiles = wrong if isinstance(wrong, list) else good["tiles"] | wrong
    assert read_picture(good | {"tiles": tiles}, Path()) is None
