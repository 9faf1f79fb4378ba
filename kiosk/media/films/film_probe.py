"""Probe of films and sound, with FFmpeg through PyAV. Runs in the worker only, never in the visitor's program.

The first bytes select the demuxer, which reads from an open file: none that follows addresses can be used.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import av
import pyvips
from av.stream import Disposition

from kiosk.media.pictures.decoding import Picture, save
from kiosk.media.pictures.original import TALL
from kiosk.media.pictures.picture_losses import loss
from kiosk.media.pictures.signatures import HEAD_BYTES, describe_no_film, sniff_container
from kiosk.media.rendition_widths import find_widths
from kiosk.media.sandbox.limits import FILM_SECONDS, FILM_SIDE
from kiosk.media.sandbox.worker_errors import RejectedFileError

# Formats that the player is known to play, even without a video decoder: there, more than 8 bits a colour stays black.
VIDEO_CODECS = {"h264": "H.264", "hevc": "HEVC", "vp9": "VP9"}
SOUND_CODECS = ("aac", "mp3", "opus", "vorbis", "flac", "pcm_s16le")
PROGRESSIVE = 1  # AV_FIELD_PROGRESSIVE; 0 is unknown, the others are orders of half pictures
PIXELS = ("yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "yuvj444p", "nv12")
POSTER_POSITIONS = (0.0, 0.4, 0.8)  # of its length: where a film must prove that it plays
MIN_SIDE = 16
_FIRST_FRAME = 2_048  # bytes, the largest frame of an MP3 and what may precede it
_MPEG_1 = 3
_UNKNOWN_LENGTH = 0x7FFF_0000  # bytes of a WAV
_STATED = re.compile(
    rb".*?\xff(?P<version>[\xe0-\xff])[^\xff].*?(?:(?:Xing|Info)\0\0\0[\x01\x03\x05\x07\x09\x0b\x0d\x0f](?P<xing>.{4})|VBRI.{10}(?P<vbri>.{4}))",
    re.DOTALL,
)  # the number of frames
_SLACK = 1.5  # seconds by which sound and picture of a whole film may end before its stated length


def open_film(source: BinaryIO, kind: str, folder: Path, widths: Sequence[int]) -> Picture:
    """Prove that a film ("video") or a sound ("audio") plays to its end; return a JSON-ready map.

    It has {"film": {seconds, codec, sound}} and width, height, opaque and renditions, which are those of the liveliest
    of three frames, written into `folder`. Raises RejectedFileError, and MemoryError.
    """
    head = source.read(HEAD_BYTES)
    container = sniff_container(head)
    if not container:
        raise RejectedFileError("film-foreign", looks=describe_no_film(head))
    samples = _stated_samples(source) if container == "mp3" else None
    samples = _stated_samples_of_wav(source) if container == "wav" else samples
    source.seek(0)
    try:
        with av.open(source, format=container, buffer_size=1 << 20) as opened:
            return _read(opened, kind, folder, widths, samples=samples)
    except RejectedFileError:
        raise
    except pyvips.Error as error:
        raise RejectedFileError("memory") from error
    except (av.FFmpegError, ValueError, OSError, EOFError) as error:
        if isinstance(error, MemoryError):
            raise RejectedFileError("memory") from error
        raise RejectedFileError("film-damaged") from error


def _stated_samples(source: BinaryIO) -> int:
    """Return the length of an MP3 as its first frame states it, in samples; 0 if it does not.

    FFmpeg guesses the length of others from the size of the first frames, and of joined ones from the size of the file.
    """
    source.seek(0)
    head = source.read(10)
    start = 0
    if head[:3] == b"ID3":
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=False))
    source.seek(start)
    found = _STATED.match(source.read(_FIRST_FRAME))
    if found is None:
        return 0
    frames = int.from_bytes(found["xing"] or found["vbri"], "big")
    return frames * (1152 if found["version"][0] >> 3 & 3 == _MPEG_1 else 576)


def _stated_samples_of_wav(source: BinaryIO) -> int | None:
    """Return the length of a WAV as its header states it, in samples; None if it does not.

    FFmpeg takes what is there for the whole. A recorder that did not know the length wrote 0, or the largest number.
    """
    source.seek(12)
    sample_bytes = 0
    while len(head := source.read(8)) == 8:
        size = int.from_bytes(head[4:], "little")
        if head[:4] == b"data":
            return size // sample_bytes if sample_bytes and 0 < size < _UNKNOWN_LENGTH else None
        if head[:4] == b"fmt ":
            sample_bytes = int.from_bytes(source.read(14)[12:], "little")
            source.seek(-14, os.SEEK_CUR)
        source.seek(size + size % 2, os.SEEK_CUR)
    return None


def _read(opened: Any, kind: str, folder: Path, widths: Sequence[int], *, samples: int | None) -> Picture:
    pictures = [stream for stream in opened.streams.video if not stream.disposition & Disposition.attached_pic]
    sounds = list(opened.streams.audio)
    if not pictures and not sounds:
        raise RejectedFileError("film-damaged")
    if kind == "audio" and not sounds:
        raise RejectedFileError("film-silent")
    if kind == "video" and not pictures:
        raise RejectedFileError("film-blind")
    for sound in sounds[:1]:
        _check_sound(sound)
    stated = (opened.duration or 0) / av.time_base if samples is None else samples / (sounds[0].sample_rate or 1)
    if stated > FILM_SECONDS:
        raise RejectedFileError("film-long", minutes=round(stated / 60))
    if kind == "audio":
        next(opened.decode(sounds[0]))
        seconds = _play_through(opened, sounds[:1], stated)
        film = {"seconds": seconds, "codec": _codec(sounds[0]), "sound": True}
        return {"width": 1, "height": 1, "opaque": True, "renditions": [], "film": film}
    _check_picture(pictures[0])
    poster = _find_poster(opened, pictures[0], stated)
    seconds = _play_through(opened, [pictures[0], *sounds[:1]], stated)
    film = {"seconds": seconds, "codec": _codec(pictures[0]), "sound": bool(sounds)}
    poster_widths = find_widths(poster.width, poster.height, widths, may_enlarge=False)
    renditions = [
        save(poster.thumbnail_image(width, height=TALL, size="down"), True, folder, width) for width in poster_widths
    ]
    read: Picture = {"width": poster.width, "height": poster.height, "opaque": True, "renditions": renditions}
    read["film"] = film
    if pictures[0].codec_context.field_order > PROGRESSIVE:
        read["losses"] = [loss("interlaced")]
    return read


def _codec(stream: Any) -> str:
    context = stream.codec_context
    return str(context.codec.canonical_name) if context is not None else ""


def _check_sound(stream: Any) -> None:
    if _codec(stream) not in SOUND_CODECS:
        raise RejectedFileError("film-sound-codec", codec=_codec(stream) or "an unknown way")


def _check_picture(stream: Any) -> None:
    codec = _codec(stream)
    if codec == "av1":
        raise RejectedFileError("film-av1")
    if codec not in VIDEO_CODECS:
        raise RejectedFileError("film-codec", codec=codec or "an unknown way")
    context = stream.codec_context
    width, height = context.width, context.height
    if not MIN_SIDE <= min(width, height) <= max(width, height) <= FILM_SIDE:
        raise RejectedFileError("film-size", width=width, height=height)
    if context.pix_fmt not in PIXELS:
        raise RejectedFileError("film-colours", pixels=context.pix_fmt or "unknown")
    context.thread_type, context.thread_count = "NONE", 1


def _find_poster(opened: Any, stream: Any, seconds: float) -> Any:
    """Decode a frame at each of the places; return the one with the most detail, upright, as a picture."""
    frames: list[Any] = []
    for position in POSTER_POSITIONS:
        opened.seek(int(seconds * position * av.time_base), backward=True)
        frame = next(opened.decode(stream), None)
        if frame is None:
            raise RejectedFileError("film-damaged")
        frames.append(_picture_of(frame, stream.sample_aspect_ratio))
    return max(frames, key=lambda image: image.deviate())


def _picture_of(frame: Any, aspect: Fraction | None) -> Any:
    pixels = frame.reformat(format="rgba")
    plane = pixels.planes[0]
    rows = pyvips.Image.new_from_memory(bytes(plane), plane.line_size // 4, pixels.height, 4, "uchar")
    image = rows.crop(0, 0, pixels.width, pixels.height).extract_band(0, n=3).copy(interpretation="srgb")
    if aspect and aspect != 1 and Fraction(1, 4) < aspect < 4:
        image = image.resize(float(aspect), vscale=1)
    turn = {90: "d270", 180: "d180", 270: "d90"}.get(round(frame.rotation) % 360)
    return (image.rot(turn) if turn else image).copy_memory()


def _play_through(opened: Any, streams: Sequence[Any], stated: float) -> float:
    """Read every packet, without decoding; return the length in seconds. Raises RejectedFileError if it breaks off."""
    opened.seek(0)
    timed = (packet for packet in opened.demux(*streams) if packet.pts is not None)
    end = max((float((packet.pts + (packet.duration or 0)) * packet.time_base) for packet in timed), default=0.0)
    if end <= 0 or end < stated - max(_SLACK, stated * 0.02):
        raise RejectedFileError("film-cut-short", seconds=round(end))
    if not stated and end > FILM_SECONDS:
        raise RejectedFileError("film-long", minutes=round(end / 60))
    return round(end if not stated or end > stated + _SLACK else stated, 3)
