"""HTML and Markdown in words: a pack supports only emphasis in running text, and visitors would read the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape

from kiosk.content import emphasis
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import in_full, listed
from kiosk.content.lint.text_paths import texts
from kiosk.content.messages import Message
from kiosk.content.model.base import Part
from kiosk.content.model.block_base import BaseBlock
from kiosk.content.model_walk import walk
from kiosk.content.yaml.source_document import SourceDocument

MOST_WORDS = 600  # of a text that is shown whole
_BREAKING = r"br|p|div|li|ul|ol|h[1-6]|tr|table|hr|blockquote|pre|center"
_NAMES = rf"{_BREAKING}|b|strong|i|em|u|s|a|q|sup|sub|span|font|small|big|del|ins|code|mark|img|td|th|nobr|wbr"
_TAG = re.compile(
    rf"</?(?:{_NAMES})(?:\s+[a-z-]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s<>]*))?)*\s*/?>", re.IGNORECASE
)
_BREAK = re.compile(rf"\s*</?(?:{_BREAKING})(?:\s[^<>]*)?/?>\s*", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_LINK = re.compile(r"!?\[([^\[\]\n]+)\]\((?:https?://|mailto:|/|\.)[^()\s]*\)")
_HEADING = re.compile(r"^#{1,6}(?=[ \t]+\S)", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_BULLETS = re.compile(r"^\*[ \t]+(?=\S)", re.MULTILINE)
_NOTHING = {"null", "NULL", "~", "undefined", "NaN", "nan", "#N/A"}  # as programs write it
_BREAK_SIGN = re.compile(r"\\n(?![a-z])|(?<![\w:\\])\\n")  # \n outside of double quotes; not the one of C:\new
_LONE_QUOTE = re.compile(r"[^\"]*[^\"\d\u3000-\u9fff\uff00-\uffef]\"\s*")  # the end of "words"; 5" is inches
_PAIRS = (("b|strong", "**"), ("i|em", "*"))
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_SMALL = re.compile(r"<(sup|sub)>([^<>]*)</\1>", re.IGNORECASE)
_HAN = re.compile(r"(?<=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]) (?=[\u3000-\u303f\u3400-\u9fff\uff00-\uffef])")


def markup_remarks(sheet: SourceDocument, root: Part) -> Iterator[Diagnostic]:
    """Yield a warning for each text of a file with HTML, or with Markdown that has no effect there."""
    for path, part in walk(root):
        for key, place, text in texts(part):
            is_styled = isinstance(part, BaseBlock) and key in part.styled
            for inner, _, words in text.worded():
                if words.strip() in _NOTHING:
                    yield _diagnose_nothing(sheet, (*path, *place, *inner), words)
                elif found := _signs_of_yaml(words):
                    yield _diagnose_signs(sheet, (*path, *place, *inner), words, found)
                elif found := _found(words, is_styled=is_styled):
                    yield _diagnostic(sheet, (*path, *place, *inner), words, found, is_styled=is_styled)


def _signs_of_yaml(words: str) -> list[str]:
    """Return what means something to YAML only within double quotation marks, or is half of a pair of them."""
    found = ["\\n"] if _BREAK_SIGN.search(words) else []
    return found + (['"'] if _LONE_QUOTE.fullmatch(words) else [])


def _diagnose_signs(sheet: SourceDocument, where: tuple[str | int, ...], words: str, found: list[str]) -> Diagnostic:
    message = Message("visitors would read this as it is: {what}", what=" ".join(found))
    meant = _BREAK_SIGN.sub("\n", words)
    if '"' in found:
        meant = meant.rstrip().removesuffix('"') + ("”" if meant.startswith("“") else "")
    fix = Message("write {words}", words=json.dumps(in_full(meant), ensure_ascii=False))
    return Diagnostic(sheet.location(where), message, "words that visitors see", fix, "warning", "markup")


def _found(words: str, *, is_styled: bool) -> list[str]:
    if not any(character in words for character in "<&[#*`"):
        return []
    entities = (found[0] for found in _ENTITY.finditer(words) if unescape(found[0]) != found[0])
    found = [(each.start(), each[0]) for shape in (_TAG, _LINK, _HEADING, _CODE) for each in shape.finditer(words)]
    bullets = [(each.start(), "*") for each in _BULLETS.finditer(words)]
    found += bullets if len(bullets) > 1 else []
    found += [(words.index(entity), entity) for entity in dict.fromkeys(entities)]
    if not is_styled:
        bold = (span.text for span in emphasis.parse(words) if span.strong and f"**{span.text}**" in words)
        found += [(words.index(f"**{text}**"), f"**{text}**") for text in bold]
    return list(dict.fromkeys(each for _, each in sorted(found)))


def _diagnostic(
    sheet: SourceDocument, where: tuple[str | int, ...], words: str, found: list[str], *, is_styled: bool
) -> Diagnostic:
    message = Message("visitors would read this as it is: {what}", what=listed(found, most=6))
    fix: str = Message("write {words}", words=json.dumps(_plain(words, is_styled=is_styled), ensure_ascii=False))
    if len(words) > MOST_WORDS:
        fix = "take it out; in running text a line of its own begins a new line, and **bold** is bold"
    expected = "words without HTML; **bold** and *emphasis* in running text alone"
    return Diagnostic(sheet.location(where), message, expected, fix, "warning", "markup")


def _diagnose_nothing(sheet: SourceDocument, where: tuple[str | int, ...], words: str) -> Diagnostic:
    message = Message("visitors would read this as it is: {what}", what=words.strip())
    return Diagnostic(
        sheet.location(where),
        message,
        "words that visitors see",
        "write the words, or remove this",
        "warning",
        "markup",
    )


def _plain(words: str, *, is_styled: bool) -> str:
    """Return words without markup that has no effect in them, and with its equivalent in a pack."""
    for names, stars in _PAIRS:
        pair = re.compile(rf"<({names})>(\s*)(.*?)(\s*)</\1>", re.IGNORECASE | re.DOTALL)
        words = pair.sub(rf"\2{stars}\3{stars}\4" if is_styled else r"\2\3\4", words)
    words = _SMALL.sub(_small, words)
    words = _CODE.sub(r"\1", _BULLETS.sub("• ", words) if len(_BULLETS.findall(words)) > 1 else words)
    words = _LINK.sub(r"\1", re.sub(r"^#{1,6}[ \t]+", "", words, flags=re.MULTILINE))
    words = _TAG.sub("", _BREAK.sub("\n" if is_styled else " ", words))
    words = unescape(words).replace("\u00a0", " ")
    if not is_styled:
        words = re.sub(r"\*\*(.+?)\*\*", r"\1", words)
        words = _HAN.sub("", " ".join(words.split()))
    lines = (" ".join(line.split(" ")).rstrip() for line in re.sub(r"\n{2,}", "\n", words).split("\n"))
    return re.sub(" {2,}", " ", "\n".join(lines)).strip()


def _small(found: re.Match[str]) -> str:
    """Return superscript or subscript characters: m², CO₂; words unchanged."""
    table = _RAISED if found[1].lower() == "sup" else _LOWERED
    small = found[2].translate(table)
    return small if found[2] and all(ord(character) in table for character in found[2]) else found[2]
