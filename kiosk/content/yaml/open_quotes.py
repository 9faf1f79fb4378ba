"""Quotation marks that are never closed: they swallow the fields below, up to the next one of their kind.

The parser takes lines within quotation marks that begin further left than YAML allows, and complains elsewhere or not
at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message
from kiosk.content.yaml.confusables import KEY

if TYPE_CHECKING:
    from kiosk.content.yaml.comments import CommentSpan
    from kiosk.content.yaml.source_text import SourceText

LONGEST = 2_000
_START = re.compile(rf"( *(?:- +)*)({KEY}\s*[:：])?")
_FIELD_LINE = re.compile(rf"( *)(?:{KEY}[:：](?:\s|\Z)|-\s)")
_NEXT_FIELD = re.compile(rf"\s*(?:[,，]\s*{KEY}\s*[:：]|[}}\]]|[,，]?\s*\Z)")
_COMMENT = re.compile(r"\s+#.*\Z")
_OTHER = {'"': "”“″＂", "'": "’‘′＇"}  # what word processors and input methods write instead
_CLOSED_BY_OTHER = {
    mark: re.compile(rf"[^{others}]*(?P<last>[{others}])\s*[,，]\s*{KEY}\s*[:：]\s*") for mark, others in _OTHER.items()
}


def open_quote(source: SourceText, spans: Iterable[CommentSpan]) -> Diagnostic | None:
    """Return the problem of the first quotation mark that is not closed before the next field, if there is one."""
    for span in spans:
        if span.style not in _OTHER or span.line >= len(source.lines) or len(source.lines[span.line]) > LONGEST:
            continue
        if span.end_line > span.line and _swallows(source, span):
            return _problem(source, span)
        if span.end_line == span.line and span.is_flow:
            inner = source.lines[span.line][span.column + 1 : span.end_column - 1]
            if _CLOSED_BY_OTHER[span.style].fullmatch(inner):
                return _problem(source, span)
    return None


def _swallows(source: SourceText, span: CommentSpan) -> bool:
    """Return whether a line within these quotation marks begins a field, no deeper than their own."""
    indent, key = _START.findall(source.lines[span.line])[0]  # it matches any line, at its beginning
    depth = len(indent) if key else indent.rfind("-")
    for number in range(span.line + 1, min(span.end_line + 1, len(source.lines))):
        found = _FIELD_LINE.match(source.lines[number])
        if found and len(found[1]) <= depth and (number < span.end_line or found.end() <= span.end_column):
            return True
    return False


def _problem(source: SourceText, span: CommentSpan) -> Diagnostic:
    mark = str(span.style)
    rest = source.lines[span.line][span.column + 1 :]
    message: str = "the quotation mark is never closed"
    other = next((at for at, character in enumerate(rest) if character in _OTHER[mark]), None)
    if other is not None:
        message = Message("the quotation mark {first} is not closed by {last}", first=mark, last=rest[other])
        words = rest[:other]
    elif span.is_flow:
        end = next(at for at in range(len(rest) + 1) if _NEXT_FIELD.match(rest, at))
        words = rest[:end]
    else:
        words = _COMMENT.sub("", rest).rstrip()
    fix = Message("close it where the words end: {words}", words=f"{mark}{words}{mark}")
    location: SourceLocation = source.location(span.line, span.column)
    return Diagnostic(location, message, "words between two quotation marks", fix, kind="syntax")
