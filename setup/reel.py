"""Writer of a film: all pictures as MP4, and some of them, small, as an animated WebP."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import pyvips
from PySide6.QtGui import QImage

SMALL = 640  # px wide
EVERY = 3  # one of this many pictures goes into the small film
QUALITY = 58


class Reel:
    """Writes to `film` as pictures arrive; `close` writes `poster`."""

    def __init__(self, film: Path, poster: Path, size: tuple[int, int], rate: Fraction) -> None:
        film.parent.mkdir(parents=True, exist_ok=True)
        poster.parent.mkdir(parents=True, exist_ok=True)
        self._poster = poster
        self._rate = rate
        self._small: list[pyvips.Image] = []
        self._count = 0
        self._file = av.open(str(film), "w", options={"movflags": "+faststart"})
        self._stream = self._file.add_stream("libx264", rate=rate, options={"crf": "24", "preset": "slow"})
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"

    def keep(self, picture: QImage) -> None:
        """Add one picture, in RGB888."""
        pixels = _packed(picture)
        frame = av.VideoFrame(picture.width(), picture.height(), "rgb24")
        frame.planes[0].update(pixels)
        self._file.mux(self._stream.encode(frame))
        if self._count % EVERY == 0:
            image = pyvips.Image.new_from_memory(pixels, picture.width(), picture.height(), 3, "uchar")
            small = image.copy(interpretation="srgb").thumbnail_image(SMALL)
            self._small.append(small.copy_memory())
        self._count += 1

    def close(self) -> None:
        """Finish both files."""
        self._file.mux(self._stream.encode())
        self._file.close()
        height = self._small[0].height
        strip = pyvips.Image.arrayjoin(self._small, across=1).copy()
        strip.set_type(pyvips.GValue.gint_type, "page-height", height)
        delay = round(1000 * EVERY / self._rate)
        strip.set_type(pyvips.GValue.array_int_type, "delay", [delay] * len(self._small))
        strip.set_type(pyvips.GValue.gint_type, "loop", 0)
        strip.webpsave(str(self._poster), Q=QUALITY, effort=4, min_size=True)


def _packed(picture: QImage) -> bytes:
    """The rows of an RGB888 picture without padding."""
    row = picture.width() * 3
    whole, step = bytes(picture.constBits()), picture.bytesPerLine()
    if step == row:
        return whole
    return b"".join(whole[line * step : line * step + row] for line in range(picture.height()))
