"""Compiled-pack cache: JSON of packs that were read and checked once, so that the next start reads no YAML.

An entry is valid only while its fingerprint matches (the product, and the name, size and time of every source file)
and its bytes are as written: its first line is their SHA-256.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from kiosk import __version__
from kiosk.device.disk import unfinished_of

FORM = "19"
MOST_FILES = 100_000


class CompiledCache:
    """The compiled entries in `folder`, one file each. An unwritable folder counts as empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str, fingerprint: str) -> dict[str, Any] | None:
        """Return the entry of this name; None if it is absent, broken, or made of other files."""
        try:
            digest, _, written = self.file(name).read_bytes().partition(b"\n")
            whole = digest == sha256(written).hexdigest().encode("ascii")
            kept: Any = json.loads(written) if whole else None
        except (OSError, ValueError):
            return None
        fits = isinstance(kept, dict) and kept.get("fingerprint") == fingerprint
        return kept["entry"] if fits and isinstance(kept.get("entry"), dict) else None

    def has(self, name: str) -> bool:
        """Return whether an entry of this name exists, whatever it was made of, without reading it."""
        return self.file(name).is_file()

    def write(self, name: str, fingerprint: str, entry: dict[str, Any]) -> None:
        """Write an entry, whole or not at all."""
        file = self.file(name)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            unfinished = unfinished_of(file)
            written = json.dumps({"fingerprint": fingerprint, "entry": entry}).encode("ascii")
            try:
                unfinished.write_bytes(sha256(written).hexdigest().encode("ascii") + b"\n" + written)
                unfinished.replace(file)
            except OSError:
                unfinished.unlink(missing_ok=True)
                raise

    def file(self, name: str) -> Path:
        """Return the path of the entry of this name."""
        return self._folder / f"{sha256(name.encode()).hexdigest()[:24]}.json"


def fingerprint(folders: Iterable[Path], also: str = "") -> str:
    """Return a digest of every file below `folders` (name, size, time), of the product's version and of `also`.

    Raises OSError if a folder cannot be read or holds more than 100,000 files.
    """
    digest = sha256(f"{FORM} {__version__} {also}".encode())
    count = 0
    for folder in folders:
        for place, entry in _files(folder):
            count += 1
            if count > MOST_FILES:
                raise OSError(f"{folder} holds more than {MOST_FILES} files")
            stat = entry.stat(follow_symlinks=False)
            facts = f"{place}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_mode}\n"
            digest.update(facts.encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def _files(folder: Path, below: str = "") -> Iterable[tuple[str, os.DirEntry[str]]]:
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{below}{entry.name}/")
        else:
            yield f"{below}{entry.name}", entry
