"""Reads what packs lie on memory sticks: `python -m …stick_reader AGAINST FOLDER…`.

A process of its own, for a stick may be slow, spoilt or pulled. AGAINST is the folder of the pack on the screen. It
prints a line of JSON for each archive: `file`, `size` in bytes, and who the pack is: `id`, `version`, `title`,
`languages`, `signed`, with `difference` to the pack on the screen; or the `fault` for which it will not be taken.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from kiosk import paths
from kiosk.content.archive.difference import difference
from kiosk.content.archive.form import MANIFEST, PACK
from kiosk.content.archive.manifest import Manifest
from kiosk.content.archive.reader import FRONT, OTHER_ZIP, SUFFIX
from kiosk.content.telling import Told
from kiosk.services.operator.both import both, refusing, say
from kiosk.services.operator.manifests import manifest_there
from kiosk.services.store.arrival import Keys
from kiosk.services.store.keys import trusted_in
from kiosk.services.store.refused import RefusedError, why
from kiosk.services.store.verifying import opened

MOST = 60  # archives
MOST_ENTRIES = 5_000  # looked at; a stick may have photos of ten years on it
DEPTH = 2  # folders within the stick


def archives(top: Path) -> Iterator[Path]:
    """Yield what may be a pack on a stick, what lies at its top first; hidden ones apart.

    Archives, zips, and the pack.yaml of packs that are no archive.
    """
    left = MOST_ENTRIES
    folders = [(top, 0)]
    while folders:
        folder, depth = folders.pop(0)
        with suppress(OSError), os.scandir(folder) as found:
            for entry in sorted(found, key=lambda entry: entry.name):
                left -= 1
                if left < 0:
                    return
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False) and depth < DEPTH:
                    folders.append((Path(entry.path), depth + 1))
                elif _may_be_pack(entry.name) and entry.is_file(follow_symlinks=False):
                    yield Path(entry.path)


def _may_be_pack(name: str) -> bool:
    return name == FRONT or name.lower().endswith((SUFFIX, ".zip"))


def _tell(file: Path, there: Manifest | None, trusted: Keys) -> None:
    if file.name == FRONT:
        _tell_folder(file.parent)
        return
    try:
        with opened(file, trusted) as (archive, verdict):
            manifest = archive.manifest
            differs = asdict(difference(there, manifest)) if there else None
            who = {"id": manifest.id, "version": manifest.version, "title": dict(manifest.title)}
            known = {"languages": manifest.languages, "signed": verdict.signed, "difference": differs}
            say(file=str(file), size=file.stat().st_size, **who, **known)
    except (OSError, RefusedError) as error:
        if isinstance(error, RefusedError) and _is_unrelated(file, error):
            return
        first = error.problems[0].message if isinstance(error, RefusedError) and error.problems else None
        told = first or (error.told if isinstance(error, RefusedError) else why(error))
        if isinstance(error, RefusedError) and error.problems and error.problems[0].code == OTHER_ZIP:
            told = Told("{message}; {mend}", message=Told.of(told), mend=Told.of(error.problems[0].mend))
        say(file=str(file), size=0, fault=both(told))


def _tell_folder(folder: Path) -> None:
    """Tell why a pack that lies on the stick as a folder is not taken."""
    if folder.name == PACK.rstrip("/") and (folder.parent / MANIFEST).is_file():
        folder = folder.parent
        told = Told("is an archive that was unpacked; put the file itself ({suffix}) onto the stick", suffix=SUFFIX)
    else:
        told = Told("is a pack's folder; put what `kiosk pack build` makes of it onto the stick")
    say(file=str(folder), size=0, fault=both(told))


def _is_unrelated(file: Path, error: RefusedError) -> bool:
    """Tell whether a zip has nothing to do with packs."""
    kinds = {problem.code for problem in error.problems}
    return file.name.lower().endswith(".zip") and OTHER_ZIP not in kinds and SUFFIX not in file.name.lower()


def main(words: Sequence[str]) -> int:
    """Read them all; 1 where the keys that this device trusts cannot be read."""

    def read() -> None:
        trusted = trusted_in(paths.trusted_keys())
        there = manifest_there(Path(words[0]))
        found = [file for folder in words[1:] for file in archives(Path(folder))]
        for file in found[:MOST]:
            _tell(file, there, trusted)

    return refusing(read)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
