"""Conversion of any film or sound to H.264 and AAC in MP4, or AAC in M4A. Runs in the worker only.

Playable streams are put into another container without loss; the rest is encoded again: upright, with square pixels,
8 bits a colour, in the colours of ordinary screens. FFmpeg's own scaler maps HDR to them (FFmpeg 8.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

import av
import av.filter
from av.stream import Disposition

from kiosk.content.media_types import HEAD, SUFFIXES, sort_of, suffix_of
from kiosk.media.conversion import ConversionProgress
from kiosk.media.films.film_probe import PIXELS, PROGRESSIVE, SOUND_CODECS, VIDEO_CODECS
from kiosk.media.pictures.picture_losses import HDR, Loss, loss
from kiosk.media.pictures.signatures import sniff_container
from kiosk.media.sandbox.limits import CONVERT_SECONDS, CONVERT_SIDE, FILM_SECONDS, FILM_SIDE
from kiosk.media.sandbox.worker_errors import RejectedFileError

_CONTAINERS = {
    "video (AVI)": "avi",
    "video (WMV)": "asf",
    "video (FLV)": "flv",
    "sound (WMA)": "asf",
    "sound (AVI)": "avi",
    "sound (FLAC)": "flac",
    "sound (AIFF)": "aiff",
    "sound (AMR)": "amr",
    "sound (CAF)": "caf",
    "sound (AAC)": "aac",
}
_COPIED_CODECS = {"h264": VIDEO_CODECS["h264"], "hevc": VIDEO_CODECS["hevc"]}  # in an MP4
_RATE = 48_000
_STEPS = 100  # how often progress is reported
_TURNS = {90: ("transpose", "cclock"), 270: ("transpose", "clock"), 180: ("hflip", "")}


def convert_film(file: Path, folder: Path, progress: ConversionProgress, *, sound: bool) -> dict[str, Any]:
    """Write the film into `folder`, or its `sound` alone; return {"file", "losses"}. Raises RejectedFileError."""
    progress.step(None, CONVERT_SECONDS)
    try:
        with file.open("rb") as source:
            sort, container = _container(source)
            with av.open(source, format=container, buffer_size=1 << 20) as opened:
                return _Conversion(opened, folder, progress, of=(sort, file.suffix.lower()), sound=sound).run()
    except RejectedFileError:
        raise
    except MemoryError as error:
        raise RejectedFileError("memory") from error
    except (av.FFmpegError, ValueError, OSError, EOFError) as error:
        raise RejectedFileError("film-damaged") from error


def _container(source: BinaryIO) -> tuple[str, str]:
    head = source.read(HEAD)
    source.seek(0)
    sort = sort_of(head)
    if sort == "video (MPEG)":
        return sort, "mpeg" if head[:3] == b"\0\0\x01" else "mpegts"
    name = _CONTAINERS.get(sort) or sniff_container(head)
    if not name:
        raise RejectedFileError("unconverted", sort=sort or "unknown")
    return sort, name


class _Conversion:
    def __init__(
        self, opened: Any, folder: Path, progress: ConversionProgress, *, of: tuple[str, str], sound: bool
    ) -> None:
        sort, suffix = of
        self._opened = opened
        self._sort = sort
        self._folder = folder
        self._progress = progress
        self._reported_step = 0
        self._begin = (opened.start_time or 0) / av.time_base  # some containers do not count from 0
        self._seconds = (opened.duration or 0) / av.time_base
        if self._seconds > FILM_SECONDS:
            raise RejectedFileError("film-long", minutes=round(self._seconds / 60))
        videos = [stream for stream in opened.streams.video if not stream.disposition & Disposition.attached_pic]
        self._picture = videos[0] if videos and not sound else None
        sounds = list(opened.streams.audio)
        preferred = [stream for stream in sounds if stream.disposition & Disposition.default] or sounds
        self._sound = preferred[0] if preferred else None
        if self._picture is None and self._sound is None:
            raise RejectedFileError("film-silent" if sound else "film-damaged")
        # A pack has no use for a film without a picture: its sound is put into a file of its own.
        is_film = sort.startswith("video") and sort not in SUFFIXES["audio"].get(suffix, ())
        is_misnamed = self._picture is None and is_film
        if not (sound or is_misnamed) and self._is_playable():
            raise RejectedFileError("held", sort="video")
        self.losses: list[Loss] = []
        if len(sounds) > 1:
            self.losses.append(loss("one-sound", f"{sounds.index(self._sound) + 1}/{len(sounds)}"))
        if len(opened.streams.subtitles):
            self.losses.append(loss("no-captions", str(len(opened.streams.subtitles))))
        for stream in (self._picture, self._sound):
            if stream is not None and stream.codec_context is None:
                raise RejectedFileError("unconverted", sort="video" if stream is self._picture else "sound")

    def _is_playable(self) -> bool:
        """Return whether a pack can hold the file as it is."""
        picture, sound = self._picture, self._sound
        if picture is None:
            is_held = bool(suffix_of(self._sort, "audio")) or self._sort == "video (MP4)"
            return sound is not None and is_held and sound.codec_context.codec.canonical_name in SOUND_CODECS
        if picture.codec_context is None or not suffix_of(self._sort, "video"):
            return False
        has_playable_sound = sound is None or sound.codec_context.codec.canonical_name in SOUND_CODECS
        context = picture.codec_context
        is_known = context.codec.canonical_name in VIDEO_CODECS and context.pix_fmt in PIXELS
        has_playable_video = is_known and context.field_order <= PROGRESSIVE
        return has_playable_sound and has_playable_video and max(context.width, context.height) <= FILM_SIDE

    def run(self) -> dict[str, Any]:
        name = "copy.mp4" if self._picture is not None else "copy.m4a"
        target = self._folder / name
        with av.open(str(target), "w", format="mp4" if self._picture is not None else "ipod", options=_FAST) as out:
            picture = self._picture and self._copy_or_encode_video(out, self._picture)
            sound = self._sound and self._copy_or_encode_audio(out, self._sound)
            streams = [stream for stream in (self._picture, self._sound) if stream is not None]
            pending: list[Any] = []  # until the picture's size is known: no stream may be added after the first packet
            for packet in self._opened.demux(*streams):
                self._report_progress(packet)
                track = picture if packet.stream is self._picture else sound
                if track is not None:
                    pending += track.process(packet)
                if picture is None or picture.is_begun:
                    out.mux(pending)
                    pending = []
            for track in (picture, sound):
                if track is not None:
                    out.mux([*pending, *track.flush()])
                    pending = []
        return {"file": name, "losses": self.losses}

    def _report_progress(self, packet: Any) -> None:
        if packet.pts is None or not self._seconds:
            return
        step = int(_STEPS * (float(packet.pts * packet.time_base) - self._begin) / self._seconds)
        if self._reported_step < step < _STEPS:
            self._reported_step = step
            self._progress.advance(step / _STEPS)

    def _copy_or_encode_video(self, out: Any, stream: Any) -> _CopiedStream | _EncodedVideo:
        context = stream.codec_context
        if (
            context.codec.canonical_name in _COPIED_CODECS
            and context.pix_fmt in PIXELS
            and context.color_trc not in HDR
            and context.field_order <= PROGRESSIVE
        ):
            return _CopiedStream(out, stream)
        if max(context.width, context.height) > CONVERT_SIDE:
            self.losses.append(loss("smaller", f"{context.width} x {context.height} px"))
        if context.color_trc in HDR:
            self.losses.append(loss("mapped", HDR[context.color_trc]))
        return _EncodedVideo(out, stream, self._begin)

    def _copy_or_encode_audio(self, out: Any, stream: Any) -> _CopiedStream | _EncodedAudio:
        container = str(self._opened.format.name)
        if stream.codec_context.codec.canonical_name == "aac" and "mp4" in container:
            return _CopiedStream(out, stream)
        return _EncodedAudio(out, stream, self._begin)


_FAST = {"movflags": "+faststart"}


class _CopiedStream:
    """Copies packets unchanged, each with its decoding time."""

    is_begun = True

    def __init__(self, out: Any, stream: Any) -> None:
        self._stream = out.add_stream_from_template(stream)
        self._waiting: list[Any] = []  # Matroska does not state when its first frames are due
        rate = getattr(stream, "average_rate", None) or Fraction(25)
        self._step = max(1, round(1 / (rate * stream.time_base))) if stream.type == "video" else 1

    def process(self, packet: Any) -> Iterator[Any]:
        if not packet.size:
            return
        if packet.dts is None:
            self._waiting.append(packet)
            return
        yield from self._release(packet.dts)
        packet.stream = self._stream
        yield packet

    def flush(self) -> Iterator[Any]:
        yield from self._release(self._step * len(self._waiting))

    def _release(self, first: int) -> Iterator[Any]:
        """Yield the held packets, due before `first`."""
        for index, packet in enumerate(self._waiting):
            packet.dts = first - self._step * (len(self._waiting) - index)
            packet.stream = self._stream
            yield packet
        self._waiting = []


class _EncodedVideo:
    """Decodes, rotates, scales and encodes frames."""

    def __init__(self, out: Any, stream: Any, begin: float) -> None:
        self._source = stream
        self._start = begin
        self._rate = stream.average_rate or stream.guessed_rate or Fraction(25)
        if not 1 <= self._rate <= 60:
            self._rate = Fraction(30)
        self._out = out
        self._graph: Any = None
        self._encoded: Any = None
        self._last = -1
        stream.codec_context.thread_type = "AUTO"

    @property
    def is_begun(self) -> bool:
        """Return whether the size of its frames is known, and its stream exists."""
        return self._encoded is not None

    def process(self, packet: Any) -> Iterator[Any]:
        for frame in packet.decode():
            yield from self._encode(frame)

    def flush(self) -> Iterator[Any]:
        if self._graph is not None:
            self._graph.push(None)
            yield from self._pull()
        if self._encoded is None:
            raise RejectedFileError("film-damaged")
        yield from self._encoded.encode(None)

    def _encode(self, frame: Any) -> Iterator[Any]:
        if self._graph is None:
            self._graph = self._build(frame)
        self._graph.push(frame)
        yield from self._pull()

    def _pull(self) -> Iterator[Any]:
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            if self._encoded is None:
                self._encoded = self._add_stream(frame)
            time = frame.time if frame.time is not None else (self._last + 1) / float(self._rate)
            frame.pts = max(self._last + 1, round((time - self._start) * _TICKS))
            frame.time_base = Fraction(1, _TICKS)
            self._last = frame.pts
            frame.pict_type = 0
            yield from self._encoded.encode(frame)

    def _add_stream(self, frame: Any) -> Any:
        stream = self._out.add_stream("libx264", rate=self._rate, options={"preset": "medium", "crf": "20"})
        stream.width, stream.height, stream.pix_fmt = frame.width, frame.height, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, _TICKS)
        stream.codec_context.gop_size = max(1, round(self._rate * 2))
        stream.codec_context.color_primaries = stream.codec_context.color_trc = stream.codec_context.colorspace = 1
        stream.codec_context.color_range = 1
        stream.codec_context.options = {"preset": "medium", "crf": "20", "rc-lookahead": "20", "bf": "2"}
        return stream

    def _build(self, frame: Any) -> Any:
        graph = av.filter.Graph()
        previous = graph.add_buffer(template=self._source)
        for name, arguments in self._steps(frame):
            following = graph.add(name, arguments) if arguments else graph.add(name)
            previous.link_to(following)
            previous = following
        sink = graph.add("buffersink")
        previous.link_to(sink)
        graph.configure()
        return graph

    def _steps(self, frame: Any) -> Iterator[tuple[str, str]]:
        if frame.interlaced_frame:
            yield "bwdif", "mode=send_frame"
        aspect = self._source.sample_aspect_ratio
        display_width = frame.width * float(aspect) if aspect and Fraction(1, 4) < aspect < 4 else float(frame.width)
        share = min(1.0, CONVERT_SIDE / max(display_width, frame.height))
        width, height = (max(16, round(side * share / 2) * 2) for side in (display_width, frame.height))
        colours = "out_color_matrix=bt709:out_range=tv"
        if frame.color_trc in HDR:
            colours += ":out_primaries=bt709:out_transfer=bt709:intent=perceptual"
        yield "scale", f"{width}:{height}:flags=bicubic:{colours}"
        yield "setsar", "1"
        yield "format", "yuv420p"
        if turn := _TURNS.get(round(frame.rotation) % 360):
            yield turn
            if turn[0] == "hflip":
                yield "vflip", ""


_TICKS = 90_000


class _EncodedAudio:
    """Decodes and encodes sound, in stereo or mono."""

    def __init__(self, out: Any, stream: Any, begin: float) -> None:
        self._start = begin
        self._encoded = out.add_stream("aac", rate=_RATE, layout="mono" if stream.channels == 1 else "stereo")
        self._encoded.bit_rate = 192_000 if stream.channels != 1 else 128_000
        self._resampler = av.AudioResampler("fltp", self._encoded.layout.name, _RATE)
        self._first: int | None = None
        self._next = 0

    def process(self, packet: Any) -> Iterator[Any]:
        for frame in packet.decode():
            if self._first is None:
                self._first = round(((frame.time or self._start) - self._start) * _RATE)
                self._next = max(0, self._first)
            frame.pts = None
            yield from self._encode(self._resampler.resample(frame))

    def flush(self) -> Iterator[Any]:
        if self._first is None:
            raise RejectedFileError("film-damaged")
        yield from self._encode(self._resampler.resample(None))
        yield from self._encoded.encode(None)

    def _encode(self, frames: list[Any]) -> Iterator[Any]:
        for frame in frames:
            frame.pts, frame.time_base = self._next, Fraction(1, _RATE)
            self._next += frame.samples
            yield from self._encoded.encode(frame)
