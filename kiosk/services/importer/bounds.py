"""The limits of the importer, in one place."""

from __future__ import annotations

SIDE = 20_000  # px
PIXELS = 120_000_000
THINNEST = 200  # the longer side over the shorter
SOURCE_BYTES = 200_000_000
FILM_BYTES = 1_000_000_000
FILM_SIDE = 4_096  # px
FILM_SECONDS = 1_800
RENDITION_BYTES = 200_000_000

CPU_SECONDS = 20  # for a whole picture
CPU_SECONDS_FIRST = 6  # for the smallest size of a drawing: a bomb is known by it
WALL_SECONDS = 30
START_SECONDS = 30

MEMORY_MB = 512
DATA_BYTES = 440 * 1024 * 1024  # writable memory; the libraries' own pages are the rest of the budget
OPEN_FILES = 64
