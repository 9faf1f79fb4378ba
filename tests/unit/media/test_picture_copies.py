"""A picture is taken apart without being decoded: what draws it is kept, and no file makes that go wrong."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import pyvips
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from kiosk.media.pictures.metadata_reader import read_words
from kiosk.media.pictures.metadata_stripper import pieces, shipped, shipped_digest
from tests.unit.media.sample_pictures import paint
from tests.unit.packs.gallery_import import photos

KINDS = {"JPEG": "jpeg", "PNG": "png", "WebP": "webp"}


def _loud(kind: str, **options: Any) -> bytes:
    """A picture that says where it was taken."""
    packed = io.BytesIO()
    words = {"exif": photos.exif(description="Two boats"), "icc_profile": photos.profile(), "xmp": photos.xmp()}
    photos.photo((64, 48)).save(packed, kind.lower(), **words, **options)
    return packed.getvalue()


WHOLE = {kind: _loud(kind) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_what_draws_a_picture_is_kept_and_nothing_else(kind: str) -> None:
    bare = b"".join(pieces(kind, WHOLE[kind] + b"behind the picture"))
    assert b"boats" in WHOLE[kind]
    assert [word for word in (b"boats", b"Exif", b"EXIF", b"xmpmeta", b"behind") if word in bare] == []
    before, after = (pyvips.Image.new_from_buffer(data, "") for data in (WHOLE[kind], bare))
    assert (before - after).abs().max() == 0
    assert after.get("icc-profile-data") == photos.profile()
    assert b"".join(pieces(kind, bare)) == bare


@pytest.mark.parametrize("options", [{"Q": 90, "interlace": True}, {"restart_interval": 2}, {"subsample_mode": "off"}])
def test_every_build_of_a_jpeg_is_followed_to_its_end(options: dict[str, Any]) -> None:
    whole = bytes(paint(300, 200).jpegsave_buffer(**options))
    bare = b"".join(pieces("JPEG", whole))
    assert bare.endswith(b"\xff\xd9")
    assert (pyvips.Image.new_from_buffer(whole, "") - pyvips.Image.new_from_buffer(bare, "")).abs().max() == 0


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("turn", range(1, 9))
def test_what_is_shipped_stands_as_before_and_tells_nothing(kind: str, turn: int, tmp_path: Path) -> None:
    file = tmp_path / "a"
    words = {"exif": photos.exif(turn, description="Two boats"), "icc_profile": photos.profile(), "xmp": photos.xmp()}
    photos.photo((64, 48)).save(file, kind.lower(), **words)
    assert b"Two boats" in file.read_bytes()
    bare = b"".join(shipped(file))
    assert [word for word in (b"boats", b"xmpmeta", b"N\0\0\0") if word in bare] == []
    before, after = (pyvips.Image.new_from_buffer(data, "") for data in (file.read_bytes(), bare))
    assert (before.autorot() - after.autorot()).abs().max() == 0
    assert after.get("icc-profile-data") == photos.profile()
    file.write_bytes(bare)
    assert b"".join(shipped(file)) == bare
    assert shipped_digest(file) == hashlib.sha256(bare).hexdigest()


@pytest.mark.parametrize("end", [b"", b"\xff", bytes(9)])
def test_a_jpeg_without_its_end_marker_is_shipped_with_one_and_without_its_place(end: bytes, tmp_path: Path) -> None:
    whole, file = WHOLE["JPEG"], tmp_path / "a.jpg"
    file.write_bytes(whole[:-2] + end)
    bare = b"".join(shipped(file))
    assert bare == b"".join(pieces("JPEG", whole, keep_orientation=True))


def test_a_picture_that_moves_is_shipped_as_one_that_moves(tmp_path: Path) -> None:
    file = tmp_path / "a.webp"
    more = [photos.photo(left=(0, 200, 0))]
    photos.photo().save(file, save_all=True, append_images=more, exif=photos.exif(description="Two boats"))
    bare = b"".join(shipped(file))
    assert b"boats" not in bare
    with Image.open(io.BytesIO(bare)) as picture:
        assert picture.n_frames == 2


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\0\x04ab", b"RIFF\0\0\0\0WEBP", b"<svg/>"]
)
def test_what_cannot_be_taken_apart_is_shipped_as_it_is(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(data)
    assert b"".join(shipped(tmp_path / "a")) == data


def test_inks_and_transparency_are_kept() -> None:
    ink = Image.new("CMYK", (20, 10), (10, 200, 30, 40))
    packed = io.BytesIO()
    ink.save(packed, "jpeg", quality=95)
    with Image.open(io.BytesIO(b"".join(pieces("JPEG", packed.getvalue())))) as copy:
        assert (copy.mode, copy.tobytes()) == ("CMYK", Image.open(packed).tobytes())
    clear = bytes(paint(40, 20, alpha=90).pngsave_buffer(palette=True))
    assert pyvips.Image.new_from_buffer(b"".join(pieces("PNG", clear)), "").getpoint(3, 3)[3] == 90


CAMERAS = (
    "_cuva", "hdr", "DCIM\\100MEDIA\\DJI_0012.JPG", "HELLOMOTO", "SANYO DIGITAL CAMERA", "OLYMPUS DIGITAL CAMERA",
    "Copyright 2015", "DSC00012", "Minolta DSC", "KONICA MINOLTA DIGITAL CAMERA", "  ", "default", "(c) 2019",
    '{"shape": [512, 512, 3]}', '{"pictureId":"A1","filterId":"null","os":"android","product":"retouch"}', "[1, 2]",
    "ImageJ=1.53t\nimages=3\nslices=3", '<?xml version="1.0"?><OME xmlns="x"><Image Name="a b"/></OME>',
    "<GDALMetadata>\n<Item name='a b'>1</Item></GDALMetadata>", "Aperio Leica\nAppMag = 20\nMPP = 0.25",
    "filter: 0; jpegRotation: 90; fileterIntensity: 0.0; module:1; touch: (-1.0, -1.0); modeInfo: ; sceneMode: Auto;",
)  # fmt: skip
PEOPLE = (
    "Two boats", "西津渡", "A digital camera in its case", "Copyright by Li Na, 2015", "Hall 3", "[new] Hall of lights",
    "Title: Tower; Year: 1900; Place: Zhenjiang; Painter: Li Na", "Hall = 展厅", "{draft} Tower",
    "Tower: seven storeys; Bridge: three arches",
)  # fmt: skip


@pytest.mark.parametrize("words", [*CAMERAS, *PEOPLE])
@pytest.mark.parametrize("place", ["exif", "xmp"])
def test_what_a_camera_wrote_by_itself_is_no_caption(words: str, place: str, tmp_path: Path) -> None:
    output = (
        {"exif": photos.exif(description=words)}
        if place == "exif"
        else {"xmp": photos.xmp(photos.alternatives("dc:description", x_default=escape(words)))}
    )
    photos.photo().save(tmp_path / "a.jpg", **output)
    may_be_a_persons = place == "xmp" and words in {"_cuva", "hdr", "HELLOMOTO"}
    expected = {"": words} if words in PEOPLE or may_be_a_persons else {}
    assert read_words(tmp_path / "a.jpg")[0].get("caption", {}) == expected


@pytest.mark.parametrize(
    ("artist", "credit"), [("Smith", "Smith"), ("李娜", "李娜"), ("Copyright 2015", ""), ("NIKON", "")]
)
def test_a_photographer_of_one_word_is_credited_and_a_camera_is_not(artist: str, credit: str, tmp_path: Path) -> None:
    photos.photo().save(tmp_path / "a.jpg", exif=photos.exif(artist=artist))
    assert read_words(tmp_path / "a.jpg")[0].get("credit", {}).get("", "") == credit


def test_the_texts_of_a_png_are_read_and_those_of_programs_are_not(tmp_path: Path) -> None:
    texts = PngImagePlugin.PngInfo()
    written = {"Title": "西津渡", "Description": "元代石塔", "Author": "李四", "Comment": "Created with GIMP"}
    for name, words in {**written, "parameters": "tower, Steps: 20", "Software": "x y"}.items():
        texts.add_itxt(name, words)
    photos.photo().save(tmp_path / "a.png", pnginfo=texts)
    read = {"title": {"": "西津渡"}, "caption": {"": "元代石塔"}, "credit": {"": "李四"}}
    assert read_words(tmp_path / "a.png") == (read, [])
    texts.add_itxt("XML:com.adobe.xmp", photos.xmp(photos.alternatives("dc:title", zh="塔")).decode())
    photos.photo().save(tmp_path / "b.png", pnginfo=texts)
    assert read_words(tmp_path / "b.png")[0]["title"] == {"zh": "塔"}


def windows(**words: str) -> Image.Exif:
    """EXIF as Windows' file properties write it: the title once more as the description."""
    tags = photos.exif(**({"description": words["title"]} if "title" in words else {}))
    for name, tag in {"title": 0x9C9B, "comment": 0x9C9C, "author": 0x9C9D, "subject": 0x9C9F}.items():
        if name in words:
            tags[tag] = f"{words[name]}\0".encode("utf-16-le")
    return tags


