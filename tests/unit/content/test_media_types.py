"""What a file is by its first bytes, where its container or its name would mislead."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from kiosk.content.media_files import MediaFiles
from kiosk.content.media_types import HEAD, sort_of
from tests.unit.media.test_films import film, sound


def tiff(*tags: tuple[int, int, int], order: str = "<", behind: bytes = b"") -> bytes:
    """The beginning of a TIFF whose first directory has these (tag, kind, value)."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}I", 8 + len(behind)) + behind
    entries = b"".join(
        struct.pack(f"{order}HHI", tag, kind, 1)
        + (struct.pack(f"{order}I", value) if kind == 4 else struct.pack(f"{order}HH", value, 0))
        for tag, kind, value in sorted(tags)
    )
    return head + struct.pack(f"{order}H", len(tags)) + entries + bytes(40)


PREVIEW = ((254, 4, 1), (256, 3, 160), (271, 2, 8), (330, 4, 900))
RAW = {
    "canon.cr2": tiff((256, 3, 5616), behind=b"CR\x02\0\0\0\0\0"),
    "nikon.nef": tiff(*PREVIEW, order=">"),
    "sony.arw": tiff(*PREVIEW, (259, 3, 6)),
    "pentax.pef": tiff((256, 3, 6016), (259, 3, 65535), order=">"),
    "samsung.srw": tiff((256, 3, 5472), (259, 3, 32770)),
    "phone.dng": tiff((254, 4, 0), (50706, 1, 0x0401)),
    "bare.dng": tiff((254, 4, 0), (262, 3, 32803)),
    "canon.cr3": b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom",
    "fuji.raf": b"FUJIFILMCCD-RAW 0201FF383501X-T3",
    "olympus.orf": b"IIRO\x08\0\0\0" + bytes(40),
    "panasonic.rw2": b"IIU\0\x18\0\0\0" + bytes(40),
    "sigma.x3f": b"FOVb\0\0\x04\0",
    "minolta.mrw": b"\0MRM\0\x01\0\0",
    "canon.crw": b"II\x1a\0\0\0HEAPCCDR",
}


@pytest.mark.parametrize("name", RAW)
def test_a_camera_raw_file_is_told_and_how_to_get_a_picture_of_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / name).write_bytes(RAW[name])
    fault = MediaFiles(tmp_path).medium(f"media/{name}", "picture")
    assert fault is not None
    assert fault.message == f'"media/{name}" is a RAW file'
    assert "export it as JPEG" in fault.fix


@pytest.mark.parametrize(
    "tags",
    [
        ((256, 3, 60), (259, 3, 5), (262, 3, 2)),
        ((254, 4, 0), (256, 3, 60), (271, 2, 8), (330, 4, 900)),  # a pyramid, as scanners and museums write it
        ((254, 4, 1), (256, 3, 60)),  # a fax says so of its pages
        ((254, 4, 2), (256, 3, 60), (271, 2, 8)),
    ],
    ids=["scan", "pyramid", "reduced", "page"],
)
def test_an_ordinary_tiff_is_no_raw_file(tags: tuple[tuple[int, int, int], ...]) -> None:
    assert sort_of(tiff(*tags)) == "TIFF"
    assert sort_of(tiff(*tags, order=">")) == "TIFF"
    assert sort_of(tiff(*tags)[:12]) == "TIFF"


SOUNDS = {
    "a.wma": ("wmav2", "sound (WMA)"),
    "a.mka": ("flac", "sound (MKA)"),
    "a.webm": ("opus", "sound (WebM)"),
    "a.avi": ("pcm_s16le", "sound (AVI)"),
    "a.ogg": ("vorbis", "sound (Ogg)"),
}
FILMS = {
    "a.wmv": ("wmv2", "video (WMV)"),
    "a.mkv": ("libx264", "video (MKV)"),
    "a.webm": ("libvpx-vp9", "video (WebM)"),
    "a.avi": ("mpeg4", "video (AVI)"),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_sound_alone_in_a_container_of_films_is_sound(name: str, tmp_path: Path) -> None:
    codec, sort = SOUNDS[name]
    assert sort_of(sound(tmp_path / name, codec).read_bytes()[:HEAD]) == sort


@pytest.mark.parametrize("name", FILMS)
def test_a_film_with_sound_in_the_same_container_is_a_film(name: str, tmp_path: Path) -> None:
    codec, sort = FILMS[name]
    voice = {".webm": "libopus"}.get(Path(name).suffix, "mp3")
    assert sort_of(film(tmp_path / name, codec, sound=voice).read_bytes()[:HEAD]) == sort


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("a.mp4.part", "media/a.mp4"),
        ("a.MP4.download", "media/a.MP4"),
        ("a.v2.part", "media/a.v2.mp4"),
        ("a", "media/a.mp4"),
    ],
)
def test_a_film_with_the_ending_of_a_download_is_told_its_name(name: str, meant: str, tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / name).write_bytes(b"\0\0\0\x18ftypisom" + bytes(99))
    fault = MediaFiles(tmp_path).medium(f"media/{name}", "video")
    assert fault is not None
    assert fault.fix == f'rename the file to "{meant}", and write that name here'


def test_sound_in_the_place_of_a_film_is_told_its_own_block(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.mp3").write_bytes(b"ID3" + bytes(99))
    fault = MediaFiles(tmp_path).medium("media/a.mp3", "video")
    assert fault is not None
    assert "sound goes into a block of its own, - audio: …" in fault.fix


def test_a_film_in_ogg_is_no_sound() -> None:
    page = b"OggS\0\x02" + bytes(20) + b"\x01\x2a"
    assert sort_of(page + b"\x80theora\x03\x02\x01") == "video (Ogg)"
    assert sort_of(page + b"\x01vorbis\0\0\0\0") == "sound (Ogg)"
