"""Scanner of packs on USB sticks: `python -m …usb_scanner AGAINST FOLDER…`.

A process of its own, since a stick may be slow, damaged or pulled out. AGAINST is the folder of the pack on the screen.
It prints a line of JSON for each archive: `file`, `size` in bytes, and the pack's identity: `id`, `version`, `title`,
`languages`, `signed`, with `difference` to the pack on the screen, and its files that are `withdrawn` on this device;
or the `fault` for which it will be refused.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from kiosk import paths
from kiosk.content.archive.archive_format import FRONT, MANIFEST, PACK, SUFFIX
from kiosk.content.archive.archive_reader import OTHER_ZIP
from kiosk.content.archive.difference import difference
from kiosk.content.archive.manifest import Manifest
from kiosk.content.messages import Message
from kiosk.device.errors import RefusedError, why
from kiosk.device.usb_sticks import archives
from kiosk.device.withdrawal_list import Withdrawals, known_withdrawals
from kiosk.operator.bilingual import both, refusing, say
from kiosk.packs.store.comparison import manifest_in
from kiosk.packs.store.signing_keys import trusted_in
from kiosk.packs.store.staging import Keys
from kiosk.packs.store.verification import opened

MOST = 60  # archives


def _tell(file: Path, there: Manifest | None, trusted: Keys, hashes: frozenset[str]) -> None:
    if file.name == FRONT:
        _tell_folder(file.parent)
        return
    try:
        with opened(file, trusted) as (archive, verdict):
            manifest = archive.manifest
            differs = asdict(difference(there, manifest)) if there else None
            who = {"id": manifest.id, "version": manifest.version, "title": dict(manifest.title)}
            known = {"languages": manifest.languages, "signed": verdict.signed, "difference": differs}
            withdrawn = sorted(name for name, stored in manifest.files.items() if stored.sha256 in hashes)
            say(file=str(file), size=file.stat().st_size, **who, **known, withdrawn=withdrawn)
    except (OSError, RefusedError) as error:
        if isinstance(error, RefusedError) and _is_unrelated(file, error):
            return
        first = error.problems[0].message if isinstance(error, RefusedError) and error.problems else None
        message = first or (error.message if isinstance(error, RefusedError) else why(error))
        if isinstance(error, RefusedError) and error.problems and error.problems[0].kind == OTHER_ZIP:
            message = Message("{message}; {fix}", message=Message.of(message), fix=Message.of(error.problems[0].fix))
        say(file=str(file), size=0, fault=both(message))


def _tell_folder(folder: Path) -> None:
    """Print why a pack that lies on the stick as a folder is not accepted."""
    if folder.name == PACK.rstrip("/") and (folder.parent / MANIFEST).is_file():
        folder = folder.parent
        message = Message(
            "is an archive that was unpacked; put the file itself ({suffix}) onto the stick", suffix=SUFFIX
        )
    else:
        message = Message("is a pack's folder; put what `kiosk pack build` makes of it onto the stick")
    say(file=str(folder), size=0, fault=both(message))


def _is_unrelated(file: Path, error: RefusedError) -> bool:
    """Return whether a zip has nothing to do with packs."""
    kinds = {problem.kind for problem in error.problems}
    return file.name.lower().endswith(".zip") and OTHER_ZIP not in kinds and SUFFIX not in file.name.lower()


def main(arguments: Sequence[str]) -> int:
    """Read all archives; return 1 where this device's trusted keys cannot be read."""

    def read() -> None:
        trusted = trusted_in(paths.trusted_keys())
        there = manifest_in(Path(arguments[0]))
        withdrawals = known_withdrawals() or Withdrawals()
        found = [file for folder in arguments[1:] for file in archives(Path(folder))]
        for file in found[:MOST]:
            _tell(file, there, trusted, withdrawals.hashes)

    return refusing(read)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
