"""Gallery entries of copied pictures, and their destinations in the pack."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.issues import quoted
from kiosk.content.messages import Message
from kiosk.packs.gallery_import.changes import Change, changes_of, known_by_name
from kiosk.packs.gallery_import.gallery_entry import FIELDS, Copied
from kiosk.packs.gallery_import.gallery_target import GalleryTarget
from kiosk.packs.gallery_import.naming import free_name, safe_stem
from kiosk.packs.gallery_import.sheet_words import Text, merged, text_of
from kiosk.packs.gallery_import.tags import TagBook


@dataclass(slots=True)
class Composed:
    """Additions: `items` as in the gallery's YAML, `tags` for its map, and files with their destinations.

    `kept` pictures are shown already; for `otherwise` of them the sheet differs from the gallery. `unnamed` ones have
    their file's name as title. In an update, `changes` are to pictures already shown, and `left_alone` are
    the files of those that the sheet does not name.
    """

    items: list[dict[str, Any]] = field(default_factory=list)
    tags: dict[str, Text] = field(default_factory=dict)
    places: list[tuple[Path, str]] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    kept: int = 0
    otherwise: int = 0
    unnamed: int = 0
    changes: list[Change] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)


def compose(copies: Sequence[Copied], target: GalleryTarget, *, update: bool = False) -> Composed:
    """Return the additions to a gallery, and with `update` the changes to its pictures.

    Raises OSError if its pictures cannot be read.
    """
    composed = Composed()
    media = target.folder / target.media
    names = {file.name.casefold() for file in media.iterdir()} if media.is_dir() else set()
    sizes = {copy.file.stat().st_size for copy in copies}
    lying = _digests(target.folder, [f"{target.media}/{file.name}" for file in _files(media)], sizes)
    shown = _digests(target.folder, [str(picture["file"]).removeprefix("./") for picture in target.pictures], sizes)
    book = TagBook(target)
    new: dict[str, str] = {}
    digests = [_digest(copy.file) for copy in copies]
    numbers = {str(picture["file"]).removeprefix("./"): number for number, picture in enumerate(target.pictures)}
    known = {numbers[shown[digest]] for digest in digests if digest in shown}
    order: list[tuple[int, Copied]] = []
    for copy, digest in zip(copies, digests, strict=True):
        if digest in shown and update and digest in new:
            composed.problems.append(_same(copy, new[digest]))
            continue
        if digest in shown:
            new[digest] = copy.entry.file.name
            order.append((numbers[shown[digest]], copy))
            # A tag that is only compared must not be added.
            changes = changes_of(copy, numbers[shown[digest]], target, book if update else TagBook(target))
            composed.changes += changes if update else []
            composed.kept += not (update and changes)
            composed.otherwise += bool(changes) and not update
            continue
        number = known_by_name(copy, target) if update else None
        if number is not None and number not in known:
            known.add(number)
            order.append((number, copy))
            _replace_file(copy, number, target, names, composed)
            composed.changes += changes_of(copy, number, target, book)
            continue
        if digest in new:
            composed.problems.append(_same(copy, new[digest]))
            continue
        new[digest] = copy.entry.file.name
        path = lying.get(digest)
        if path is None:
            name = free_name(safe_stem(copy.entry.file.stem), copy.file.suffix, names)
            names.add(name.casefold())
            path = f"{target.media}/{name}"
            composed.places.append((copy.file, path))
        composed.sizes.append(copy.size)
        composed.items.append(_item(copy, path, target, book, composed))
    if update:
        composed.problems += _other_order(order, target)
        composed.left_alone = [file for file, number in numbers.items() if number not in known]
    composed.tags = book.new
    composed.problems += book.problems
    return composed


def _other_order(order: Sequence[tuple[int, Copied]], target: GalleryTarget) -> list[Diagnostic]:
    """Return a warning at the first row that names a picture too late for the order of the gallery, if there is one."""
    moved = next((copy for (before, _), (number, copy) in pairwise(order) if number < before), None)
    if moved is None:
        return []
    message = Message(
        "from this row on, the pictures are in another order than in {file}, which keeps its own", file=target.file
    )
    fix = Message("nothing needs fixing if that is right; else move the pictures in {file} by hand", file=target.file)
    return [Diagnostic(moved.entry.location, message, "", fix, "warning", "order")]


def _same(copy: Copied, other: str) -> Diagnostic:
    message = Message("this is the same picture as {other}, and was left out", other=quoted(other))
    fix = Message("nothing needs fixing if that is right")
    return Diagnostic(copy.entry.location, message, "", fix, "warning", "same")


def _replace_file(copy: Copied, number: int, target: GalleryTarget, names: set[str], composed: Composed) -> None:
    """Give a picture already shown another file, beside the old one: undoing the change must leave the old file."""
    before = target.pictures[number]["file"]
    name = free_name(safe_stem(copy.entry.file.stem), copy.file.suffix, names)
    names.add(name.casefold())
    path = f"{target.media}/{name}"
    composed.places.append((copy.file, path))
    composed.changes.append(Change(("pictures", number, "file"), before, path, copy.entry.location))
    message = Message("the picture is another than before; the old file is shown here no more: {file}", file=before)
    fix = Message("delete the old file if nothing else shows it (see `kiosk pack check`)")
    composed.problems.append(Diagnostic(copy.entry.location, message, "", fix, "warning", "exchanged"))


def _item(copy: Copied, path: str, target: GalleryTarget, book: TagBook, composed: Composed) -> dict[str, Any]:
    entry = copy.entry
    texts = {
        name: text_of(merged(entry.texts.get(name, {}), copy.texts.get(name, {})), target.languages) for name in FIELDS
    }
    if texts["title"] is None:
        texts["title"] = text_of({"": entry.file.stem.replace("_", " ")}, target.languages) or Path(path).stem
        composed.unnamed += 1
    item: dict[str, Any] = {"file": path} | {name: text for name, text in texts.items() if text is not None}
    kind = entry.kind or ("illustration" if copy.file.suffix == ".svg" else "photo")
    if kind != "photo":
        item["kind"] = kind
    if tags := book.tags(entry):
        item["tags"] = tags
    if entry.focus is not None:
        item["focus"] = [f"{share:.4f}".rstrip("0").rstrip(".") for share in entry.focus]
    return item


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.is_file()) if folder.is_dir() else []


def _digests(folder: Path, paths: Iterable[str], sizes: Container[int]) -> dict[str, str]:
    """Return SHA-256 → path of the existing files that have one of these sizes."""
    files = {path: folder / path for path in paths}
    return {_digest(file): path for path, file in files.items() if file.is_file() and file.stat().st_size in sizes}


def _digest(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
