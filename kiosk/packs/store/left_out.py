"""Parts of a pack that this device leaves out, since they are withdrawn here: by bytes, or by name."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path, PurePosixPath

from kiosk.content.model import Pack
from kiosk.content.redaction import files_in, hidden_files
from kiosk.device.withdrawal_list import Withdrawals
from kiosk.media.pictures.metadata_stripper import readable_digest
from kiosk.packs.store.removed_files import removed_files
from kiosk.packs.store.withdrawal_targets import digest_of


def left_out(folder: Path, pack: Pack, withdrawals: Withdrawals) -> list[str]:
    """Return the files of the pack in a folder, and its pages as panel/page, that are withdrawn, in order."""
    files = sorted(removed_files(folder) | _hidden(folder, pack, withdrawals))
    pages = [f"{panel.id}/{page.id}" for panel in pack.panels for page in panel.pages]
    return [*files, *(page for page in pages if page in withdrawals.pages)]


def namesakes(pack: Pack, withdrawals: Withdrawals, gone: Collection[str]) -> list[str]:
    """Return the files of a pack, except those that are `gone`, that are called as one that was withdrawn as a file.

    They have other bytes: it may be the same picture, saved again.
    """
    names = {entry.name for entry in withdrawals.entries if entry.kind == "file"}
    return [
        file
        for file in sorted(set(files_in(pack)))
        if file not in gone and names.intersection({file, PurePosixPath(file).name})
    ]


def _hidden(folder: Path, pack: Pack, withdrawals: Withdrawals) -> frozenset[str]:
    hashes, pictures = withdrawals.hashes, withdrawals.pictures
    if not hashes and not pictures:
        return frozenset()
    # A photo is withdrawn as it is, or as it is installed: without what it says of itself.
    files = sorted(set(files_in(pack)))
    digests = ({file: digest(folder / file) for file in files} for digest in (_raw_digest, readable_digest))
    return frozenset().union(*(hidden_files(pack, found, hashes, pictures) for found in digests))


def _raw_digest(file: Path) -> str:
    with suppress(OSError):
        return digest_of(file)
    return ""
