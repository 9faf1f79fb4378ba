"""Films and sound are opened in the fenced process: proved to play, or refused in words that staff understand."""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import pytest

from kiosk.cli import main
from kiosk.media import MediaFailure, Prepared, prepare
from kiosk.media.pictures.metadata_stripper import shipped
from kiosk.media.sandbox import worker
from tests.unit.media.sample_pictures import WIDTHS, paint

SIDE, RATE, SOUND_RATE = 64, 10, 48_000


def film(file: Path, codec: str = "libx264", pixels: str = "yuv420p", seconds: float = 2.0, sound: str = "") -> Path:
    """A film that grows brighter."""
    with av.open(str(file), "w") as out:
        picture = out.add_stream(codec, rate=RATE)
        picture.width, picture.height, picture.pix_fmt = SIDE, SIDE, pixels
        voice = out.add_stream(sound, rate=SOUND_RATE, layout="mono") if sound else None
        for number in range(round(seconds * RATE)):
            light = 20 + number * 8 % 200
            frame = av.VideoFrame.from_bytes(bytes([light, 90, 60, 255]) * SIDE * SIDE, SIDE, SIDE, format="rgba")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(picture.encode(frame))
        out.mux(picture.encode(None))
        if voice:
            speak(out, voice, seconds)
    return file


def sound(file: Path, codec: str, seconds: float = 1.0) -> Path:
    with av.open(str(file), "w") as out:
        layout = "stereo" if codec == "vorbis" else "mono"  # FFmpeg's own encoder knows no other
        voice = out.add_stream(codec, rate=SOUND_RATE, layout=layout)
        if codec == "vorbis":
            voice.codec_context.options = {"strict": "experimental"}
        if codec == "wmav2":
            voice.bit_rate = 64_000  # it takes no less than 24,000
        speak(out, voice, seconds)
    return file


def speak(out: av.container.OutputContainer, voice: av.AudioStream, seconds: float) -> None:
    step = 960
    for start in range(0, round(seconds * SOUND_RATE), step):
        tone = array("h", (round(8000 * math.sin((start + n) / 20)) for n in range(step)))
        frame = av.AudioFrame(format="s16", layout="mono", samples=step)
        frame.planes[0].update(tone.tobytes())
        frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, start, Fraction(1, SOUND_RATE)
        converted = av.AudioResampler(voice.codec_context.format, voice.layout.name, SOUND_RATE).resample(frame)
        for piece in converted:
            out.mux(voice.encode(piece))
    out.mux(voice.encode(None))


def mp3(file: Path, rates: Sequence[int], seconds: float = 3.0, *, counted: bool) -> Path:
    """Sound in as many pieces as there are `rates` (bit/s), with a head that counts its frames or without one."""
    file.write_bytes(b"")
    for rate in rates:
        piece = file.with_suffix(".piece.mp3")
        with av.open(str(piece), "w", options={} if counted else {"write_xing": "0", "id3v2_version": "0"}) as out:
            voice = out.add_stream("libmp3lame", rate=SOUND_RATE, layout="mono")
            voice.bit_rate = rate
            speak(out, voice, seconds)
        file.write_bytes(file.read_bytes() + piece.read_bytes())
        piece.unlink()
    return file


@pytest.mark.parametrize("rates", [(32_000, 320_000), (320_000, 32_000), (64_000,), (32_000, 64_000, 128_000)])
def test_an_mp3_is_as_long_as_what_is_heard_of_it(rates: tuple[int, ...], tmp_path: Path) -> None:
    file = mp3(tmp_path / "bell.mp3", rates, counted=False)
    made = prepare({file: "audio"}, tmp_path / "cache", WIDTHS)
    assert made.failures == {}
    assert made.pictures[file].film is not None
    assert made.pictures[file].film.seconds == pytest.approx(3 * len(rates), abs=0.1 * len(rates))


@pytest.mark.parametrize("count", [1, 2])
def test_mp3_files_with_a_head_and_joined_ones_have_their_whole_length(count: int, tmp_path: Path) -> None:
    file = mp3(tmp_path / "bell.mp3", (64_000,) * count, counted=True)
    made = prepare({file: "audio"}, tmp_path / "cache", WIDTHS)
    assert made.pictures[file].film is not None
    assert made.pictures[file].film.seconds == pytest.approx(3 * count, abs=0.2)


