"""manifest.json of an archive: the pack's identity, and the SHA-256 and size of every file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.content.archive import archive_limits
from kiosk.content.archive.portable_names import clashes, name_fault
from kiosk.content.identifiers import ID, LANGUAGE, VERSION
from kiosk.content.messages import Message

FORMAT = 1
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_FIELDS = {"format", "id", "version", "title", "languages", "files"}


@dataclass(frozen=True, slots=True)
class Stored:
    """The expected SHA-256, in hex, and size in bytes of a file."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of an archive; `title` by language, `files` by path within the pack (posix)."""

    id: str
    version: str
    title: Mapping[str, str]
    languages: tuple[str, ...]
    files: Mapping[str, Stored]

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(file.size for file in self.files.values())

    def written(self) -> bytes:
        """Return manifest.json; the same pack gives the same bytes."""
        files = {name: {"sha256": file.sha256, "size": file.size} for name, file in sorted(self.files.items())}
        head = {"format": FORMAT, "id": self.id, "version": self.version, "title": dict(sorted(self.title.items()))}
        whole = head | {"languages": list(self.languages), "files": files}
        return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


class ManifestError(ValueError):
    """The manifest is invalid; the words are for staff."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def read_manifest(data: bytes) -> Manifest:
    """Return the content of a manifest.json. Raises ManifestError."""
    try:
        whole = json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ManifestError(Message("cannot be read as JSON")) from error
    if not isinstance(whole, dict) or whole.keys() != _FIELDS:
        raise ManifestError(Message("has not the fields of a manifest"))
    if type(whole["format"]) is not int or whole["format"] != FORMAT:
        raise ManifestError(Message("is of a format that this kiosk does not know"))
    if not _who(whole):
        raise ManifestError(Message("does not say properly who the pack is: id, version, title and languages"))
    files = whole["files"]
    if not isinstance(files, dict) or "pack.yaml" not in files or len(files) > archive_limits.ENTRIES:
        raise ManifestError(Message("does not say properly which files there are"))
    for name, file in files.items():
        if name_fault(name) or not _is_stored(file):
            raise ManifestError(Message("does not say properly which files there are"))
    if next(clashes(files), None):
        raise ManifestError(Message("does not say properly which files there are"))
    stored = {name: Stored(file["sha256"], file["size"]) for name, file in files.items()}
    return Manifest(whole["id"], whole["version"], whole["title"], tuple(whole["languages"]), stored)


def _who(whole: dict[str, Any]) -> bool:
    title, languages = whole["title"], whole["languages"]
    return (
        _is_word(whole["id"], ID)
        and _is_word(whole["version"], VERSION)
        and isinstance(languages, list)
        and 0 < len(languages) <= 12
        and all(_is_word(language, LANGUAGE) for language in languages)
        and isinstance(title, dict)
        and all(isinstance(words, str) and words.isprintable() and len(words) < 1000 for words in title.values())
        and title.keys() <= set(languages)
    )


def _is_word(value: Any, shape: re.Pattern[str]) -> bool:
    return isinstance(value, str) and len(value) <= 80 and bool(shape.match(value))


def _is_stored(file: Any) -> bool:
    return (
        isinstance(file, dict)
        and file.keys() == {"sha256", "size"}
        and isinstance(file["sha256"], str)
        and bool(_DIGEST.match(file["sha256"]))
        and type(file["size"]) is int
        and 0 <= file["size"] <= archive_limits.ENTRY_BYTES
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    return found


def _refuse(word: str) -> Any:
    raise ValueError(f"{word} is no number")
