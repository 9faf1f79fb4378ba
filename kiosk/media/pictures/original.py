"""Original file of a picture, as libvips reads it: a small one from memory, a large one in pieces from the disk."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyvips

from kiosk.media.drawings.svg_background import with_background
from kiosk.media.pictures.signatures import HEAD_BYTES, sniff_kind
from kiosk.media.sandbox.limits import IN_MEMORY_BYTES

TALL = 10_000_000  # thumbnail() is given a width and no height
_CSS_DPI, _VIPS_DPI = 96, 72
LOADERS = {"JPEG": "jpegload", "PNG": "pngload", "WebP": "webpload", "SVG": "svgload"}


@dataclass(frozen=True, slots=True)
class Original:
    """A picture file: its bytes (of a large one: the first), its size in bytes and its SHA-256 as hex."""

    file: Path
    head: bytes = field(repr=False)
    tail: bytes = field(repr=False)
    size: int
    digest: str
    stamp: tuple[int, int]

    @property
    def kind(self) -> str:
        """Return its kind, from signatures.py."""
        return sniff_kind(self.head)

    @property
    def is_complete(self) -> bool:
        """Return whether `head` is all of it."""
        return self.size == len(self.head)

    def open(self, **options: Any) -> Any:
        """Return the picture, to be read once from top to bottom. Raises pyvips.Error."""
        options["access"] = "sequential"
        if self.kind == "SVG":
            # libvips takes a pixel for 1/72 inch and scales everything by `dpi`; CSS has 96 of them to the inch
            options |= {"dpi": _CSS_DPI, "scale": options.get("scale", 1.0) * _VIPS_DPI / _CSS_DPI}
        load = LOADERS[self.kind]
        if self.is_complete:
            data = with_background(self.head) if self.kind == "SVG" else self.head
            return getattr(pyvips.Image, f"{load}_buffer")(data, **options)
        return getattr(pyvips.Image, f"{load}_source")(self._source(), **options)

    def thumbnail(self, width: int) -> Any:
        """Return the picture, upright and in sRGB, at most `width` px wide. Raises pyvips.Error."""
        # as an option of the loader: thumbnail() drops its own fail_on (libvips 8.18), so half a picture would pass
        option_string = "[fail_on=error]"
        options = {"height": TALL, "size": "down", "output_profile": "srgb", "option_string": option_string}
        if self.open().interpretation == "srgb":
            # Without a profile libvips 8.18 would take another way through its colours, nine times as long.
            options["input_profile"] = "srgb"
        if self.is_complete:
            return pyvips.Image.thumbnail_buffer(self.head, width, **options)
        return pyvips.Image.thumbnail_source(self._source(), width, **options)

    def has_changed(self) -> bool:
        """Return whether it was modified since it was first read."""
        try:
            return _stamp(self.file.stat()) != self.stamp
        except OSError:
            return True

    def _source(self) -> Any:
        return pyvips.Source.new_from_file(str(self.file))


def read_original(file: Path, max_bytes: int) -> Original:
    """Read the file; of a large one, up to `max_bytes` bytes, only what identifies it. Raises OSError."""
    with file.open("rb") as source:
        stamp = _stamp(os.fstat(source.fileno()))
        size = min(stamp[0], max_bytes)
        if size <= IN_MEMORY_BYTES:
            data = source.read(IN_MEMORY_BYTES + 1)
            return Original(file, data, data[-HEAD_BYTES:], len(data), hashlib.sha256(data).hexdigest(), stamp)
        head = source.read(HEAD_BYTES)
        source.seek(0)
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        source.seek(-HEAD_BYTES, os.SEEK_END)
        return Original(file, head, source.read(), stamp[0], digest, stamp)


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns
