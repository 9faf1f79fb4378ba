"""Difference between two packs, by their manifests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.content.archive.manifest import Manifest

PARTS = ("panels", "galleries", "pictures", "others")
_FOLDERS = {"panels": "panels", "galleries": "galleries", "media": "pictures"}


@dataclass(frozen=True, slots=True)
class Difference:
    """The difference between the new pack and the current one.

    `other`: it is another pack. `same`: it has the same files. `order`: 1 if its version is later, -1 if it is earlier,
    0 if it is the same. `new`, `changed` and `gone` count files by `PARTS`, without those that have none.
    """

    other: bool = False
    order: int = 0
    new: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Whether no file differs."""
        return not (self.other or self.new or self.changed or self.gone)


def difference(there: Manifest, comes: Manifest) -> Difference:
    """Return the difference between the new pack and the current one."""
    if there.id != comes.id:
        return Difference(other=True)
    kept = there.files.keys() & comes.files.keys()
    return Difference(
        order=compare_versions(comes.version, there.version),
        new=_counted(comes.files.keys() - there.files),
        changed=_counted(file for file in kept if there.files[file].sha256 != comes.files[file].sha256),
        gone=_counted(there.files.keys() - comes.files),
    )


def _counted(files: Iterable[str]) -> dict[str, int]:
    found = [_FOLDERS.get(file.partition("/")[0], "others") for file in files]
    return {part: found.count(part) for part in PARTS if part in found}


def _rank(version: str) -> tuple[list[int], bool, list[tuple[bool, int, str]]]:
    """Return the sort key of a version by Semantic Versioning 2.0.0; "+" and what follows is ignored."""
    release, _, early = version.partition("+")[0].partition("-")
    numbers = [int(number) for number in release.split(".")]
    # A number comes before a word, and a pre-release before the release.
    words = [(not word.isdecimal(), int(word) if word.isdecimal() else 0, word) for word in early.split(".")]
    return numbers + [0] * (3 - len(numbers)), not early, words


def compare_versions(one: str, other: str) -> int:
    """Return 1 if a version is later than another, -1 if it is earlier, 0 if neither is."""
    first, second = _rank(one), _rank(other)
    return (first > second) - (first < second)
