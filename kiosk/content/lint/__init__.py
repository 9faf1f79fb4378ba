"""Lint rules of good writing: words, pictures and files. All of them are warnings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.lint.characters import Drawable, word_remarks
from kiosk.content.lint.markup import markup_remarks
from kiosk.content.lint.pictures import picture_remarks, uncredited
from kiosk.content.lint.text_length import too_long
from kiosk.content.lint.unseen_words import unseen
from kiosk.content.lint.unused_files import unused
from kiosk.content.loader import ParsedPack
from kiosk.content.model import BaseBlock, Part
from kiosk.content.model_walk import walk
from kiosk.content.yaml.source_document import SourceDocument

__all__ = ["Drawable", "remarks"]

Size = tuple[int, int]


def remarks(
    loaded: ParsedPack,
    files: Sequence[str] = (),
    sizes: Mapping[str, Size] | None = None,
    drawable: Callable[[str], bool] | None = None,
) -> tuple[Diagnostic, ...]:
    """Return the remarks on all readable files of a pack, in the order of their places.

    `files` are those in the pack's folder (posix, relative); `sizes` of pictures in px, if known; `drawable` says
    whether a character can be drawn, None: do not check.
    """
    found: list[Diagnostic] = []
    for sheet, part in loaded.parts:
        found += word_remarks(sheet, part, drawable)
        found += markup_remarks(sheet, part)
        found += too_long(sheet, part)
        found += _block_remarks(sheet, part)
    found += picture_remarks(loaded.parts, sizes or {})
    if loaded.pack is not None:
        found += uncredited(loaded.parts)
        found += unseen(loaded.parts)
        found += unused(files, [sheet for sheet, _ in loaded.parts], loaded.pack.theme)
    return tuple(sorted(set(found)))


def _block_remarks(sheet: SourceDocument, root: Part) -> Iterator[Diagnostic]:
    for path, part in walk(root):
        for issue in part.remarks() if isinstance(part, BaseBlock) else ():
            location = sheet.location((*path, *issue.path))
            yield Diagnostic(location, issue.message, issue.expected, issue.fix, issue.severity, issue.kind)
