"""Limits of the importer."""

from __future__ import annotations

SIDE = 65_000  # px
PIXELS = 1_000_000_000
THINNEST = 200  # the longer side over the shorter
FULL_PIXELS = 120_000_000  # a larger picture must have a plausible file size
PIXELS_A_BYTE = 100  # of such a picture, at most: an emptier one is no picture but a trap
SOURCE_BYTES = 1_000_000_000
IN_MEMORY_BYTES = 32_000_000  # a larger file is read in pieces during decoding
FILM_BYTES = 1_000_000_000
FILM_SIDE = 4_096  # px
FILM_SECONDS = 1_800
RENDITION_BYTES = 200_000_000

COPY_BYTES = RENDITION_BYTES  # of a picture that goes into a pack
TABLE_BYTES = 20_000_000  # of a sheet of words
TABLE_UNPACKED_BYTES = 200_000_000
TABLE_PARTS = 2_000  # files in an .xlsx
TABLE_ROWS = 10_000  # that hold anything
TABLE_LAST_ROW = 1_048_576  # of a spreadsheet
TABLE_SECONDS = 8  # of processor
TABLE_COLUMNS = 200
TABLE_CHARACTERS = 20_000_000
CELL_CHARACTERS = 40_000  # more than a spreadsheet allows

PAGE_SIDE = 3_840  # px, of a document's page converted to a picture
CONVERT_SECONDS = 14_400  # of processor, for a whole film
CONVERT_DATA_BYTES = 1_600 * 1024 * 1024
CONVERTS = "--convert"  # this argument starts a worker that may convert films
CONVERT_SIDE = 1_920  # px, of a film that is encoded again

TILE_SIDE = 512  # px
TILES_BYTES = 2_000_000_000  # of one picture
DRAWN_SIDE = 16_384  # px, of the tiles of a drawing: a 4K screen at four times its size
UNPACKED_BYTES = 200_000_000  # of the pixels of a picture held whole, for rotation or because it is a WebP

CPU_SECONDS = 20  # for a whole picture
CPU_SECONDS_FIRST = 6  # for the smallest size of a drawing: enough to detect a bomb
PIXELS_A_SECOND = 8_000_000  # a large picture gets one more second for these
MAX_CPU_SECONDS = CPU_SECONDS + PIXELS // PIXELS_A_SECOND
WALL_SECONDS = 30  # plus twice the extra seconds of a large picture
START_SECONDS = 30

MEMORY_MB = 512
DATA_BYTES = 440 * 1024 * 1024  # writable memory; the libraries' own pages are the rest of the budget
OPEN_FILES = 64

LETTERINGS = 20  # lists of fonts of one drawing
LETTERING_FAMILIES = 8  # in one list
LETTERING_CHARACTERS = 40  # of the words in one of them, to check which fonts can draw them
FAMILY_CHARACTERS = 100

LOSSES = 40  # of one picture that are reported
LOSS_CHARACTERS = 60  # of the words that locate a loss
EMBEDDED_SIDE = 32_767  # px, of a picture in a drawing
