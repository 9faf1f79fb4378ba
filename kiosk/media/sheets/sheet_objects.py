"""Objects on a sheet and behind its cells: links, comments, pictures, text boxes, charts. Runs in the worker only."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.media.sheets.cells import EXCERPT, Cells

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_DRAWING_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = re.compile(r"/20\d\d/(?:[a-z]+/)?chart(?:ex)?\Z")
_LINK_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ADDRESS_EXCERPT = 120
_SCHEME = re.compile(r"\A(?:https?://|mailto:|tel:|file:/*)", re.IGNORECASE)
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_LINK_FORMULA = re.compile(r'\s*HYPERLINK\(\s*"((?:[^"]|"")*)"', re.IGNORECASE)
_FOOTER_CODE = re.compile(r'&(?:"[^"]*"|[0-9]+|K(?:[0-9A-F]{6}|[0-9]{2}[+-][0-9]{3})|[A-Z&])', re.IGNORECASE)
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?\Z")


@dataclass(frozen=True, slots=True)
class CellLink:
    """A link behind the cell `reference` (A1, or A1:B2): by relation, or within the workbook, and its own words."""

    reference: str
    relation: str
    location: str
    words: str

    @classmethod
    def of(cls, element: Any) -> CellLink:
        """Return the link of an element `hyperlink`."""
        named = (element.get(name) or "" for name in ("ref", _LINK_ID, "location", "tooltip"))
        return cls(*named)


def note_objects(archive: zipfile.ZipFile, path: str, links: Sequence[CellLink], cells: Cells) -> None:
    """Note in `cells` what lies on or behind the sheet at `path`."""
    from openpyxl.packaging.relationship import get_dependents, get_rels_path

    relations = list(get_dependents(archive, rels)) if (rels := get_rels_path(path)) in archive.namelist() else []
    _note_links(links, {each.Id: each.Target or "" for each in relations}, cells)
    relations = [each for each in relations if each.target in archive.namelist()]
    threads = [each for each in relations if each.Type.endswith("/threadedComment")]
    for relation in relations:
        if relation.Type.endswith("/drawing"):
            _note_drawing(archive.read(relation.target), cells)
        # Excel stores its threads again as comments, for programs that do not support threads.
        elif relation in threads or (relation.Type.endswith("/comments") and not threads):
            _note_comments(archive.read(relation.target), cells)


def note_link_formula(formula: str, text: str, row: int, column: int, cells: Cells) -> None:
    """Note the address in a formula =HYPERLINK("address", "text") unless it is shown."""
    match = _LINK_FORMULA.match(formula)
    if match and (words := _unshown(match[1].replace('""', '"'), "", text)):
        cells.note("link", row, column, words=words)


def note_print_texts(element: Any, cells: Cells) -> None:
    """Note the words of an element `headerFooter`, which are seen in print alone."""
    texts = (_FOOTER_CODE.sub(" ", part.text or "") for part in element)
    for text in dict.fromkeys(" ".join(text.split()) for text in texts):
        if any(map(str.isalpha, text)):
            cells.note("print-text", 0, 0, words=text[:EXCERPT])


def note_input_messages(element: Any, cells: Cells) -> None:
    """Note what an element `dataValidations` tells whoever chooses a cell."""
    for rule in element:
        words = " ".join(f"{rule.get('promptTitle') or ''} {rule.get('prompt') or ''}".split())
        box = box_of((rule.get("sqref") or "").split(" ")[0])
        if words and box:
            cells.note("input-message", box[0], box[1], words=words[:EXCERPT])


def box_of(reference: str) -> tuple[int, int, int, int] | None:
    """Return (top, left, bottom, right) of A1:B2, from 1; None if it is no range."""
    match = _RANGE.match(reference)
    if match is None:
        return None
    left, top = _column(match[1]), int(match[2])
    return top, left, int(match[4] or top), _column(match[3] or match[1])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _note_links(links: Sequence[CellLink], targets: Mapping[str, str], cells: Cells) -> None:
    for link in links:
        box = box_of(link.reference)
        if box is None:
            continue
        row, column = box[:2]
        address = targets.get(link.relation, "")
        # A place in the workbook itself is no content.
        address += f"#{link.location}" if address and link.location else ""
        if words := _unshown(address, link.words, cells.text_at(row, column)):
            cells.note("link", row, column, words=words)


def _unshown(address: str, words: str, text: str) -> str:
    """Return what a cell's text does not show of an address and of the words of its link."""
    shown = _plain_address(text)
    named = [] if not address or _is_shown(_plain_address(address), shown) else [address]
    named += [words] if words and _plain_address(words) not in {shown, _plain_address(address)} else []
    return " ".join(" ".join(named).split())[:_ADDRESS_EXCERPT]


def _plain_address(address: str) -> str:
    encoded = _SCHEME.sub("", address.strip()).encode()
    plain = _PERCENT.sub(lambda match: bytes([int(match[1], 16)]), encoded).decode("utf-8", "replace")
    plain = plain.replace("\\", "/")
    return plain.rstrip("/").casefold()


def _is_shown(address: str, shown: str) -> bool:
    """Return whether a cell shows the address, or the file that it leads to."""
    return bool(shown) and (shown == address or address.endswith(f"/{shown}"))


def _note_drawing(data: bytes, cells: Cells) -> None:
    for anchor in _tree(data):
        start = anchor.find(f"{_DRAWING}from")
        row, column = (
            (int(start.findtext(f"{_DRAWING}{name}") or 0) + 1 for name in ("row", "col"))
            if start is not None
            else (1, 1)
        )
        kinds = set(_kinds(anchor))
        text = " ".join("".join(part.text or "" for part in anchor.iter(f"{_DRAWING_TEXT}t")).split())
        if text:
            cells.note("text-box", row, column, words=text[:EXCERPT])
        elif "pic" in kinds:
            cells.note("picture-on-sheet", row, column)
        elif "chart" in kinds:
            cells.note("chart-on-sheet", row, column)
        elif kinds:
            cells.note("drawing-on-sheet", row, column)


def _kinds(anchor: Any) -> Iterator[str]:
    """Yield what an anchor of a drawing holds: pic, chart, or shape for anything else that is drawn."""
    for part in anchor.iter():
        name = str(part.tag).rpartition("}")[2]
        if name == "pic":
            yield name
        elif name == "graphicData":
            yield "chart" if _CHART.search(part.get("uri") or "") else "shape"
        elif name in {"sp", "cxnSp", "contentPart"}:
            yield "shape"


def _note_comments(data: bytes, cells: Cells) -> None:
    for comment in _tree(data).iter():
        if comment.tag.endswith(("}comment", "}threadedComment")) and (box := box_of(comment.get("ref") or "")):
            text = "".join(part.text or "" for part in comment.iter() if part.tag.endswith(("}t", "}text")))
            cells.note("comment", box[0], box[1], words=" ".join(text.split())[:EXCERPT])


def _tree(data: bytes) -> Any:
    from openpyxl.xml.functions import fromstring

    return fromstring(data)
