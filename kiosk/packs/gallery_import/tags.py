"""Tags as staff type them, in any language, mapped to the tags of a gallery's pictures.

Words name themselves and stay as they are. One that could be an id gets its name in the gallery's map, since
visitors read no ids.
"""

from __future__ import annotations

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.identifiers import ID
from kiosk.content.issues import quoted
from kiosk.content.messages import Message
from kiosk.content.model.scalars import TAG
from kiosk.packs.gallery_import.gallery_entry import GalleryEntry
from kiosk.packs.gallery_import.gallery_target import GalleryTarget
from kiosk.packs.gallery_import.sheet_words import Text, text_of

_MOST = 64  # characters of a tag


class TagBook:
    """Finds the tags of a gallery by id, by name and as words. `new` are those to add to its map: id → name."""

    def __init__(self, target: GalleryTarget) -> None:
        self.new: dict[str, Text] = {}
        self.problems: list[Diagnostic] = []
        self._languages = target.languages
        written = target.before.get("tags") if target.before else {}
        # If pictures have tag ids but the gallery has no map of names, a map of new ones would make those ids errors.
        self._names_them = written is not None
        pictures = target.pictures if written is None else ()
        shown = (str(tag) for picture in pictures for tag in picture.get("tags", ()))
        self._tags = {tag.casefold(): tag for tag in shown}
        for tag, name in (written or {}).items():
            for word in (tag, *(name.values() if isinstance(name, dict) else [name])):
                self._tags.setdefault(word.casefold(), tag)

    def tags(self, entry: GalleryEntry) -> list[str]:
        """Return a picture's tags as written in the pack, each once; invalid ones are reported and left out."""
        found: dict[str, None] = {}
        for typed in entry.tags:
            tag = self.known(typed)
            if len(tag) > _MOST or not TAG.match(tag):
                message = Message("the tag {tag} was left out", tag=quoted(typed))
                expected = Message("at most {most} letters on one line", most=_MOST)
                self.problems.append(Diagnostic(entry.location, message, expected, "", "warning", "tag"))
                continue
            self._learn(tag, entry)
            found[tag] = None
        return list(found)

    def known(self, written: str) -> str:
        """Return the tag that is meant: the id with this name, the words as first written, or these words."""
        return self._tags.get(written.casefold(), written)

    def _learn(self, tag: str, entry: GalleryEntry) -> None:
        if tag.casefold() in self._tags:
            return
        self._tags[tag.casefold()] = tag
        if not ID.match(tag):
            return
        name = text_of({"": tag}, self._languages)
        if self._names_them and name is not None:
            self.new[tag] = name
        else:
            message = Message("the tag {tag} is written like an id, which visitors do not read", tag=quoted(tag))
            fix = Message("write {words} into the gallery's file, in a map tags", words=f"{tag}: {tag}")
            self.problems.append(Diagnostic(entry.location, message, "", fix, "warning", "tag"))
