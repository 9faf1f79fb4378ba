"""The gallery to make or extend, and what its pack already has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.identifiers import ID
from kiosk.content.issues import quoted
from kiosk.content.messages import Message
from kiosk.content.model import Gallery, PackSheet
from kiosk.content.model.scalars import ID_EXPECTED
from kiosk.content.validation import validate
from kiosk.content.yaml import SourceDocument, read_sheet
from kiosk.content.yaml.contained_files import mapping_of
from kiosk.device.errors import RefusedError

_MOST_ID = 64
P = TypeVar("P", PackSheet, Gallery)


@dataclass(frozen=True, slots=True)
class GalleryTarget:
    """A gallery of the pack in `folder`: `text` is its YAML and `before` the parsed value; empty if it is new.

    `warnings` concern its file and pack.yaml: valid values that may not be intended.
    """

    folder: Path
    name: str
    file: str
    front: PackSheet
    text: str = ""
    before: dict[str, Any] | None = None
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the pack."""
        return self.front.languages

    @property
    def media(self) -> str:
        """Return the folder of its pictures, below the pack."""
        return f"media/{self.name}"

    @property
    def pictures(self) -> list[dict[str, Any]]:
        """Return the pictures it already shows."""
        return self.before["pictures"] if self.before else []

    @property
    def is_on_home(self) -> bool:
        """Return whether Home has a tile for it."""
        return self.name in self.front.home.tiles


def aim(folder: Path, name: str) -> GalleryTarget:
    """Find the gallery with this id, or the place of a new one. Raises RefusedError."""
    if not (folder / "pack.yaml").is_file():
        raise RefusedError(Message("{folder} is not a pack: it has no pack.yaml", folder=folder))
    if not ID.match(name) or len(name) > _MOST_ID:
        expected = Message(ID_EXPECTED)
        raise RefusedError(
            Message(
                "{name} cannot be the id of a gallery: {expected}; give --gallery ID",
                name=quoted(name),
                expected=expected,
            )
        )
    top = read_sheet(folder / "pack.yaml", "pack.yaml")
    front = _whole(top, PackSheet)
    for panel in _sheets(folder, "panels"):
        if _id(panel) == name:
            message = Message(
                "{name} is the id of a panel ({file}); give another --gallery", name=quoted(name), file=panel.file
            )
            raise RefusedError(message)
    found = next((sheet for sheet in _sheets(folder, "galleries") if _id(sheet) == name), None)
    file = f"galleries/{name}.yaml"
    if found is None:
        return GalleryTarget(folder, name, file, front, warnings=tuple(top.warnings))
    _whole(found, Gallery)
    text = (folder / found.file).read_bytes().decode("utf-8")
    return GalleryTarget(folder, name, found.file, front, text, found.plain, (*top.warnings, *found.warnings))


def _whole(sheet: SourceDocument, model: type[P]) -> P:
    """Return the parsed sheet if it has no errors. Raises RefusedError."""
    part, problems = validate(sheet, model) if mapping_of(sheet) is not None else (None, sheet.problems)
    if part is None:
        raise RefusedError(Message("the gallery was not imported, and nothing was changed"), problems)
    return part


def _sheets(folder: Path, below: str) -> Iterator[SourceDocument]:
    for file in sorted((folder / below).glob("*.yaml")):
        if not file.name.startswith("."):
            yield read_sheet(file, f"{below}/{file.name}")


def _id(sheet: SourceDocument) -> str:
    """Return the id that a file gives itself; the file's name if it cannot be read."""
    written = sheet.plain.get("id") if isinstance(sheet.plain, dict) else None
    return written.strip() if isinstance(written, str) else Path(sheet.file).stem
