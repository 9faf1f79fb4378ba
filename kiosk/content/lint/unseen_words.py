"""Words that no screen shows, since another part is drawn in their place, or none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import join_hints, quoted, see
from kiosk.content.lint.text_paths import Path, texts
from kiosk.content.messages import FieldName, Message
from kiosk.content.model import BaseBlock, Gallery, GalleryPicture, Home, Panel, Part, Picture, Source, Text
from kiosk.content.model_walk import walk
from kiosk.content.yaml.source_document import SourceDocument

Parts = Sequence[tuple[SourceDocument, Part]]

OF_GALLERY = frozenset({"title", "caption", "credit"})
WRITTEN_UNDER = ("caption", "credit")
# The room beside an upright headline, in Chinese characters.
LONGEST_MOTTO = 12
_UPRIGHT = re.compile("[\u3400-\u9fff]+")


class _Unseen(NamedTuple):
    """A field whose words nobody sees: its path from its map, the words in place of its name, and the fix."""

    path: Path
    why: Message
    fix: str


def unseen(parts: Parts) -> Iterator[Diagnostic]:
    """Yield a warning for each text of a whole pack that no screen shows."""
    listed = {
        source
        for _, root in parts
        for _, part in walk(root)
        if isinstance(part, BaseBlock)
        for source in part.listed_sources()
    }
    elsewhere = {words for _, root in parts for words in _drawn_words(root)}
    running = "\n".join(words for _, root in parts for words in _running_words(root))
    for sheet, root in parts:
        for path, part, holder in _held(root):
            found = [*_of_picture(path, part, holder, elsewhere, running), *_of_part(part, listed)]
            for where, why, fix in found:
                yield Diagnostic(
                    sheet.location((*path, *where)), why, "words that visitors see", fix, "warning", "unseen"
                )


def _held(root: Part) -> Iterator[tuple[Path, Part, Part | None]]:
    """Yield each map of a file with the map that contains it."""
    holders: dict[Path, Part] = {}
    for path, part in walk(root):
        holder = next((holders[path[:end]] for end in range(len(path) - 1, -1, -1) if path[:end] in holders), None)
        holders[path] = part
        yield path, part, holder


def drawn_of(part: Picture, holder: Part | None, key: Any) -> frozenset[str]:
    """Return which words of a picture are drawn in its place.

    `alt` is for speech, and replaces the picture in the largest text of a match.
    """
    if isinstance(part, GalleryPicture):
        return OF_GALLERY
    return holder.drawn_words.get(str(key), frozenset()) if holder is not None else frozenset()


def _drawn_words(root: Part) -> Iterator[tuple[str, str, str]]:
    """Yield (file, field, words) of the pictures of a file that are drawn with words."""
    for path, part, holder in _held(root):
        if isinstance(part, Picture):
            for field in drawn_of(part, holder, path[-1]):
                yield part.file, field, repr(getattr(part, field, None))


def _running_words(root: Part) -> Iterator[str]:
    """Yield the words of a file that may name an author, apart from the picture's own caption."""
    for path, part, holder in _held(root):
        if isinstance(part, Picture):
            drawn = drawn_of(part, holder, path[-1])
            yield from (words for text in [part.credit] if text and "credit" in drawn for _, _, words in text.worded())
        else:
            yield from (words for _, _, text in texts(part) for _, _, words in text.worded())


def _of_picture(
    path: Path, part: Part, holder: Part | None, elsewhere: set[tuple[str, str, str]], running: str
) -> Iterator[_Unseen]:
    """Yield the words of a picture that are drawn neither here nor with it elsewhere.

    A credit counts as shown once it is anywhere on a screen: under another picture, or in words.
    """
    if not isinstance(part, Picture):
        return
    drawn = drawn_of(part, holder, path[-1])
    for field in WRITTEN_UNDER:
        words = getattr(part, field)
        if words is None or field in drawn or (part.file, field, repr(words)) in elsewhere:
            continue
        if field == "credit" and all(text in running for _, _, text in words.worded()):
            continue
        why = Message("no screen shows {field} of a picture here", field=FieldName(field))
        fix = "show the picture on a page or in a gallery with these words, or write them into a text of a page"
        if field == "caption":
            fix = "show the picture on a page or in a gallery with these words, or remove them"
        yield _Unseen((field,), why, join_hints(fix, see("picture")))


def _of_part(part: Part, listed: set[str]) -> Iterator[_Unseen]:
    if isinstance(part, BaseBlock):
        yield from (_Unseen(issue.path, Message.of(issue.message), issue.fix) for issue in part.unseen())
    elif isinstance(part, Panel) and part.object is not None and part.cover is not None:
        why = Message(
            "no screen shows {field}: {other} takes its place", field=FieldName("cover"), other=FieldName("object")
        )
        yield _Unseen(("cover", "file"), why, join_hints("keep one of the two", see("panel")))
    elif isinstance(part, Gallery) and part.lead is not None:
        why = Message("no screen shows {field} of a gallery", field=FieldName("lead"))
        yield _Unseen(
            ("lead",), why, join_hints("write it into the caption of a picture, or remove it", see("gallery-file"))
        )
    elif isinstance(part, Source) and part.id not in listed:
        why = Message("no screen shows this source: no page lists it")
        fix = Message("add {example} to the blocks of a page, or remove the source", example=f"- sources: [{part.id}]")
        yield _Unseen(("title",), why, fix)
    elif isinstance(part, Home):
        yield from _of_motto(part)


def _of_motto(home: Home) -> Iterator[_Unseen]:
    """Yield a motto that is not set upright. In other languages the lead takes its place, as documented."""
    written = [(inner, words) for inner, language, words in (home.motto or Text()).worded() if _is_chinese(language)]
    for inner, words in written if home.motto else []:
        if not _stands_upright(words):
            why = Message(
                "no screen shows these words of {field}: {words}", field=FieldName("motto"), words=quoted(words)
            )
            fix = Message("write at most {most} Chinese characters, and no other characters", most=LONGEST_MOTTO)
            yield _Unseen(("motto", *inner), why, join_hints(fix, see("home")))


def _is_chinese(language: str) -> bool:
    return not language or language.startswith("zh")


def _stands_upright(words: str) -> bool:
    return len(words) <= LONGEST_MOTTO and bool(_UPRIGHT.fullmatch(words))
