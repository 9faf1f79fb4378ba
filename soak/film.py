"""A generated pack whose attract loop is one film of 1920 x 1080 at 25 frames per second."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av

WIDTH, HEIGHT, RATE, SECONDS = 1920, 1080, 25, 20
WORDS = {
    "pack.yaml": """{format: 1, id: film, version: 1.0.0, title: {en: A film}, languages: [en],
        home: {headline: {en: A film}, tiles: [one, two]},
        attract: [{video: media/loop.mp4, seconds: 60, opens: one}]}""",
    "panels/one.yaml": "{id: one, title: {en: One}, pages: [{id: one, title: {en: One}, blocks: [{text: {en: One}}]}]}",
    "panels/two.yaml": "{id: two, title: {en: Two}, pages: [{id: two, title: {en: Two}, blocks: [{text: {en: Two}}]}]}",
}


def make_pack(folder: Path, drift: int = 0) -> Path:
    """Write the pack; `drift` as in `make_film`."""
    for name, words in WORDS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    (folder / "media").mkdir()
    make_film(folder / "media" / "loop.mp4", drift=drift)
    return folder


def make_film(file: Path, size: tuple[int, int] = (WIDTH, HEIGHT), seconds: int = SECONDS, drift: int = 0) -> None:
    """Write an H.264 film in which every frame differs: a bar moves over stripes.

    The stripes move by `drift` px a frame to the left; then every row of every frame differs.
    """
    width, height = size
    whole = width + drift * RATE * seconds
    rows = [bytes((x // 8 * 7 + shift) % 220 + 16 for x in range(whole)) for shift in (0, 40, 80, 120)]
    with av.open(str(file), "w") as film:
        stream = film.add_stream("libx264", rate=RATE, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = Fraction(1, RATE)
        for number in range(RATE * seconds):
            frame = av.VideoFrame(width, height, "yuv420p")
            at = number * height // (RATE * seconds) // 4 * 4
            begin = number * drift
            light = bytearray(b"".join(rows[y // 60 % 4][begin : begin + width] for y in range(height)))
            light[at * width : (at + 40) * width] = bytes([235]) * (min(40, height - at) * width)
            for plane, data in zip(frame.planes, (light, None, None), strict=True):
                plane.update(bytes(data) if data is not None else bytes([128]) * plane.buffer_size)
            frame.pts = number
            for packet in stream.encode(frame):
                film.mux(packet)
        for packet in stream.encode():
            film.mux(packet)
