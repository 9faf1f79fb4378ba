"""Changes that a re-imported sheet makes to pictures already in a gallery.

A picture is recognised by its bytes, else by its file name. Fields that the sheet leaves out stay, and so does every
picture that it does not name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message
from kiosk.packs.gallery_import.gallery_entry import FIELDS, Copied
from kiosk.packs.gallery_import.gallery_target import GalleryTarget
from kiosk.packs.gallery_import.headers import is_chinese
from kiosk.packs.gallery_import.lost_characters import is_lost, loss
from kiosk.packs.gallery_import.naming import safe_stem
from kiosk.packs.gallery_import.sheet_words import Text, quoted_line, text_of
from kiosk.packs.gallery_import.tags import TagBook
from kiosk.packs.yaml_edits import Path


@dataclass(frozen=True, slots=True)
class Change:
    """A changed value in a gallery's file: its `path` there, and its location in the sheet."""

    path: Path
    before: Any
    after: Any
    location: SourceLocation

    def messages(self, file: str) -> list[Message]:
        """Return a line for each changed language: media/a.jpg, title (en): "Old" → "New"."""
        key = str(self.path[-1])
        if not isinstance(self.after, Mapping):
            return [_difference(file, key, _flat(self.before), _flat(self.after))]
        before = self.before if isinstance(self.before, Mapping) else dict.fromkeys(self.after, self.before)
        return [
            _difference(file, f"{key} ({language})", _flat(before.get(language)), words)
            for language, words in self.after.items()
            if before.get(language) != words
        ]


def find_losses(changes: Sequence[Change]) -> list[Diagnostic]:
    """Return an error for each change that replaces existing characters by ?."""
    return [
        loss(change.location, words)
        for change in changes
        for words in _values(change.after)
        if any(is_lost(words, before) for before in _values(change.before))
    ]


def known_by_name(copy: Copied, target: GalleryTarget) -> int | None:
    """Return the number of the picture with the same name as a copy; None if there is none, or more than one."""
    path = f"{target.media}/{safe_stem(copy.entry.file.stem)}{copy.file.suffix}"
    files = [str(picture["file"]).removeprefix("./") for picture in target.pictures]
    return files.index(path) if files.count(path) == 1 else None


def changes_of(copy: Copied, number: int, target: GalleryTarget, book: TagBook) -> list[Change]:
    """Return what a sheet's row changes in the picture with this number (from 0) in its gallery."""
    entry, picture = copy.entry, target.pictures[number]
    found: list[tuple[str, Any]] = []
    for name in FIELDS:
        new = text_of(entry.texts.get(name, {}), target.languages)
        if new is not None:
            found.append((name, merged_text(picture.get(name), new, target.languages)))
    if entry.kind:
        found.append(("kind", entry.kind))
    if (tags := book.tags(entry)) and tags != [book.known(tag) for tag in picture.get("tags", ())]:
        found.append(("tags", tags))
    if entry.focus is not None:
        found.append(("focus", [f"{share:.4f}".rstrip("0").rstrip(".") or "0" for share in entry.focus]))
    return [
        Change(("pictures", number, name), picture.get(name), after, entry.location)
        for name, after in found
        if not _is_same(name, picture.get(name), after)
    ]


def merged_text(old: Text | None, new: Text, languages: Sequence[str]) -> Text:
    """Return the old text updated from a sheet; languages that the sheet leaves out keep theirs."""
    if old is None:
        return new
    if isinstance(new, dict):
        if isinstance(old, dict):
            return {**old, **new}
        whole = {language: new.get(language, old) for language in languages}
        return whole if len(set(whole.values())) > 1 else old
    if not isinstance(old, dict) or new in old.values():
        return old if isinstance(old, dict) else new
    # Words without a language, beside words by language, replace those of their own script.
    alike = [language for language, words in old.items() if is_chinese(words) == is_chinese(new)]
    lacking = [language for language in languages if language not in old]
    return {**old, **dict.fromkeys(alike or lacking[:1], new)}


def _is_same(name: str, before: Any, after: Any) -> bool:
    if name == "focus":
        shares = before or ["0.5", "0.5"]
        return [float(share) for share in shares] == [float(share) for share in after]
    if name == "kind":
        return bool((before or "photo") == after)
    return bool(before == after)


def _values(value: Any) -> list[str]:
    return list(value.values()) if isinstance(value, Mapping) else [value] if isinstance(value, str) else []


def _difference(file: str, what: str, before: str, after: str) -> Message:
    if not before:
        return Message("{file}, {what}: new: {after}", file=file, what=what, after=quoted_line(after))
    return Message(
        "{file}, {what}: {before} becomes {after}",
        file=file,
        what=what,
        before=quoted_line(before),
        after=quoted_line(after),
    )


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        return " / ".join(value.values())
    return ", ".join(value) if isinstance(value, list) else value or ""
