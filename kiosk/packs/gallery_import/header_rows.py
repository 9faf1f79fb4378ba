"""Header rows of a sheet: one or two, below titles or not. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.packs.gallery_import.headers import (
    DETAILS,
    WORDY,
    Column,
    column_of,
    is_chinese,
    language_among,
    plain_header,
    spoken_language,
    without_notes,
)

Row = tuple[int, list[str]]  # its number from 1, its cells
HEAD_ROWS = 20
_PICTURE_NAME = re.compile(r"[^\s.].*\.(jpe?g|png|webp|svg|heic|heif|tiff?|gif|bmp|avif)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """Where the headers are and what they say: `first` and `last` are indexes in the list of rows.

    `names` are the headers by column, those of a second row after the first; problems are reported at row `number`.
    `divided` has both parts of a header that stands over several columns, such as 尺寸 over 长, by column.
    """

    first: int
    last: int
    number: int
    names: tuple[str, ...]
    divided: Mapping[int, tuple[str, str]] = field(default_factory=dict)


def find_head(rows: Sequence[Row], languages: Sequence[str], is_picture: Callable[[str], bool]) -> Head | None:
    """Find the headers: among the first rows, those that identify the picture, and the most besides.

    Below the first picture only sections repeat headers.
    """
    best: Head | None = None
    most = 0
    for place, (number, cells) in enumerate(rows[:HEAD_ROWS]):
        if best is not None and place > best.last and _names_picture(cells, best, languages, is_picture):
            break
        found = [Head(place, place, number, tuple(cells))]
        if place + 1 < len(rows) and (joined := _joined(cells, rows[place + 1][1], languages)) is not None:
            found.insert(0, Head(place, place + 1, rows[place + 1][0], *joined))
        for head in found:
            # What divides a header, such as 长 below 尺寸, is as well known as the header.
            known = max(_count_known(names, languages) for names in (head.names, cells))
            if known > most and not (best and place > best.last + 1 and _continues(head, best, languages)):
                best, most = head, known
    return best


def cell_at(cells: Sequence[str], place: int) -> str:
    """Return the cell at an index from 0; empty if the row is shorter."""
    return cells[place] if 0 <= place < len(cells) else ""


def is_heading(cells: Sequence[str], languages: Sequence[str]) -> bool:
    """Return whether a row holds headers, one of which identifies the picture."""
    known, filled = _count_known(cells, languages), sum(map(bool, cells))
    return known > 1 and known * 2 >= filled


def is_again(cells: Sequence[str], heads: Sequence[Sequence[str]]) -> bool:
    """Return whether a row repeats the headers of one of `heads`; cells without a header there do not count."""
    for names in heads:
        below = [(names[place], cell) for place, cell in enumerate(cells[: len(names)]) if cell and names[place]]
        alike = all(cell == name or (plain_header(cell) or cell) == plain_header(name) for name, cell in below)
        if alike and (len(below) > 1 or (below and sum(map(bool, names)) == 1)):
            return True
    return False


def _names_picture(
    cells: Sequence[str], head: Head, languages: Sequence[str], is_picture: Callable[[str], bool]
) -> bool:
    return any(
        is_picture(cell) or (column.field == "file" and bool(_PICTURE_NAME.match(cell)))
        for cell, column in zip(cells, columns_of(head, languages), strict=False)
        if cell and column and column.field in {"file", "accession"}
    )


def _continues(head: Head, first: Head, languages: Sequence[str]) -> bool:
    """Return whether a head has the columns of one of several above it, at the same indexes, and more."""
    before, now = columns_of(first, languages), columns_of(head, languages)
    known = [(place, column) for place, column in enumerate(before) if column]
    return len(known) > 1 and all(place < len(now) and now[place] == column for place, column in known)


def columns_of(head: Head, languages: Sequence[str]) -> list[Column | None]:
    """Return what each column holds.

    If two columns of one field name no language, and one header is Chinese and the other is not, each holds words of
    its own language: 作品名称 beside Title.
    """
    columns = [column_of(name, languages) for name in head.names]
    for place, name in enumerate(head.names):
        if columns[place] is None and (meant := column_of(without_notes(name), languages)) not in columns:
            columns[place] = meant
    for place, (main, _) in head.divided.items():
        of_main = column_of(main, languages) or column_of(without_notes(main), languages)
        columns[place] = of_main if of_main is not None and of_main.field in DETAILS else None
    own = {True: language_among("zh", languages), False: language_among("en", languages)}
    for spoken in WORDY | set(DETAILS):
        alike = [place for place, column in enumerate(columns) if column == Column(spoken)]
        scripts = [is_chinese(head.names[place]) for place in alike]
        if sorted(scripts) == [False, True] and all(own.values()):
            for place, script in zip(alike, scripts, strict=True):
                columns[place] = Column(spoken, own[script] or "")
    return columns


def _count_known(names: Sequence[str], languages: Sequence[str]) -> int:
    """Count the known columns; 0 if none identifies the picture, or if one title fills the row."""
    columns = [column_of(name, languages) or column_of(without_notes(name), languages) for name in names]
    fields = {column.field for column in columns if column}
    filled = [name for name in names if name]
    if len(filled) > 1 and len(set(filled)) == 1:
        return 0
    if "file" in fields or ("accession" in fields and len(fields) > 1):
        return sum(column is not None for column in columns)
    return 0


def _joined(
    above: Sequence[str], below: Sequence[str], languages: Sequence[str]
) -> tuple[tuple[str, ...], dict[int, tuple[str, str]]] | None:
    """Return the headers of two rows as one, and those that are divided; None if the second is a row of its own.

    It names languages, repeats the first in another one, or divides a header: 长, 宽, 高 below 尺寸.
    """
    names: list[str] = []
    divided: dict[int, tuple[str, str]] = {}
    carried, second = "", 0
    for place in range(max(len(above), len(below))):
        head, foot = cell_at(above, place), cell_at(below, place)
        carried = head or carried
        if not foot or foot == head:
            names.append(head)
        elif spoken_language(foot, languages) and _takes_language(head or carried, languages):
            names.append(f"{head or carried} {foot}")
            second += 1
        elif _is_divided(above, below, place, languages):
            names.append(f"{head or carried} {foot}")
            divided[place] = head or carried, foot
            second += 1
        elif not head:
            names.append(foot)
        elif (both := column_of(f"{head} {foot}", languages)) and both.language:
            names.append(f"{head} {foot}")
            second += 1
        elif (column := column_of(head, languages)) and column == column_of(foot, languages):
            names.append(head)
            second += 1
        else:
            return None
    return (tuple(names), divided) if second else None


def _is_divided(above: Sequence[str], below: Sequence[str], place: int, languages: Sequence[str]) -> bool:
    """Return whether a header stands over several columns, this among them: merged, or alone before empty cells.

    Only what a work is made of has parts, and what a pack does not know: words below others are of the first picture.
    """
    start = place
    while start and (not cell_at(above, start) or cell_at(above, start - 1) == cell_at(above, start)):
        start -= 1
    end = start + 1
    while end < len(below) and cell_at(above, end) in {"", cell_at(above, start)} and cell_at(below, end):
        end += 1
    main, feet = cell_at(above, start), [cell_at(below, each) for each in range(start, end)]
    column = column_of(main, languages) or column_of(without_notes(main), languages)
    is_merged = all(cell_at(above, each) == main for each in range(start, end))
    may_have_parts = column.field in DETAILS if column else is_merged
    return bool(main) and may_have_parts and start <= place < end and len(set(feet)) == len(feet) > 1


def _takes_language(header: str, languages: Sequence[str]) -> bool:
    column = column_of(header, languages)
    return column is not None and not column.language and column.field in WORDY | set(DETAILS)
