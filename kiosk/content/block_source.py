"""Source of a block of the hall's own: what its folder held when the program started, and how its files are named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path


def class_name(kind: str) -> str:
    """Return the name of a block's class."""
    return f"{kind.capitalize()}Block"


def qml_name(kind: str, part: str) -> str:
    """Return the name of a block's QML file: `part` is Block, which draws it, or Pieces."""
    return f"{kind.capitalize()}{part}.qml"


@dataclass(frozen=True, slots=True)
class BlockSource:
    """The files of one kind of block by their names: `folder` is where its QML files are drawn from."""

    kind: str
    folder: Path
    files: Mapping[str, bytes]

    @property
    def module(self) -> str:
        """Return the name of the file with its model."""
        return f"{self.kind}_block.py"

    def qml(self, part: str) -> str:
        """Return the name of a QML file: see `qml_name`."""
        return qml_name(self.kind, part)

    def fingerprint(self) -> str:
        """Return what identifies its content: where it is, and every byte."""
        digest = sha256(f"{self.kind} {self.folder}".encode("utf-8", "surrogateescape"))
        for name, data in sorted(self.files.items()):
            digest.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
        return digest.hexdigest()
