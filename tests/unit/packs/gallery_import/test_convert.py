"""`kiosk pack convert`: what telephones, scanners, cameras and colleagues hand over becomes what a pack holds."""

from __future__ import annotations

import base64
import gzip
import io
import re
import shlex
import shutil
import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import pytest
import pyvips
from PIL import Image
from typer.testing import CliRunner

from kiosk.cli.commands import app
from kiosk.content.diagnostics import SourceLocation
from kiosk.content.media_types import conversion
from kiosk.content.webvtt import read_captions
from kiosk.device.errors import RefusedError
from kiosk.media import prepare
from kiosk.packs.gallery_import.file_conversion import Converted, convert
from tests.unit.content.test_media_types import RAW
from tests.unit.media.sample_pictures import WIDTHS
from tests.unit.media.test_films import SIDE, film, sound
from tests.unit.packs.gallery_import import photos

HEIC = (
    Path(__file__).parent / "foreign" / "photo.heic"
)  # 600 x 400 px, turned upright to 400 x 600: red above, blue below
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="40">{}</svg>'
)
LINKED = SVG.format('<image width="60" height="40" preserveAspectRatio="none" xlink:href="{}"/>')


def photo_in(kind: str, mode: str = "RGB", **options: object) -> Callable[[Path], None]:
    """Return what writes a photo, red on the left and blue on the right, in a kind of file."""
    return lambda file: photos.photo().convert(mode).save(file, kind, **options)


def psd(file: Path) -> None:
    """Write what Photoshop writes with "Maximize Compatibility": the picture as it is seen, plane by plane."""
    rows = [bytes([red] * 30 + [blue] * 30) * 40 for red, blue in zip(photos.RED, photos.BLUE, strict=True)]
    head = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 40, 60, 8, 3)
    file.write_bytes(head + struct.pack(">IIIH", 0, 0, 0, 0) + b"".join(rows))


def large_scan(file: Path) -> None:
    """Write what scanners write beyond 4 GB, and museums for deep zoom."""
    image = pyvips.Image.new_from_memory(photos.photo().tobytes(), 60, 40, 3, "uchar").copy(interpretation="srgb")
    image.tiffsave(str(file), bigtiff=True)
    assert file.read_bytes()[2:4] == b"+\0"


def deep_scan(file: Path) -> None:
    image = pyvips.Image.new_from_memory(photos.photo().tobytes(), 60, 40, 3, "uchar").copy(interpretation="srgb")
    image.colourspace("rgb16").tiffsave(str(file), tile=True, pyramid=True)


@pytest.mark.parametrize("most", [1.0, 1.3, 255.0, 4096.0])
@pytest.mark.parametrize("bands", [1, 3])
def test_a_picture_of_fractions_is_neither_black_nor_white(tmp_path: Path, bands: int, most: float) -> None:
    """As 32-bit files of image editors and of science are: light from 0 to 1, or on a scale of their own."""
    ramp = pyvips.Image.xyz(256, 4)[0] * (most / 255)
    (ramp if bands == 1 else ramp.bandjoin([ramp, ramp])).cast("float").tiffsave(str(tmp_path / "a.tif"))
    made = pyvips.Image.new_from_file(str(convert(tmp_path / "a.tif").file))
    shown = [made(x, 2)[0] for x in (0, 64, 128, 192, 255)]
    assert shown == sorted(shown)
    assert shown[0] <= 12
    assert shown[-1] >= 243
    assert 50 <= shown[2] <= 215


