"""Pictures that are taken, but shown otherwise than they are meant: staff are reported, and nothing is refused."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import pyvips
from PIL import Image

from kiosk.content.diagnostics import SourceLocation
from kiosk.media import MediaFailure, Prepared, losses_as_problems, prepare
from kiosk.media.pictures.loss_messages import SENTENCES, word_loss
from tests.unit.media.sample_pictures import WIDTHS, paint, prepare_one
from tests.unit.packs.gallery_import import photos

pytestmark = pytest.mark.usefixtures("kept_workers")


@dataclass(frozen=True)
class _Use:
    file: str
    location: SourceLocation = field(default_factory=lambda: SourceLocation("pack.yaml", 3, 5))
    kind: str = "picture"


def codes(file: Path, tmp_path: Path) -> list[str]:
    prepared = prepare_one(file, tmp_path / "cache")
    assert isinstance(prepared, Prepared), prepared
    return [loss.code for loss in prepared.losses]


def grain() -> pyvips.Image:
    """A picture with as much in it as a photo has."""
    noise = pyvips.Image.gaussnoise(900, 700, sigma=40, mean=128, seed=7).gaussblur(2).cast("uchar")
    return noise.bandjoin([noise.rot180(), noise.fliphor()]).copy(interpretation="srgb")


def hurt(data: bytes, how: str) -> bytes:
    middle = len(data) // 2
    changed = {
        "2 kB zeroed": data[:middle] + bytes(2_000) + data[middle + 2_000 :],
        "4 kB missing": data[:middle] + data[middle + 4_000 :],
    }
    return changed[how]


@pytest.mark.parametrize("how", ["2 kB zeroed", "4 kB missing"])
@pytest.mark.parametrize("options", [{"Q": 88}, {"Q": 88, "interlace": True}, {"Q": 70, "subsample_mode": "off"}])
def test_a_jpeg_that_is_hurt_in_its_middle_is_taken_and_told(
    how: str, options: dict[str, object], tmp_path: Path
) -> None:
    whole = bytes(grain().jpegsave_buffer(**options))
    (tmp_path / "whole.jpg").write_bytes(whole)
    (tmp_path / "hurt.jpg").write_bytes(hurt(whole, how))
    assert codes(tmp_path / "whole.jpg", tmp_path) == []
    assert codes(tmp_path / "hurt.jpg", tmp_path) == ["doubtful"]


JPEGS = [{"Q": 88}, {"Q": 88, "interlace": True}, {"Q": 70, "subsample_mode": "off"}, {"restart_interval": 4}]


@pytest.mark.parametrize("options", JPEGS)
@pytest.mark.parametrize("end", [b"", b"\xff", bytes(2), bytes(512)])
def test_a_jpeg_that_only_lacks_its_end_marker_is_a_whole_picture(
    end: bytes, options: dict[str, object], tmp_path: Path
) -> None:
    whole = bytes(grain().jpegsave_buffer(**options))
    assert whole.endswith(b"\xff\xd9")
    (tmp_path / "whole.jpg").write_bytes(whole)
    (tmp_path / "open.jpg").write_bytes(whole[:-2] + end)
    pixels = []
    for name in ("whole.jpg", "open.jpg"):
        prepared = prepare_one(tmp_path / name, tmp_path / "cache")
        assert isinstance(prepared, Prepared), prepared
        assert prepared.losses == ()
        pixels.append(pyvips.Image.new_from_file(str(prepared.renditions[-1].file)))
    assert (pixels[0] - pixels[1]).abs().max() == 0


@pytest.mark.parametrize("options", JPEGS)
@pytest.mark.parametrize("missing", [3, 12, 2_000])
def test_a_jpeg_whose_last_rows_are_missing_is_refused(
    missing: int, options: dict[str, object], tmp_path: Path
) -> None:
    (tmp_path / "cut.jpg").write_bytes(bytes(grain().jpegsave_buffer(**options))[:-missing])
    refused = prepare_one(tmp_path / "cut.jpg", tmp_path / "cache")
    assert isinstance(refused, MediaFailure)
    assert refused.reason.startswith("the file is damaged: it breaks off after")


def test_a_webp_with_a_part_missing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.webp").write_bytes(hurt(bytes(grain().webpsave_buffer(Q=90)), "4 kB missing"))
    assert isinstance(prepare_one(tmp_path / "a.webp", tmp_path / "cache"), MediaFailure)


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
@pytest.mark.parametrize("profile", [b"no profile at all", b"\0" * 200, photos.profile()[:300], photos.profile()])
def test_a_colour_profile_that_cannot_be_read_is_no_damage(kind: str, profile: bytes, tmp_path: Path) -> None:
    file = tmp_path / f"a.{kind}"
    photos.photo((200, 100)).save(file, kind, icc_profile=profile)
    assert codes(file, tmp_path) == []


def test_a_grey_picture_with_a_profile_of_inks_is_no_damage(tmp_path: Path) -> None:
    Image.new("L", (90, 60), 120).save(tmp_path / "a.jpg", icc_profile=photos.profile())
    assert codes(tmp_path / "a.jpg", tmp_path) == []


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_with(*chunks: bytes) -> bytes:
    data = bytes(paint().pngsave_buffer(keep="none"))
    return data[:33] + b"".join(chunks) + data[33:]


def moving(kind: str) -> bytes:
    packed = io.BytesIO()
    photos.photo().save(packed, kind, save_all=True, append_images=[photos.photo(left=(0, 200, 0))])
    return packed.getvalue()


REPORTED: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "moving.webp": (lambda: moving("WEBP"), ["first-frame"]),
    "moving.png": (lambda: moving("PNG"), ["first-frame"]),
    "still.webp": (lambda: bytes(paint().webpsave_buffer()), []),
    "pq.png": (lambda: png_with(chunk(b"cICP", bytes([9, 16, 0, 1]))), ["hdr"]),
    "hlg.png": (lambda: png_with(chunk(b"cICP", bytes([9, 18, 0, 1]))), ["hdr"]),
    "p3.png": (lambda: png_with(chunk(b"cICP", bytes([12, 13, 0, 1]))), ["colours"]),
    "srgb.png": (lambda: png_with(chunk(b"cICP", bytes([1, 13, 0, 1]))), []),
    "linear.png": (lambda: png_with(chunk(b"gAMA", struct.pack(">I", 100_000))), ["colours"]),
    "ordinary.png": (lambda: png_with(chunk(b"gAMA", struct.pack(">I", 45_455))), []),
    "both.png": (lambda: png_with(chunk(b"sRGB", b"\0"), chunk(b"gAMA", struct.pack(">I", 100_000))), []),
    "clear.png": (lambda: bytes(paint(alpha=0).pngsave_buffer()), ["blank"]),
}


@pytest.mark.parametrize("name", REPORTED)
def test_what_is_not_shown_as_it_is_meant_is_told(name: str, tmp_path: Path) -> None:
    write, expected = REPORTED[name]
    (tmp_path / name).write_bytes(write())
    assert codes(tmp_path / name, tmp_path) == expected


def test_a_jpeg_of_twelve_bits_is_told_as_what_it_is(tmp_path: Path) -> None:
    data = bytearray(paint().jpegsave_buffer())
    frame = data.index(b"\xff\xc0")
    data[frame + 4] = 12
    (tmp_path / "a.jpg").write_bytes(data)
    failure = prepare_one(tmp_path / "a.jpg", tmp_path / "cache")
    assert isinstance(failure, MediaFailure)
    assert failure.reason == "this JPEG has more than 8 bits a colour, which no screen here can show"
    assert "8 bits" in failure.fix


def test_staff_are_told_where_the_picture_stands_and_of_a_drawing_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.webp").write_bytes(moving("WEBP"))
    (tmp_path / "b.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="50" height="60"/>\n'
        '<image href="photo.jpg" width="9" height="9"/></svg>'
    )
    uses = [_Use("a.webp"), _Use("b.svg"), _Use("a.webp", SourceLocation("panels/a.yaml", 7, 1)), _Use("b.svg")]
    files = [tmp_path / "a.webp", tmp_path / "b.svg"]
    pictures = prepare(files, tmp_path / "cache", WIDTHS).pictures
    reported = losses_as_problems(pictures, uses, tmp_path)
    assert [(str(problem.location), problem.severity, problem.kind) for problem in reported] == [
        ("pack.yaml:3:5", "warning", "picture-first-frame"),
        ("b.svg:2:1", "warning", "picture-linked"),
        ("panels/a.yaml:7:1", "warning", "picture-first-frame"),
    ]
    assert reported[0].message == 'a.webp: this picture moves ("WebP"); its first frame is shown, without motion'
    assert f"kiosk pack convert {tmp_path / 'b.svg'}" in reported[1].fix


def test_every_loss_has_its_words_and_a_way(tmp_path: Path) -> None:
    for code in SENTENCES:
        worded = word_loss(code, what="X", conversion="Y", command="Z")
        assert worded is not None
        assert all(words and "{" not in words for words in worded)
    assert word_loss("of-a-newer-program", what="") is None