@pytest.mark.parametrize(
    ("typed", "read", "unread"),
    [
        ({"title": "西津渡"}, {"title": "西津渡"}, []),
        ({"title": "西津渡", "comment": "元代石塔"}, {"title": "西津渡", "caption": "元代石塔"}, []),
        ({"subject": "元代石塔"}, {"caption": "元代石塔"}, []),
        ({"comment": "石塔", "subject": "昭关"}, {"caption": "石塔"}, ["昭关"]),
        ({"author": "李娜", "comment": "Stone tower"}, {"caption": "Stone tower", "credit": "李娜"}, []),
        ({"comment": "SAMSUNG DIGITAL CAMERA"}, {}, []),
    ],
)
@pytest.mark.parametrize("kind", ["jpg", "png", "webp"])
def test_what_was_typed_into_the_properties_of_a_file_is_read(
    typed: dict[str, str], read: dict[str, str], unread: list[str], kind: str, tmp_path: Path
) -> None:
    photos.photo().save(tmp_path / f"a.{kind}", exif=windows(**typed))
    words, others = read_words(tmp_path / f"a.{kind}")
    assert {field: output[""] for field, output in words.items()} == read
    assert others == unread


def test_xmp_comes_before_iptc_before_exif_before_windows_and_what_is_not_taken_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    tags = windows(title="四", comment="四四")
    tags[0x010E] = "三三".encode()
    photos.photo().save(file, exif=tags)
    assert read_words(file) == ({"title": {"": "四"}, "caption": {"": "三三"}}, ["四四"])
    photos.with_iptc(file, photos.iptc(title="二".encode(), caption="二二".encode()))
    assert read_words(file) == ({"title": {"": "二"}, "caption": {"": "二二"}}, ["四", "三三", "四四"])
    output = photos.alternatives("dc:title", x_default="一") + photos.alternatives("dc:description", x_default="一一")
    photos.photo().save(file, exif=tags, xmp=photos.xmp(output))
    photos.with_iptc(file, photos.iptc(title="二".encode(), caption="二二".encode()))
    words, others = read_words(file)
    assert (words, others) == ({"title": {"": "一"}, "caption": {"": "一一"}}, ["二", "四", "二二", "三三", "四四"])


@given(st.sampled_from(sorted(KINDS)), st.data())
def test_a_broken_file_is_refused_or_taken_apart_and_nothing_worse(kind: str, data: st.DataObject) -> None:
    whole = bytearray(WHOLE[kind])
    for place, byte in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=8)):
        whole[place] = byte
    end = data.draw(st.integers(0, len(whole)))
    try:
        bare = b"".join(pieces(kind, bytes(whole[:end])))
    except (ValueError, IndexError):
        return
    assert len(bare) <= len(whole) + 2
