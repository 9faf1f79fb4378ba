"""One line of a curve, and its file format."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from typing import Self


@dataclass(frozen=True, slots=True)
class Reading:
    """One line of a curve. `number` of visits or scenes, or seconds of a film; `seconds` since the first reading.

    `pss` in kB: the proportional set size of this process. `in_use` in kB: memory allocated by malloc after both
    collectors ran; `small` is the part of it in blocks under 256 kB. `objects` are those that Python's collector
    tracks; `frame` is the longest time of one frame since the previous reading, in milliseconds.
    """

    number: int
    seconds: float
    pss: int
    in_use: int
    small: int
    descriptors: int
    threads: int
    objects: int
    frame: float

    @classmethod
    def header(cls) -> str:
        """The first line of a file of readings."""
        return ",".join(field.name for field in fields(cls))

    @classmethod
    def parse(cls, line: str) -> Self:
        """Parse a line of such a file."""
        number, seconds, *counts, frame = line.split(",")
        pss, in_use, small, descriptors, threads, objects = map(int, counts)
        return cls(int(number), float(seconds), pss, in_use, small, descriptors, threads, objects, float(frame))

    def __str__(self) -> str:
        """Return a line of such a file."""
        return ",".join(f"{value:.1f}" if isinstance(value, float) else str(value) for value in astuple(self))
