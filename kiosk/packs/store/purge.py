"""Purge of withdrawn files from the disk: their renditions, and the copies in installed packs.

A pack's loss is recorded in its place before the removal, so that a power cut between the two looks like neither
damage nor a loss: the integrity check and readers of the pack know that the file is not missing.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.messages import Message
from kiosk.device.disk import FULL, discard, flush_folder, switch, write_whole
from kiosk.device.errors import why
from kiosk.media.media_cache import sweep_unfinished
from kiosk.packs.store.layout import COMPILED, HASHES, MADE, PACK, PACKS
from kiosk.packs.store.removed_files import installed_manifest, note_removed, removed_files

MEDIA = "media"
MAKING_SECONDS = 3_600  # longer than any picture takes to be prepared


@dataclass(frozen=True, slots=True)
class Purged:
    """What was removed, or why it was not (`why`). `kind`: prepared or copy."""

    kind: str
    path: Path
    why: str = ""


def purge_prepared(root: Path, hashes: Iterable[str]) -> Iterator[Purged]:
    """Remove the renditions of the files with these hashes, in the folder `media` of a cache or a store.

    Leftovers of a killed program may be of any file, and are removed as well.
    """
    sweep_unfinished(root / MEDIA)
    for digest in sorted(hashes):
        for folder in _folders_of(root, digest):
            discard(folder)
            yield Purged("prepared", folder, "" if not folder.exists() else Message("it cannot be removed"))


def purge_cache(cache: Path, hashes: AbstractSet[str]) -> Iterator[Purged]:
    """Remove the renditions of these files in the user's cache, whatever their bytes.

    A photo in a folder, which was checked or previewed here, has other bytes than when installed. Renditions of a file
    that is gone may show anything: they are removed as well, unless being prepared, and so are those that a killed
    program left in the temporary folder.
    """
    from kiosk.media.hash_index import HashIndex
    from kiosk.media.pictures.metadata_stripper import readable_digest
    from kiosk.media.preparation import sweep_temporary

    if not hashes:
        return
    sweep_temporary()
    index = HashIndex(cache / MEDIA / "index.json")
    known = index.unchanged()
    originals = {digest for file, digest in known.items() if readable_digest(file) in hashes}
    there = frozenset(known.values())
    for folder in (cache / MEDIA).glob("[0-9a-f][0-9a-f]/*") if index.has_entries else ():
        if folder.name[:64] not in there and _is_made(folder):
            discard(folder)
    yield from purge_prepared(cache, hashes | originals)


def _is_made(folder: Path) -> bool:
    """Return whether a folder's renditions were finished some time ago."""
    with suppress(OSError):
        return time.time() - folder.stat().st_mtime > MAKING_SECONDS
    return False


def purge_made(store: Path, hashes: AbstractSet[str]) -> Iterator[Purged]:
    """Remove a store's renditions of these files, and before them the compiled data that uses them.

    An immutable pack is recalled without checking its pictures. A pack that obeys the list names none of them.
    """
    if any(_folders_of(store / MADE, digest) for digest in hashes):
        for place in places(store):
            _forget_compiled(place, hashes)
    yield from purge_prepared(store / MADE, hashes)


def purge_store(store: Path, hashes: AbstractSet[str]) -> Iterator[Purged]:
    """Remove the same from a store, with its lock held: the renditions, and each pack's own copy.

    Raises OSError if that cannot be recorded; not on a full disk, where the copies are removed before the record.
    """
    if not hashes:
        return
    yield from purge_made(store, hashes)
    try:
        for place in places(store):
            yield from purge_place(place, hashes)
    except OSError as error:
        if error.errno not in FULL:
            raise
        yield from make_room(store, hashes)


