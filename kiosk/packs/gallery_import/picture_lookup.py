"""Lookup of the picture in a folder that a cell names. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

_QUOTED = re.compile(rb"%([0-9A-Fa-f]{2})")
_IN_QUOTES = re.compile(r"\s*[\"“](.+)[\"”]\s*")  # as Windows copies a path
_NUMBER = re.compile(r"[0-9]{1,9}")
_BETWEEN = re.compile(r"[\W_]+")
# What office programs make of quotation marks and hyphens.
_AS_TYPED = str.maketrans(
    {**dict.fromkeys("‘’ʼ′`´", "'"), **dict.fromkeys("“”„″", '"'), **dict.fromkeys("‐‑‒–—−", "-")}
)
_ON_ANOTHER_DISK = re.compile(r"(?:[a-z]:)?/(?!\Z)")  # from its root, as other computers write it


class Lookup:
    """The pictures of a folder: path below it (posix) → file. Found by path or name, with or without extension.

    `others` are the paths of files there that are no pictures.
    """

    def __init__(self, pictures: Mapping[str, Path], others: Iterable[str] = ()) -> None:
        self._others = {_folded(name) for path in others for name in (path, path.rpartition("/")[2])}
        self._numbers: dict[int, set[Path]] = {}
        self.names = sorted({path.rpartition("/")[2] for path in pictures})
        self.paths = {file: path for path, file in pictures.items()}
        self._exact: dict[str, set[Path]] = {}
        self._near: dict[str, set[Path]] = {}
        self._alike: dict[str, set[Path]] = {}
        self._plain: dict[str, set[Path]] = {}
        for path, file in pictures.items():
            folded = _folded(path)
            name = folded.rpartition("/")[2]
            self._exact.setdefault(folded, set()).add(file)
            for short in {name, _stem(folded), _stem(name)}:
                self._near.setdefault(short, set()).add(file)
            for each in {folded, name, _stem(folded), _stem(name)}:
                self._plain.setdefault(_plain(each), set()).add(file)
            if _NUMBER.fullmatch(_stem(name)):
                self._numbers.setdefault(int(_stem(name)), set()).add(file)
            for parts in {_parts(name), _parts(_stem(name))}:
                self._alike.setdefault(parts, set()).add(file)

    def find(self, cell: str) -> set[Path]:
        """Return the pictures that a cell may mean; case, full-width forms and invisible characters do not matter.

        A web address means the file at its end; a whole path of another computer, the file at the end of it that is
        here. A number also means a file with other separators between its parts,
        since many disks cannot hold the / and : of accession numbers: 1952/12:3 is 1952-12-3.jpg.
        """
        if quoted := _IN_QUOTES.fullmatch(cell):
            cell = quoted[1]
        if "://" in cell:
            cell = _unquoted(cell.partition("?")[0].rpartition("/")[2])
        path = _plain(_folded(cell))
        wanted = _folded(cell.replace("\\", "/").removeprefix("./").strip("/"))
        found = self._named(wanted)
        if not found and _ON_ANOTHER_DISK.match(path):
            end = path
            while not found and "/" in end:
                end = end.partition("/")[2]
                found = self._named(end)
        if not found and (unquoted := _unquoted(cell)) != cell:
            return self.find(unquoted)
        if not found and _NUMBER.fullmatch(wanted) and not wanted.startswith("0"):
            found = self._numbers.get(int(wanted), set())  # spreadsheet programs drop zeros: 1 is 001.jpg
        if not found and any(character.isdigit() for character in wanted) and not wanted.startswith(".."):
            return self._alike.get(_parts(wanted), set())
        return found

    def is_other(self, cell: str) -> bool:
        """Return whether a cell names a file of the folder that is no picture."""
        return _folded(cell.replace("\\", "/").removeprefix("./").strip(" /")) in self._others

    def _named(self, wanted: str) -> set[Path]:
        return self._exact.get(wanted) or self._near.get(wanted) or self._plain.get(_plain(wanted), set())


def _stem(path: str) -> str:
    before, dot, _ = path.rpartition(".")
    return before if dot and not before.endswith("/") else path


def _unquoted(address: str) -> str:
    raw = address.encode("utf-8", "surrogatepass")
    return _QUOTED.sub(lambda found: bytes([int(found[1], 16)]), raw).decode("utf-8", "replace")


def _parts(name: str) -> str:
    return _BETWEEN.sub("-", name).strip("-")


def _plain(path: str) -> str:
    """Return a folded path without what a typed name may have: ｈａｌｌ．ｊｐｇ is hall.jpg, O’Neill O'Neill.

    A space before its extension does not count either.
    """
    seen = "".join(
        character for character in unicodedata.normalize("NFKC", path) if unicodedata.category(character) != "Cf"
    )
    return re.sub(r" +(?=[./]|\Z)", "", " ".join(seen.translate(_AS_TYPED).replace("\\", "/").split()))


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
