"""Messages for staff: one plain sentence for each way in which reading a sheet fails."""

from __future__ import annotations

from kiosk.content.issues import quoted
from kiosk.content.messages import Message, placeholders
from kiosk.media.results import MediaFailure
from kiosk.media.sandbox.limits import MEMORY_MB, TABLE_BYTES, TABLE_ROWS, TABLE_SECONDS, WALL_SECONDS

_AGAIN = "open it in a spreadsheet program and save it again as .xlsx, or as .csv in UTF-8"
_SMALLER = "keep only the rows of the pictures that you show, or divide the sheet into several"
_LIMITS: dict[str, object] = {
    "most_table": TABLE_BYTES // 1_000_000,
    "most_rows": TABLE_ROWS,
    "most_memory": MEMORY_MB,
    "most_seconds": TABLE_SECONDS,
    "most_wait": WALL_SECONDS,
}
_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("the file is not there or cannot be read: {why}", "check its name, and that it may be read"),
    "empty": ("the file is empty (0 bytes)", "take a fresh copy of the original"),
    "not-a-file": ("this is not an ordinary file", "give the sheet itself, not a folder or a device"),
    "heavy": ("the sheet has {megabytes} MB, more than the {most_table} MB that one may have", _SMALLER),
    "old-table": (
        "this is an Excel file of the old kind (.xls), or one with a password",
        "save it without a password as .xlsx",
    ),
    "no-table": ("this is neither an .xlsx nor a .csv", _AGAIN),
    "table-foreign": ("this is {what}, which is not read", _AGAIN),
    "table-document": (
        "this is {what}, which is not read as a sheet",
        "copy its table into a spreadsheet program, and save it there as .xlsx",
    ),
    "table-archive": ("this is {what}, and no sheet", "unpack it, and give its folder, or the sheet in it"),
    "table-picture": ("this is {what}, and no sheet", "to import pictures, give their folder"),
    "table-bomb": ("the sheet would unpack to {megabytes} MB, more than any list of pictures has", _SMALLER),
    "table-entities": ("the sheet defines entities, which no spreadsheet program writes", _AGAIN),
    "table-memory": ("the sheet needs more than {most_memory} MB of memory", _SMALLER),
    "table-rows": ("the sheet has more than {most_rows} rows, or too many words", _SMALLER),
    "table-damaged": ("the sheet is damaged and cannot be read", _AGAIN),
    "table-binary": (
        "this is an Excel file of the binary kind (.xlsb)",
        "save it as .xlsx (in Excel: File, Save As, Excel Workbook)",
    ),
    "table-page": (
        "this is a web page that bears the name of a spreadsheet",
        "open it in a spreadsheet program and save it again as .xlsx",
    ),
    "table-encoding": (
        "the encoding of this file is not known: its words are not in UTF-8, GBK, Big5, Shift-JIS, EUC-KR or Western",
        (
            "save it as .xlsx, or as CSV in UTF-8 (in Excel: File, Save As, CSV UTF-8); or give the same command with "
            "--encoding and its name"
        ),
    ),
    "table-not-in": (
        "in {encoding} the file cannot be read: line {line} of it has bytes that are not",
        "give another --encoding, or leave it away",
    ),
    "table-bytes": (
        "the file is {encoding}, but line {line} of it has bytes that are not",
        "open it in a spreadsheet program, fix the words of that line, and save it again as .xlsx",
    ),
    "table-quote-open": (
        "the quotation mark before {words} is never closed; it would swallow the rows below",
        'close it at the end of the cell, or remove it; write "" for one that is to be read',
    ),
    "table-quote-inside": (
        "there is a quotation mark within the cell that begins with {words}",
        'write "" for each quotation mark that is to be read, or save the sheet again as .xlsx',
    ),
    "slow": ("the sheet took more than {most_seconds} seconds of computing to read", _SMALLER),
    "stuck": ("the sheet was not read after {most_wait} seconds", _SMALLER),
    "changed": ("the file was changed while it was being read", "wait until it is saved, then try again"),
    "no-room": ("there is no room on this device to keep the picture: {why}", "free some space on the disk"),
    "library": (
        "the library {library}, which reads such files, is not installed",
        'install the program with the extras "films" and "staff"; see `kiosk help licences`',
    ),
    "no-reader": (
        "the picture reader of the kiosk does not start: {why}",
        "install the kiosk again; the picture itself may be right",
    ),
}
_ALIKE = {"memory": "table-memory", "slow-start": "slow"}


def word_table_failure(code: str, **details: object) -> MediaFailure:
    """Return the sentence for `code`; an unknown code, or details that do not fit it, is reported as damage."""
    words = {name: quoted(value) for name, value in details.items() if name == "words" and isinstance(value, str)}
    known = _LIMITS | {name: Message(str(value)) for name, value in details.items()} | words
    reason, fix = _WORDS.get(_ALIKE.get(code, code), _WORDS["table-damaged"])
    if not placeholders(reason) <= known.keys():
        reason, fix = _WORDS["table-damaged"]
    return MediaFailure(Message(reason, **known), fix)