def tagged(data: bytes) -> bytes:
    """An MP3 with a tag before it, as large as a cover, and one behind it."""
    cover = b"APIC" + (60_000).to_bytes(4, "big") + b"\0\0" + b"\0image/jpeg\0\3\0" + b"\xaa" * 59_986
    size = bytes(len(cover) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + size + cover + data + b"TAG" + bytes(125)


@pytest.mark.parametrize(
    ("whole", "seconds"),
    [
        (lambda data: tagged(data) + tagged(data), 12),
        (lambda data: data + tagged(data), 12),
        (lambda data: data + bytes(60_000), 6),
        (lambda data: tagged(data) + bytes(60_000), 6),
        (tagged, 6),
    ],
    ids=["joined with their tags", "joined", "filled up", "filled up behind a tag", "tagged"],
)
def test_what_lies_between_and_behind_the_sound_of_mp3_files_is_not_its_length(
    whole: Callable[[bytes], bytes], seconds: float, tmp_path: Path
) -> None:
    file = mp3(tmp_path / "bell.mp3", (64_000,), seconds=6, counted=True)
    file.write_bytes(whole(file.read_bytes()))
    made = prepare({file: "audio"}, tmp_path / "cache", WIDTHS)
    assert made.failures == {}
    assert made.pictures[file].film is not None
    assert made.pictures[file].film.seconds == pytest.approx(seconds, abs=0.2)


@pytest.mark.parametrize("cover", [True, False])
def test_an_mp3_that_says_how_long_it_is_and_breaks_off_is_refused_behind_a_tag_too(
    cover: bool, tmp_path: Path
) -> None:
    file = mp3(tmp_path / "bell.mp3", (64_000,), seconds=9, counted=True)
    data = file.read_bytes()
    data = (tagged(data)[:-128] if cover else data)[: -len(data) // 3]
    file.write_bytes(data)
    assert "it breaks off after 6 s" in prepare({file: "audio"}, tmp_path / "cache", WIDTHS).failures[file].reason


def test_an_mp3_that_says_how_long_it_is_and_breaks_off_is_refused(tmp_path: Path) -> None:
    file = cut(mp3(tmp_path / "bell.mp3", (64_000,), seconds=9, counted=True))
    assert "it breaks off after 6 s" in prepare({file: "audio"}, tmp_path / "cache", WIDTHS).failures[file].reason


def test_a_wav_that_breaks_off_is_refused(tmp_path: Path) -> None:
    file = sound(tmp_path / "bell.wav", "pcm_s16le", 9)
    file.write_bytes(file.read_bytes()[: 6 * SOUND_RATE * 2])
    assert "it breaks off after 6 s" in prepare({file: "audio"}, tmp_path / "cache", WIDTHS).failures[file].reason


@pytest.mark.parametrize("stated", [0, 0xFFFFFFFF, 0x7FFFFFFF, 0xFFFFFFFF - 36])
def test_a_wav_whose_recorder_did_not_know_its_length_is_whole(stated: int, tmp_path: Path) -> None:
    file = sound(tmp_path / "bell.wav", "pcm_s16le", 3)
    data = bytearray(file.read_bytes())
    place = data.index(b"data") + 4
    data[place : place + 4] = stated.to_bytes(4, "little")
    file.write_bytes(data)
    made = prepare({file: "audio"}, tmp_path / "cache", WIDTHS)
    assert made.failures == {}
    assert made.pictures[file].film is not None
    assert made.pictures[file].film.seconds == pytest.approx(3, abs=0.1)


def box(name: bytes, body: bytes) -> bytes:
    return (len(body) + 8).to_bytes(4, "big") + name + body


PLACE = b"+32.2044+119.4550/"
TAGGED = {
    "Android": box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7" + PLACE)),
    "3GPP": box(b"udta", box(b"titl", b"a title") + box(b"loci", b"\0" * 4 + PLACE)),
    "Apple": box(b"meta", box(b"keys", b"mdtacom.apple.quicktime.location.ISO6709") + box(b"ilst", PLACE)),
}


@pytest.mark.parametrize("maker", TAGGED)
def test_a_film_is_shipped_without_the_place_where_it_was_taken(maker: str, tmp_path: Path) -> None:
    file = film(tmp_path / "a.mp4", sound="aac")
    whole = file.read_bytes()
    begin = whole.index(b"moov") - 4
    size = int.from_bytes(whole[begin : begin + 4], "big")
    moov = box(b"moov", whole[begin + 8 : begin + size] + TAGGED[maker])
    reported = whole[:begin] + moov + whole[begin + size :]  # the frames stand before it: nothing moves
    file.write_bytes(reported)
    assert b"".join(shipped(file)) != reported
    assert PLACE not in b"".join(shipped(file))
    assert len(b"".join(shipped(file))) == len(reported)
    file.write_bytes(b"".join(shipped(file)))
    assert b"".join(shipped(file)) == file.read_bytes()
    assert prepare({file: "video"}, tmp_path / "cache", WIDTHS).failures == {}


@pytest.mark.parametrize(
    "spoil", [lambda data: data[:60], lambda data: data.replace(b"moov", b"\0\0\0\0"), lambda data: data]
)
def test_a_film_without_a_place_or_a_broken_one_is_shipped_as_it_is(
    spoil: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    file = film(tmp_path / "a.mp4")
    file.write_bytes(spoil(file.read_bytes()))
    assert b"".join(shipped(file)) == file.read_bytes()


def cut(file: Path) -> Path:
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 2 // 3])
    return file


SOUND_FILMS: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "h264.mp4": ("h264", lambda file: film(file, sound="aac")),
    "vp9.webm": ("vp9", lambda file: film(file, "libvpx-vp9")),
    "hevc.mp4": ("hevc", lambda file: film(file, "libx265")),
}
SOUNDS: dict[str, tuple[str, Callable[[Path], Path]]] = {
    "bell.ogg": ("opus", lambda file: sound(file, "libopus")),
    "old-bell.ogg": ("vorbis", lambda file: sound(file, "vorbis")),
    "bell.wav": ("pcm_s16le", lambda file: sound(file, "pcm_s16le")),
    "bell.m4a": ("aac", lambda file: sound(file, "aac")),
}
REFUSED: dict[str, tuple[str, str, Callable[[Path], Path]]] = {
    "av1.mp4": ("video", "coded as AV1, which plays as a black picture", lambda file: film(file, "libsvtav1")),
    "deep.mp4": ("video", "more than 8 bits a colour", lambda file: film(file, pixels="yuv420p10le")),
    "old.mp4": ("video", "coded as mpeg4", lambda file: film(file, "mpeg4")),
    "cut.webm": ("video", "the file is damaged", lambda file: cut(film(file, "libvpx-vp9", seconds=6))),
    "cut.mp4": ("video", "the file is damaged", lambda file: cut(film(file, seconds=6))),
    "mute.mp4": ("audio", "there is no sound in this file", film),
    "blind.mp4": ("video", "there is no picture in this video", lambda file: sound(file, "aac")),
    "words.mp4": ("video", "this is no film and no sound: it is text", lambda file: written(file, "一段影片".encode())),
    "empty.mp4": ("video", "the file is empty (0 bytes)", lambda file: written(file, b"")),
}


def written(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Prepared | MediaFailure]:
    """All files opened in one go, as `pack check` does it."""
    folder = tmp_path_factory.mktemp("films")
    kinds: dict[Path, str] = {}
    for name, (_, make) in SOUND_FILMS.items():
        kinds[make(folder / name)] = "video"
    for name, (_, make) in SOUNDS.items():
        kinds[make(folder / name)] = "audio"
    for name, (kind, _, make) in REFUSED.items():
        kinds[make(folder / name)] = kind
    imported = prepare(kinds, tmp_path_factory.mktemp("cache"), WIDTHS)
    return {file.name: outcome for file, outcome in (imported.pictures | imported.failures).items()}


@pytest.mark.parametrize("name", SOUND_FILMS)
def test_a_film_that_plays_has_its_length_and_a_poster_of_its_own(
    name: str, outcomes: dict[str, Prepared | MediaFailure]
) -> None:
    made = outcomes[name]
    assert isinstance(made, Prepared), made
    assert made.film is not None
    assert made.film.codec == SOUND_FILMS[name][0]
    assert made.film.seconds == pytest.approx(2.0, abs=0.15)
    assert made.film.sound == (name == "h264.mp4")
    assert (made.width, made.height) == (SIDE, SIDE)
    assert [rendition.width for rendition in made.renditions] == [40, 64]


@pytest.mark.parametrize("name", SOUNDS)
def test_a_sound_that_plays_has_its_length(name: str, outcomes: dict[str, Prepared | MediaFailure]) -> None:
    made = outcomes[name]
    assert isinstance(made, Prepared), made
    assert made.film is not None
    assert (made.film.codec, made.film.sound, made.renditions) == (SOUNDS[name][0], True, ())
    assert made.film.seconds == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("name", REFUSED)
def test_what_would_not_play_is_refused_with_a_reason_and_a_way_to_fix_it(
    name: str, outcomes: dict[str, Prepared | MediaFailure]
) -> None:
    refused = outcomes[name]
    assert isinstance(refused, MediaFailure), refused
    assert REFUSED[name][1] in refused.reason
    assert refused.fix


def test_a_film_is_opened_once_and_remembered_as_what_it_is(tmp_path: Path) -> None:
    file = film(tmp_path / "both.mp4", sound="aac")
    for _ in range(2):
        (as_film,) = prepare({file: "video"}, tmp_path / "cache", WIDTHS).pictures.values()
        (as_sound,) = prepare({file: "audio"}, tmp_path / "cache", WIDTHS).pictures.values()
        assert (len(as_film.renditions), len(as_sound.renditions)) == (2, 0)


def test_without_the_library_for_films_staff_read_what_to_install_and_pictures_are_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [film(tmp_path / "park.mp4"), tmp_path / "park.png"]
    paint(80).pngsave(str(files[1]))
    program = tmp_path / "worker"
    program.write_text(
        f"""#!{sys.executable}
import sys
sys.path.insert(0, {str(Path(worker.__file__).parents[3])!r})
sys.modules["av"] = None
from kiosk.media.sandbox import worker
sys.exit(worker.main())
"""
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    made = prepare({files[0]: "video", files[1]: "picture"}, tmp_path / "cache", WIDTHS)
    assert list(made.pictures) == [files[1]]
    failure = made.failures[files[0]]
    assert failure.reason == "the library av, which reads such files, is not installed"
    assert 'the extras "films" and "staff"' in failure.fix


def test_a_video_without_a_picture_is_sound_once_its_fix_is_done(
    outcomes: dict[str, Prepared | MediaFailure], tmp_path: Path
) -> None:
    refused = outcomes["blind.mp4"]
    assert isinstance(refused, MediaFailure)
    assert "run `kiosk pack convert --sound` with it" in refused.fix
    assert main(["pack", "convert", "--sound", str(sound(tmp_path / "blind.mp4", "aac"))]) == 0
    assert (tmp_path / "blind.m4a").is_file()


def interlaced(file: Path) -> Path:
    """A film of half pictures, as camcorders write it."""
    with av.open(str(file), "w") as out:
        options = {"flags": "+ildct+ilme", "x264-params": "tff=1"}
        picture = out.add_stream("libx264", rate=RATE, options=options)
        picture.width, picture.height, picture.pix_fmt = SIDE, SIDE, "yuv420p"
        for number in range(RATE):
            frame = av.VideoFrame.from_bytes(bytes([20 + number, 90, 60, 255]) * SIDE * SIDE, SIDE, SIDE, format="rgba")
            frame.pts, frame.time_base = number, Fraction(1, RATE)
            out.mux(picture.encode(frame))
        out.mux(picture.encode(None))
    return file


def test_a_film_of_half_pictures_is_reported_and_converted_into_whole_ones(tmp_path: Path) -> None:
    file = interlaced(tmp_path / "camcorder.mp4")
    read = prepare({file: "video"}, tmp_path / "cache", WIDTHS).pictures[file]
    assert [loss.code for loss in read.losses] == ["interlaced"]
    assert main(["pack", "convert", str(file)]) == 0
    made = tmp_path / "camcorder-2.mp4"
    whole = prepare({made: "video"}, tmp_path / "cache", WIDTHS).pictures[made]
    assert whole.losses == ()
    with av.open(str(made)) as opened:
        assert not any(frame.interlaced_frame for frame in opened.decode(video=0))