PICTURES: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a.avif": (".jpg", photo_in("AVIF")),
    "scan.tif": (".jpg", photo_in("TIFF", compression="tiff_lzw")),
    "ink.tiff": (".jpg", photo_in("TIFF", "CMYK")),
    "deep.tif": (".jpg", deep_scan),
    "large.tif": (".jpg", large_scan),
    "a.bmp": (".png", photo_in("BMP")),
    "a.gif": (".png", photo_in("GIF")),
    "a.jp2": (".jpg", photo_in("JPEG2000")),
    "a.ico": (".png", photo_in("ICO", sizes=[(60, 40)])),
    "a.psd": (".jpg", psd),
    "a.pdf": (".png", photo_in("PDF")),
    "photo.jpg": (".jpg", photo_in("TIFF")),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_another_kind_becomes_one_that_a_pack_holds(name: str, tmp_path: Path) -> None:
    suffix, write = PICTURES[name]
    write(tmp_path / name)
    before = (tmp_path / name).read_bytes()
    made = convert(tmp_path / name)
    assert made.file.suffix == suffix
    assert made.problems == ()
    assert (tmp_path / name).read_bytes() == before
    prepared = prepare([made.file], tmp_path / "cache", WIDTHS)
    assert prepared.failures == {}
    image = pyvips.Image.new_from_file(str(made.file))
    left, right = (image.getpoint(image.width * x // 8, image.height // 2)[:3] for x in (1, 7))
    assert left == pytest.approx(photos.RED, abs=90 if name == "ink.tiff" else 12)
    assert right == pytest.approx(photos.BLUE, abs=90 if name == "ink.tiff" else 12)


def test_a_photo_of_a_telephone_stands_upright_and_tells_no_place(tmp_path: Path) -> None:
    shutil.copyfile(HEIC, tmp_path / "IMG_1.HEIC")
    made = convert(tmp_path / "IMG_1.HEIC")
    image = pyvips.Image.new_from_file(str(made.file))
    assert (made.name, made.instead_of, image.width, image.height) == ("IMG_1.jpg", "IMG_1.HEIC", 400, 600)
    assert image.getpoint(200, 60) == pytest.approx([200, 30, 30], abs=12)
    assert image.getpoint(200, 540) == pytest.approx([30, 30, 200], abs=12)
    assert [name for name in image.get_fields() if name.startswith("exif") or "xmp" in name] == []


def test_what_shows_through_is_kept(tmp_path: Path) -> None:
    Image.new("RGBA", (30, 20), (200, 30, 30, 90)).save(tmp_path / "a.tif")
    made = convert(tmp_path / "a.tif")
    assert made.file.suffix == ".png"
    assert pyvips.Image.new_from_file(str(made.file)).getpoint(3, 3) == [200, 30, 30, 90]


@pytest.mark.parametrize(("kind", "suffix"), [("TIFF", ".tif"), ("PDF", ".pdf")])
def test_of_several_pages_one_is_taken_and_that_is_told(kind: str, suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"a{suffix}"
    first, second = photos.photo(), Image.new("RGB", (60, 40), (20, 160, 20))
    first.save(file, kind, save_all=True, append_images=[second])
    made = convert(file)
    assert [problem.message for problem in made.problems] == ['one picture of several is taken: "1/2"']
    command = re.fullmatch(
        r"to take another, run `kiosk (.+)`, with its number in place of the 2", made.problems[0].fix
    )
    assert command
    assert CliRunner().invoke(app, shlex.split(command[1])).exit_code == 0
    other = made.file.with_stem("a-2")
    image = pyvips.Image.new_from_file(str(other))
    assert image.getpoint(5, 5)[:3] == pytest.approx([20, 160, 20], abs=12)
    assert made.file.stem == "a"
    with pytest.raises(RefusedError):
        convert(file, page=3)


def test_a_picture_that_moves_is_told(tmp_path: Path) -> None:
    photos.photo().save(tmp_path / "a.gif", save_all=True, append_images=[photos.photo(left=(0, 200, 0))])
    assert "its first frame is shown" in convert(tmp_path / "a.gif").problems[0].message


FILMS: dict[str, Callable[[Path], Path]] = {
    "kept.mkv": lambda file: film(file, sound="aac"),
    "old.avi": lambda file: film(file, "mpeg4", sound="libmp3lame"),
    "camera.mov": lambda file: film(file, "prores_ks", "yuv422p10le", sound="pcm_s16le"),
    "deep.mp4": lambda file: film(file, pixels="yuv420p10le"),
    "disc.mpg": lambda file: film(file, "mpeg2video", sound="mp2"),
    "camera.ts": lambda file: film(file, "mpeg2video", sound="mp2"),
    "web.flv": lambda file: film(file, sound="aac"),
    "office.wmv": lambda file: film(file, "wmv2"),
    "new.mp4": lambda file: film(file, "libsvtav1"),
    "inter.mkv": lambda file: film(file, "ffv1", "yuv444p"),
}


@pytest.mark.parametrize("name", FILMS)
def test_a_film_of_another_kind_becomes_one_that_plays(name: str, tmp_path: Path) -> None:
    made = convert(FILMS[name](tmp_path / name))
    assert made.file.suffix == ".mp4"
    assert made.problems == ()
    prepared = prepare({made.file: "video"}, tmp_path / "cache", WIDTHS)
    assert prepared.failures == {}
    shown = prepared.pictures[made.file]
    assert shown.film is not None
    assert (shown.width, shown.height) == (SIDE, SIDE)
    assert shown.film.seconds == pytest.approx(2.0, abs=0.25)
    with av.open(str(made.file)) as opened:
        lights = [frame.to_rgb().planes[0] for frame in opened.decode(video=0)]
    assert len(lights) == 20
    assert bytes(lights[-1])[0] > bytes(lights[0])[0] + 100  # it grows brighter, as the film before did


SOUNDS: dict[str, Callable[[Path], Path]] = {
    "bell.flac": lambda file: sound(file, "flac"),
    "bell.aiff": lambda file: sound(file, "pcm_s16be"),
    "bell.caf": lambda file: sound(file, "pcm_s16be"),
    "bell.aac": lambda file: sound(file, "aac"),
    "bell.wma": lambda file: sound(file, "wmav2"),
    "bell.mka": lambda file: sound(file, "flac"),
    "bell.webm": lambda file: sound(file, "opus"),
    "bell.avi": lambda file: sound(file, "pcm_s16le"),
    "film.mp4": lambda file: sound(file, "aac"),
    "film.mov": lambda file: sound(file, "aac"),
}


@pytest.mark.parametrize("name", SOUNDS)
def test_sound_of_another_kind_becomes_one_that_plays(name: str, tmp_path: Path) -> None:
    made = convert(SOUNDS[name](tmp_path / name))
    prepared = prepare({made.file: "audio"}, tmp_path / "cache", WIDTHS)
    assert made.file.suffix == ".m4a"
    assert prepared.pictures[made.file].film is not None
    assert prepared.pictures[made.file].film.seconds == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("name", ["a.nef", "a.tif"])
def test_the_preview_within_a_raw_file_is_not_taken_for_the_picture(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(RAW["nikon.nef"])
    with pytest.raises(RefusedError) as refused:
        convert(tmp_path / name)
    assert [problem.message for problem in refused.value.problems] == [
        "this is a RAW file of a camera, which has to be developed first"
    ]


@pytest.mark.parametrize(
    ("name", "words", "named"),
    [
        ("a.svg", "<!DOCTYPE html><html><body>Forbidden</body></html>", "this is a web page and no picture"),
        ("a.svg", '<mxfile host="app.diagrams.net"><diagram>7V</diagram></mxfile>', "(draw.io)"),
        ("list.csv", "file,title\na.jpg,塔\n", "this is a table"),
        ("word.srt", "{\\rtf1 text}", "this is an office document"),
        ("a.drawio", '<?xml version="1.0"?>\n<mxGraphModel/>', "(draw.io)"),
    ],
)
def test_what_only_looks_like_a_drawing_is_told_by_its_name(name: str, words: str, named: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(words)
    with pytest.raises(RefusedError) as refused:
        convert(tmp_path / name)
    assert named in refused.value.problems[0].message


def test_a_part_of_another_drawing_is_not_promised_to_be_embedded(tmp_path: Path) -> None:
    (tmp_path / "icons.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><g id="t"/></svg>')
    (tmp_path / "a.svg").write_text(SVG.format('<use xlink:href="icons.svg#t"/>'))
    with pytest.raises(RefusedError) as refused:
        convert(tmp_path / "a.svg")
    assert "needs no converting" in refused.value.problems[0].message


def test_of_a_film_the_sound_alone_can_be_taken(tmp_path: Path) -> None:
    made = convert(film(tmp_path / "a.mp4", sound="aac"), sound=True)
    assert prepare({made.file: "audio"}, tmp_path / "cache", WIDTHS).failures == {}
    with pytest.raises(RefusedError):
        convert(film(tmp_path / "mute.mp4"), sound=True)


def bright_film(file: Path) -> Path:
    """A grey film in HDR (PQ), as telephones and new cameras write it."""
    with av.open(str(file), "w") as out:
        stream = out.add_stream("libx265", rate=10)
        stream.width, stream.height, stream.pix_fmt = SIDE, SIDE, "yuv420p10le"
        colours = "colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:range=limited"
        stream.codec_context.options = {"x265-params": f"log-level=none:{colours}"}
        for number in range(5):
            frame = av.VideoFrame(SIDE, SIDE, "yuv420p10le")
            for plane, level in zip(frame.planes, (573, 512, 512), strict=True):
                plane.update(struct.pack("<H", level) * (plane.buffer_size // 2))
            frame.pts, frame.time_base = number, Fraction(1, 10)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return file


def test_a_film_in_hdr_is_made_for_ordinary_screens_and_told(tmp_path: Path) -> None:
    made = convert(bright_film(tmp_path / "a.mov"))
    assert "HDR" in made.problems[0].message
    with av.open(str(made.file)) as opened:
        frame = next(opened.decode(video=0))
        assert (opened.streams.video[0].codec_context.pix_fmt, frame.color_trc) == ("yuv420p", 1)
    assert prepare({made.file: "video"}, tmp_path / "cache", WIDTHS).failures == {}


SRT = (
    "1\n00:00:01,000 --> 00:00:03,000\n{\\an8}<i>江南水乡</i>\u3000小桥流水\n<font color=red>第二行</font>\n\n"
    "2\n00:00:04,000 --> 00:00:05,000\nB & <C> {D} \\N\n"
)
ASS = (
    "[Script Info]\nScriptType: v4.00+\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n[Events]\n"
    "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    "Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,hidden\n"
    "Dialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,{\\i1}江南水乡\u3000小桥流水{\\i0}\\N第二行\n"
    "Dialogue: 0,0:00:04.00,0:00:05.00,Default,,0,0,0,,B & <C>\n"
)


TTML = (
    '<?xml version="1.0" encoding="UTF-8"?><tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
    '<p begin="00:00:01.000" end="00:00:03.000">江南水乡\u3000小桥流水<br/>第二行</p>'
    '<p begin="00:00:04.000" end="00:00:05.000">B &amp; &lt;C&gt;</p></div></body></tt>'
)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.ttml", TTML.encode()),
        ("a.srt", SRT.encode()),
        ("bom.srt", b"\xef\xbb\xbf" + SRT.replace("\n", "\r\n").encode()),
        ("gbk.srt", SRT.encode("gb18030")),
        ("utf16.srt", SRT.encode("utf-16")),
        ("renamed.vtt", SRT.encode()),
        ("a.ass", ASS.encode()),
    ],
)
def test_captions_of_another_program_are_shown_with_the_same_words(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    made = convert(tmp_path / name)
    cues, problems = read_captions(made.file, made.file.name)
    assert problems == []
    assert [(cue.start, cue.end, cue.words) for cue in cues] == [
        (1000, 3000, "江南水乡\u3000小桥流水\n第二行"),
        (4000, 5000, "B & <C> {D}" if name.endswith((".srt", ".vtt")) else "B & <C>"),
    ]


def test_captions_that_overlap_are_told_and_shown_one_after_the_other(tmp_path: Path) -> None:
    times = ((1, 3, "A"), (2, 4, "B"), (2, 3, "C"))
    words = "".join(f"{at}\n00:00:0{at},000 --> 00:00:0{to},000\n{printed}\n\n" for at, to, printed in times)
    (tmp_path / "a.srt").write_text(words)
    made = convert(tmp_path / "a.srt")
    assert [(str(each.location), each.message.partition(": ")[2]) for each in made.problems] == [
        ("a.srt:2:1", '"00:01.000 A"'),
        ("a.srt:10:1", '"00:02.000 C"'),
    ]
    cues, problems = read_captions(made.file, "a.vtt")
    assert problems == []
    assert [(cue.start, cue.end, cue.words) for cue in cues] == [(1000, 2000, "A"), (2000, 4000, "B\nC")]


def test_a_linked_picture_that_lies_in_the_pack_is_embedded(tmp_path: Path) -> None:
    media = tmp_path / "hall" / "media"
    media.mkdir(parents=True)
    (tmp_path / "hall" / "pack.yaml").touch()
    photos.photo().save(media / "a.webp", lossless=True)
    for link in ("a.webp", "file:///C:/Li/a.webp", "C:\\Li\\a.webp", "../a.webp", "https://x.org/a.webp?b"):
        (media / "map.svg").write_text(LINKED.format(link), encoding="utf-8")
        made = convert(media / "map.svg")
        assert (made.instead_of, made.problems) == ("media/map.svg", ())
        drawn = prepare([made.file], tmp_path / "cache", (60,)).pictures[made.file]
        assert pyvips.Image.new_from_file(str(drawn.renditions[0].file)).getpoint(10, 20)[:3] == [200, 30, 30]


def test_nothing_from_outside_the_pack_comes_into_a_drawing(tmp_path: Path) -> None:
    media = tmp_path / "hall" / "media"
    media.mkdir(parents=True)
    (tmp_path / "hall" / "pack.yaml").touch()
    photos.photo().save(tmp_path / "secret.png")
    (media / "link.png").symlink_to(tmp_path / "secret.png")
    for link in ("../../secret.png", str(tmp_path / "secret.png"), "link.png"):
        (media / "map.svg").write_text(LINKED.format(link))
        message, fix = refused(media / "map.svg")
        assert message.endswith("does not lie in the pack")
        assert fix.startswith("copy it into the folder of the drawing")


@pytest.mark.parametrize("kind", ["WEBP", "GIF", "AVIF", "BMP", "TIFF"])
def test_an_embedded_picture_that_would_not_be_drawn_is_drawn_after_that(kind: str, tmp_path: Path) -> None:
    packed = io.BytesIO()
    photos.photo().save(packed, kind)
    data = f"data:image/{kind.lower()};base64,{base64.b64encode(packed.getvalue()).decode()}"
    (tmp_path / "a.svg").write_text(LINKED.format(data))
    made = convert(tmp_path / "a.svg")
    drawn = prepare([made.file], tmp_path / "cache", (60,)).pictures[made.file]
    assert drawn.losses == ()
    point = pyvips.Image.new_from_file(str(drawn.renditions[0].file)).getpoint(10, 20)[:3]
    assert point == pytest.approx([200, 30, 30], abs=12)


@pytest.mark.parametrize("encoding", ["gb2312", "gb18030", "utf-16", "big5", "undeclared"])
def test_a_drawing_in_another_encoding_is_told_and_drawn_after_that(encoding: str, tmp_path: Path) -> None:
    head = "" if encoding == "undeclared" else f'<?xml version="1.0" encoding="{encoding}"?>'
    body = head + SVG.format('<rect width="60" height="40" fill="red"/><text y="30">中文</text>')
    file = tmp_path / "a.svg"
    file.write_bytes(body.encode("gbk" if encoding == "undeclared" else encoding))
    failure = prepare([file], tmp_path / "cache", WIDTHS).failures[file]
    assert "is written in" in failure.reason
    assert f"kiosk pack convert {file}" in failure.fix
    made = convert(file)
    assert "中文" in made.file.read_text(encoding="utf-8")
    assert prepare([made.file], tmp_path / "cache", WIDTHS).failures == {}


def test_a_compressed_drawing_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.svgz").write_bytes(gzip.compress(SVG.format('<rect width="60" height="40"/>').encode()))
    assert prepare([convert(tmp_path / "a.svgz").file], tmp_path / "cache", WIDTHS).failures == {}


def refused(file: Path) -> tuple[str, str]:
    with pytest.raises(RefusedError) as refusal:
        convert(file)
    (problem,) = refusal.value.problems
    assert problem.location == SourceLocation(file.name)
    return problem.message, problem.fix


def test_what_a_pack_holds_already_is_not_converted(tmp_path: Path) -> None:
    photos.photo().save(tmp_path / "a.jpg")
    assert refused(tmp_path / "a.jpg")[1] == "write its name in the pack"
    photos.photo().save(tmp_path / "b.heic", "png")
    assert refused(tmp_path / "b.heic")[1] == "rename it to b.png, and write that name in the pack"
    (tmp_path / "a.svg").write_text(SVG.format('<rect width="60" height="40"/>'))
    film(tmp_path / "a.mp4")
    sound(tmp_path / "a.ogg", "libopus")
    shutil.copyfile(tmp_path / "a.mp4", tmp_path / "cam.mov")
    (tmp_path / "a.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n")
    for name in ("a.svg", "a.mp4", "a.ogg", "cam.mov", "a.vtt"):
        assert refused(tmp_path / name) == (
            "this needs no converting: a pack can hold it as it is",
            "write its name in the pack",
        )


def test_a_document_that_bears_the_name_of_captions_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_bytes(b"PK\x03\x04" + b"\xe9" * 90)
    message, fix = refused(tmp_path / "a.srt")
    assert message == "this is an office document or a zip, which cannot be converted here"
    assert fix.startswith("save a document as PDF")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jxl", b"\xff\x0a" + b"\0" * 40),
        ("a.heic", HEIC.read_bytes()[:500]),
        ("a.tif", b"II*\0" + b"\0" * 40),
        ("a.pdf", b"%PDF-1.7 nothing"),
        ("a.mkv", b"\x1aE\xdf\xa3\x01matroska" + b"\0" * 40),
        ("a.srt", b"1\nno times\n"),
        ("a.doc", b"PK\x03\x04" + b"\0" * 40),
        ("a.psd", b"8BPS" + b"\0" * 40),
        ("a.svgz", b"\x1f\x8b" + b"\0" * 9),
        ("empty.heic", b""),
    ],
)
def test_what_cannot_be_opened_is_told_and_leaves_nothing_behind(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    message, fix = refused(tmp_path / name)
    assert message
    assert fix
    assert [file.name for file in tmp_path.iterdir()] == [name]


TEXT_FILE = "this is text, which no pack takes as a file of its own"
OFFICE = "this is an office document or a zip, which cannot be converted here"
UNKNOWN = "the kind of this file is not known here, or it is damaged"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("words.txt", "欢迎来到展厅\n第二行\n".encode(), TEXT_FILE),
        (
            "words.txt",
            "欢迎来到展厅\r\n第二行\r\n".encode("gbk"),
            TEXT_FILE,
        ),
        (
            "words.txt",
            "欢迎来到展厅\n第二行\n".encode("utf-16"),
            TEXT_FILE,
        ),
        ("list.csv", b"file,title\na.jpg,Tower\n", "this is a table, which no pack takes as a file of its own"),
        ("hall.docx", b"PK\x03\x04" + bytes(99), OFFICE),
        (
            "hall.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
            OFFICE,
        ),
        ("hall.rtf", b"{\\rtf1\\ansi Words}", OFFICE),
        ("a.bin", bytes(range(256)) * 9, UNKNOWN),
        ("a.jpg", b"", "the file is empty (0 bytes)"),
    ],
)
def test_what_is_nothing_to_show_is_named(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(RefusedError) as refusal:
        convert(tmp_path / name)
    (problem,) = refusal.value.problems
    assert problem.message == message
    assert ("--page" in problem.fix) == (message == OFFICE)


def test_staff_are_told_what_to_write_in_the_pack(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").touch()
    (tmp_path / "media").mkdir()
    shutil.copyfile(HEIC, tmp_path / "media" / "IMG_1.HEIC")
    done = CliRunner().invoke(app, ["pack", "convert", str(tmp_path / "media" / "IMG_1.HEIC"), "--language", "en"])
    assert done.exit_code == 0
    assert "in the pack write media/IMG_1.jpg in place of media/IMG_1.HEIC" in done.output
    done = CliRunner().invoke(app, ["pack", "convert", str(tmp_path / "media" / "IMG_1.jpg"), "--language", "zh"])
    assert done.exit_code == 1
    assert "不需要转换" in done.output


def test_converted_says_where_it_is(tmp_path: Path) -> None:
    photos.photo().save(tmp_path / "a.bmp")
    assert convert(tmp_path / "a.bmp") == Converted(tmp_path / "a.png", "a.png", "a.bmp", ())


@pytest.mark.parametrize(
    "name", ["a b.tif", "-a.tif", "it's.tif", 'a"b.tif', "$HOME.tif", "`x`.tif", "a!b&c;d.tif", "a\\b.tif", "图 1.tif"]
)
def test_the_command_of_a_fix_can_be_typed_whatever_the_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    photos.photo().save(name, "TIFF")
    command = re.fullmatch(r"run `kiosk (.+)`, and write .+", str(conversion(Path(name))), re.DOTALL)
    assert command
    assert CliRunner().invoke(app, shlex.split(command[1])).exit_code == 0
    assert Path(name).with_suffix(".jpg").is_file()


def test_a_damaged_picture_is_not_called_right(tmp_path: Path) -> None:
    photos.photo().save(tmp_path / "a.jpg")
    data = (tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(data[: len(data) // 2])
    hidden = '<svg xmlns="http://www.w3.org/2000/svg" style="display:none"><symbol id="a"/></svg>'
    (tmp_path / "b.svg").write_text(hidden, encoding="utf-8")
    assert refused(tmp_path / "a.jpg")[0].startswith("the file is damaged: it breaks off after")
    assert refused(tmp_path / "b.svg")[0] == "the file is damaged and cannot be opened as SVG"
