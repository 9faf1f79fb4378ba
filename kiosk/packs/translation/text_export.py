"""Export of a pack's texts as an .xlsx for a translator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.messages import Catalogue, Message, in_language
from kiosk.device.disk import write_whole
from kiosk.device.errors import RefusedError, for_a_library, for_the_disk
from kiosk.packs.translation.placed_texts import KEY, LIMIT, PLACE, WHAT, PlacedText, collect, load_sound
from kiosk.packs.translation.tour_screens import TourScreen, read_screens, screen_of, small_picture

_WIDTHS = {"place": 26, "what": 22, "words": 48, "limit": 16, "key": 14}
_ROW_HEIGHT = 20  # px, of a row in a spreadsheet
_GREY = "FFEFEFEF"
NOTHING_WRITTEN = Message("nothing was written")


@dataclass(frozen=True, slots=True)
class ExportedTexts:
    """The number of texts, how many lack each language, and warnings about the pack's files."""

    count: int
    lacking: dict[str, int]
    problems: list[Diagnostic]


def export_texts(pack: Path, out: Path, words: Catalogue, tour: Path | None = None) -> ExportedTexts:
    """Write all texts of a pack into an .xlsx, with headers in the catalogue's language and the screens of a `tour`.

    Raises RefusedError.
    """
    if out.exists():
        raise RefusedError(Message("{file} is there already; give another --out", file=out))
    loaded, front = load_sound(pack, Message("no texts were written; fix the pack first"))
    found = list(collect(loaded.parts, front.languages))
    screens = read_screens(tour) if tour is not None else []
    try:
        write_whole(out, _book(found, front.languages, words, screens))
    except ModuleNotFoundError as error:
        raise for_a_library(error) from error
    except OSError as error:
        raise for_the_disk(NOTHING_WRITTEN, error) from error
    lacking = {language: sum(not text.words.get(language) for text in found) for language in front.languages}
    return ExportedTexts(len(found), lacking, [problem for sheet, _ in loaded.parts for problem in sheet.warnings])


def _book(
    found: Sequence[PlacedText], languages: Sequence[str], words: Catalogue, screens: Sequence[TourScreen]
) -> bytes:
    import io

    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.hyperlink import Hyperlink

    book = Workbook()
    sheet: Any = book.active
    sheet.title = in_language("texts", words)
    heads = [("place", PLACE), ("what", WHAT), *((code, Message(code)) for code in languages)]
    heads += [("limit", LIMIT), ("key", KEY)]
    for column, (name, head) in enumerate(heads, start=1):
        cell = sheet.cell(1, column, head.in_language(words))
        cell.font = Font(bold=True)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = _WIDTHS.get(name, _WIDTHS["words"])
    name = in_language("screens", words)
    rows = _draw(book.create_sheet(name), screens) if screens else {}
    grey, wrapped = PatternFill("solid", fgColor=_GREY), Alignment(wrap_text=True, vertical="top")
    for row, text in enumerate(found, start=2):
        cells = [f"{text.file}:{text.location.line}", text.what.in_language(words)]
        cells += [text.words.get(language, "") for language in languages]
        cells += [_limit(text, languages), text.key(languages)]
        shown = screen_of(text, screens)
        if shown in rows:
            sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=f"'{name}'!A{rows[shown]}")
        for column, value in enumerate(cells, start=1):
            cell = sheet.cell(row, column)
            cell.number_format = "@"
            cell.alignment = wrapped
            if value:
                cell.value = value
                cell.data_type = "s"  # words that begin with = are no formula
            if not 2 < column <= 2 + len(languages):
                cell.fill = grey
                cell.alignment = Alignment(vertical="top")
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _draw(sheet: Any, screens: Sequence[TourScreen]) -> dict[int | None, int]:
    """Put the screens onto a sheet, one below the other; return the row at which each begins."""
    from openpyxl.drawing.image import Image

    rows: dict[int | None, int] = {}
    row = 1
    for number, screen in enumerate(screens):
        drawn = small_picture(screen.file)
        if drawn is None:
            continue
        data, _, height = drawn
        sheet.cell(row, 1).value = screen.name
        sheet.add_image(Image(data), f"A{row + 1}")
        rows[number] = row
        row += height // _ROW_HEIGHT + 3
    return rows


def _limit(text: PlacedText, languages: Sequence[str]) -> str:
    if text.room is None:
        return ""
    return ", ".join(f"{language} {text.room[not language.startswith('zh')]}" for language in languages)