def make_room(store: Path, hashes: AbstractSet[str]) -> Iterator[Purged]:
    """Remove each pack's own copy on a full disk, with the store's lock held.

    Before it is recorded, since a full disk has no room: after a power cut between the two the pack counts as damaged.
    """
    noted: dict[Path, set[str]] = {}
    for place in places(store):
        noted[place] = {name for name, digest in _digests(place) if digest in hashes}
        yield from _unlink(place, sorted(name for name in noted[place] if (place / PACK / name).exists()))
    for place, names in noted.items():
        with suppress(OSError):  # `purge_place` records the rest
            if names:
                note_removed(place, removed_files(place / PACK) | names)
        _forget_prepared(place, hashes)


def purge_place(place: Path, hashes: AbstractSet[str]) -> Iterator[Purged]:
    """Remove the copies in one installed pack. Raises OSError if that cannot be recorded."""
    names = [name for name, digest in _digests(place) if digest in hashes]
    there = [name for name in names if (place / PACK / name).exists()]
    known = removed_files(place / PACK)
    if not known.issuperset(names):
        note_removed(place, known.union(names))
    yield from _unlink(place, there)
    _forget_prepared(place, hashes)


def _unlink(place: Path, names: Iterable[str]) -> Iterator[Purged]:
    for name in names:
        file = place / PACK / name
        try:
            file.unlink()
            flush_folder(file.parent)
        except OSError as error:
            yield Purged("copy", file, why(error))
        else:
            yield Purged("copy", file)


def give_back(place: Path, room: Path, hashes: AbstractSet[str]) -> None:
    """Restore a place's removed files from the whole pack in `room`, unless still withdrawn.

    Raises OSError.
    """
    removed = removed_files(place / PACK)
    manifest = installed_manifest(place)
    if not removed or manifest is None:
        return
    back = {name for name in removed if name in manifest.files and manifest.files[name].sha256 not in hashes}
    for name in sorted(back):
        switch(room / PACK / name, place / PACK / name)
    if back:
        note_removed(place, removed - back)


def places(store: Path) -> list[Path]:
    """Return the places of a store, in order."""
    return sorted(place for place in (store / PACKS).glob("*/*") if place.is_dir())


def _folders_of(root: Path, digest: str) -> list[Path]:
    """Return the folders of renditions of the file with this hash, in a cache or a store, in order."""
    return sorted((root / MEDIA / digest[:2]).glob(f"{digest}*"))


def _digests(place: Path) -> Iterator[tuple[str, str]]:
    """Yield each file of a place with its SHA-256: from the manifest or, if that cannot be read, from the files."""
    manifest = installed_manifest(place)
    if manifest is not None:
        yield from ((name, stored.sha256) for name, stored in manifest.files.items())
        return
    for file in sorted((place / PACK).rglob("*")):
        with suppress(OSError), file.open("rb") as stream:
            yield file.relative_to(place / PACK).as_posix(), hashlib.file_digest(stream, "sha256").hexdigest()


def _forget_compiled(place: Path, hashes: AbstractSet[str]) -> None:
    """Remove compiled data of a place that names a rendition of these files, whose hash is in its path."""
    digests = [digest.encode("ascii", "replace") for digest in hashes]
    files = list((place / COMPILED).glob("*.json"))
    if any(_names_any(file, digests) for file in files):
        for file in files:
            discard(file)


def _names_any(file: Path, digests: Iterable[bytes]) -> bool:
    with suppress(OSError):
        read = file.read_bytes()
        return any(digest in read for digest in digests)
    return True


def _forget_prepared(place: Path, hashes: AbstractSet[str]) -> None:
    """Remove the renditions of these files from the list that reveals damage."""
    with suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
        recorded = dict(json.loads((place / HASHES).read_bytes()))
        kept = {name: digest for name, digest in recorded.items() if not _is_of(Path(name), hashes)}
        if kept != recorded:
            write_whole(place / HASHES, json.dumps(kept).encode("ascii"))


def _is_of(file: Path, hashes: AbstractSet[str]) -> bool:
    return any(folder.name[:64] in hashes for folder in file.parents)
