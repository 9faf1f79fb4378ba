"""Files that are no .xlsx and no .csv, by their content. Pure."""

from __future__ import annotations

import io
import re
import zipfile

from kiosk.media.sandbox.worker_errors import RejectedFileError

# By the first bytes: what it is, and the code of its refusal.
_BY_START = (
    (rb"\s*<\?xml[^>]*>\s*(?:<!--.*?-->\s*)*<office:document\b", "an OpenDocument sheet (.fods)", "table-foreign"),
    (rb"\s*<\?xml[^>]*>\s*(?:<\?mso-application[^>]*>\s*)?<(?:ss:)?Workbook\b", "an XML sheet of Excel 2003", ""),
    (rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!(?:--.*?--|DOCTYPE\s+svg[^>]*)>\s*)*<(?:\w+:)?svg\b", "a picture", "table-picture"),
    (rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?!html|head|meta|table|!|\?)[A-Za-z]", "XML", ""),
    (rb"ID;P", "a SYLK sheet (.slk)", ""),
    (rb"TABLE\r?\n0,1\r?\n", "a DIF sheet (.dif)", ""),
    (rb"%PDF-", "a PDF", "table-document"),
    (rb"\{\\rtf", "an RTF document", "table-document"),
    (rb"\s*[\[{]\s*[\"{\[]", "JSON", "table-document"),
    (rb"7z\xbc\xaf\x27\x1c|Rar!", "a packed archive", "table-archive"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP", "a picture", "table-picture"),
)
_STARTS = tuple((re.compile(start, re.DOTALL), what, code or "table-foreign") for start, what, code in _BY_START)
# By a stream of an older Office file.
_STREAMS = {"WordDocument": "a Word document", "PowerPoint Document": "a PowerPoint presentation"}
# By a part of a zip.
_PARTS = (
    ("Index/Document.iwa", "a Numbers sheet", "table-foreign"),
    ("Index.zip", "a Numbers sheet", "table-foreign"),
    ("word/document.xml", "a Word document", "table-document"),
    ("ppt/presentation.xml", "a PowerPoint presentation", "table-document"),
)


def refuse_foreign_sheet(data: bytes) -> None:
    """Raise RejectedFileError for a file that is known, and no sheet that is read."""
    for start, what, code in _STARTS:
        if start.match(data[:2_000].removeprefix(b"\xef\xbb\xbf")):
            raise RejectedFileError(code, what=what)
    if data.startswith(b"PK"):
        _refuse_packed(data)
    elif data.startswith(b"\xd0\xcf\x11\xe0"):
        for stream, what in _STREAMS.items():
            if stream.encode("utf-16-le") in data:
                raise RejectedFileError("table-document", what=what)


def _refuse_packed(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = {name.replace("\\", "/") for name in packed.namelist()}
            kind = packed.read("mimetype")[:100] if "mimetype" in names else b""
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, EOFError, KeyError):
        return
    if kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise RejectedFileError("table-foreign", what="an OpenDocument sheet (.ods)")
    for part, what, code in _PARTS:
        if part in names:
            raise RejectedFileError(code, what=what)
    is_workbook = any(name.startswith("xl/") or name.endswith("workbook.xml") for name in map(str.lower, names))
    if names and not is_workbook and not kind and "[Content_Types].xml" not in names:
        raise RejectedFileError("table-archive", what="a packed archive")
