"""Contents of a pack as staff see them: Home, panels with their pages, galleries, and where each picture is used.

Each entry has a short reference without meaning, so that no id and no path stands in an address or on a screen.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from kiosk.content.media_types import SUFFIXES
from kiosk.desk.draft import FRONT, DocPath, PackDraft
from kiosk.packs.yaml_edits import Path

Kind = Literal["home", "panel", "page", "gallery"]
Words = Mapping[str, str]
PICTURES = frozenset(SUFFIXES["picture"])


@dataclass(frozen=True, slots=True)
class ContentEntry:
    """One thing that staff open and edit. `shown` is where the kiosk shows it: home, PANEL/PAGE, GALLERY."""

    ref: str
    kind: Kind
    place: DocPath
    title: Words
    shown: str
    picture: str = ""
    above: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PictureUse:
    """A place where a picture's file is named, and the entry that shows it."""

    place: DocPath
    entry: str


@dataclass(frozen=True, slots=True)
class UsedPicture:
    """A picture of the pack, wherever it is used. `words` are those of its first use that has some."""

    ref: str
    file: str
    uses: tuple[PictureUse, ...]
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """All entries by reference, in the order of Home's tiles; `names` are words for ids and files, by these."""

    languages: tuple[str, ...]
    title: Words
    entries: Mapping[str, ContentEntry]
    panels: tuple[ContentEntry, ...]
    galleries: tuple[ContentEntry, ...]
    pictures: Mapping[str, UsedPicture]
    names: Mapping[str, Words]

    @property
    def home(self) -> ContentEntry | None:
        """Home, if there is a pack.yaml."""
        return next((entry for entry in self.entries.values() if entry.kind == "home"), None)

    def picture_of(self, file: str) -> UsedPicture | None:
        """Return the picture with this file."""
        return self.pictures.get(reference("picture", file))


def read_contents(draft: PackDraft) -> Contents:
    """Return the contents of a pack as it is now, as far as its files can be read."""
    front = draft.plain(FRONT) if FRONT in draft.files() else {}
    written = [each for each in _list(front.get("languages")) if isinstance(each, str) and each]
    languages = tuple(dict.fromkeys(written)) or ("zh", "en")
    entries: dict[str, ContentEntry] = {}
    if front:
        home = _map(front.get("home"))
        picture = _file(home.get("emblem"))
        entries["home"] = ContentEntry(
            "home", "home", DocPath(FRONT, ()), by_language(front.get("title"), languages), "home", picture
        )
    files = [file for file in draft.files() if file != FRONT]
    tiles = [str(each) for each in _list(_map(front.get("home")).get("tiles"))]
    files.sort(key=lambda file: _rank(tiles, str(draft.plain(file).get("id", ""))))
    names: dict[str, Words] = {}
    for file in files:
        plain = draft.plain(file)
        for entry in (_panel if isinstance(plain.get("pages"), list) else _gallery)(file, plain, languages):
            entries[entry.ref] = entry
            names[entry.shown.rpartition("/")[2]] = entry.title
    pictures = _pictures(draft, entries)
    for used in pictures.values():
        named = by_language(used.words.get("title") or used.words.get("caption"), languages)
        names[used.file] = named if any(named.values()) else {}
    return Contents(
        languages,
        by_language(front.get("title"), languages),
        entries,
        tuple(entry for entry in entries.values() if entry.kind == "panel"),
        tuple(entry for entry in entries.values() if entry.kind == "gallery"),
        pictures,
        names,
    )


def by_language(text: Any, languages: Sequence[str]) -> dict[str, str]:
    """Return the words of a text in each language; "" where it has none."""
    if isinstance(text, dict):
        written = {language: text.get(language) for language in languages}
        return {language: each.strip() if isinstance(each, str) else "" for language, each in written.items()}
    return dict.fromkeys(languages, text.strip() if isinstance(text, str) else "")


def reference(*parts: str) -> str:
    """Return the reference of an entry, without meaning and the same each time."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _panel(file: str, plain: Mapping[str, Any], languages: Sequence[str]) -> Iterator[ContentEntry]:
    panel = reference("panel", file)
    name = str(plain.get("id", ""))
    pages = [(number, page) for number, page in enumerate(_list(plain.get("pages"))) if isinstance(page, dict)]
    refs = [reference("page", file, str(page.get("id", number))) for number, page in pages]
    cover = _file(plain.get("cover")) or _file(plain.get("object"))
    title = by_language(plain.get("title"), languages)
    yield ContentEntry(panel, "panel", DocPath(file, ()), title, name, cover, "home", tuple(refs))
    for ref, (number, page) in zip(refs, pages, strict=True):
        shown = f"{name}/{page.get('id', '')}"
        words = by_language(page.get("title"), languages)
        yield ContentEntry(
            ref, "page", DocPath(file, ("pages", number)), words, shown, _file(page.get("picture")), panel
        )


def _gallery(file: str, plain: Mapping[str, Any], languages: Sequence[str]) -> Iterator[ContentEntry]:
    title = by_language(plain.get("title"), languages)
    first = next(iter(_list(plain.get("pictures"))), None)
    shown = str(plain.get("id", ""))
    yield ContentEntry(reference("gallery", file), "gallery", DocPath(file, ()), title, shown, _file(first), "home")


def _pictures(draft: PackDraft, entries: Mapping[str, ContentEntry]) -> dict[str, UsedPicture]:
    found: dict[str, list[tuple[PictureUse, Mapping[str, Any]]]] = {}
    of_files = {entry.place.file: entry for entry in entries.values() if entry.kind in {"home", "panel", "gallery"}}
    of_pages = {(entry.place.file, entry.place.path[1]): entry for entry in entries.values() if entry.kind == "page"}
    for file, entry in of_files.items():
        for path, value, words in _named_files(draft.plain(file), ()):
            page = of_pages.get((file, path[1])) if len(path) > 1 and path[0] == "pages" else None
            found.setdefault(value, []).append((PictureUse(DocPath(file, path), (page or entry).ref), words))
    return {
        reference("picture", file): UsedPicture(
            reference("picture", file),
            file,
            tuple(use for use, _ in uses),
            next((words for _, words in uses if words.get("title") or words.get("caption")), uses[0][1]),
        )
        for file, uses in found.items()
    }


def _named_files(plain: Any, path: Path) -> Iterator[tuple[Path, str, Mapping[str, Any]]]:
    """Yield the path of each file of a picture, the file, and the map that names it."""
    if isinstance(plain, dict):
        for key, value in plain.items():
            if isinstance(value, str) and key in {"file", "picture"} and is_picture(value):
                yield (*path, key), value, plain if key == "file" else {}
            yield from _named_files(value, (*path, key))
    elif isinstance(plain, list):
        for number, value in enumerate(plain):
            yield from _named_files(value, (*path, number))


def is_picture(file: str) -> bool:
    """Return whether a file's name is that of a picture."""
    return f".{file.rpartition('.')[2].lower()}" in PICTURES


def _file(picture: Any) -> str:
    file = picture.get("file") if isinstance(picture, dict) else picture
    return file if isinstance(file, str) and is_picture(file) else ""


def _rank(tiles: Sequence[str], name: str) -> tuple[int, str]:
    return (tiles.index(name) if name in tiles else len(tiles), name)


def _map(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
