"""Parts of a pack that this device leaves out, since they are withdrawn here: by bytes, or by name.

Light on purpose: the operator menu imports it for its rows.
"""

from __future__ import annotations

import shlex
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from kiosk.content.messages import Message
from kiosk.device.withdrawal_list import Withdrawals, known_withdrawals
from kiosk.packs.store.removed_files import removed_files

if TYPE_CHECKING:
    from kiosk.content.model import Pack


class LeftOut(NamedTuple):
    """What of a pack is not shown, for it is withdrawn on this device; and files that are called as a withdrawn one."""

    gone: Sequence[str] = ()
    namesakes: Sequence[str] = ()

    def told(self) -> Iterator[Message]:
        """Yield what staff at a terminal are told of it; nothing where there is nothing."""
        if self.gone:
            yield Message("left out, for it is withdrawn on this device: {files}", files=", ".join(self.gone))
        for file in self.namesakes:
            yield Message(
                "{file} is shown: a file of this name is withdrawn on this device, with other bytes; if this one is "
                "the same picture, only saved again: `kiosk pack withdraw {name}`",
                file=file,
                name=shlex.quote(file),
            )


def left_out_of(folder: Path) -> LeftOut:
    """Return it of the installed pack in a folder."""
    from kiosk.content.loader import load_pack
    from kiosk.packs.product_catalog import product_catalog

    withdrawals, removed = known_withdrawals(), removed_files(folder)
    if withdrawals is None or not (withdrawals.entries or removed):
        return LeftOut()
    pack = load_pack(folder, product_catalog(), removed).pack
    if pack is None:
        return LeftOut()
    gone = left_out(folder, pack, withdrawals)
    return LeftOut(gone, namesakes(pack, withdrawals, gone))


def left_out(folder: Path, pack: Pack, withdrawals: Withdrawals) -> list[str]:
    """Return the files of the pack in a folder, and its pages as panel/page, that are withdrawn, in order."""
    files = sorted(removed_files(folder) | _hidden(folder, pack, withdrawals))
    pages = [f"{panel.id}/{page.id}" for panel in pack.panels for page in panel.pages]
    return [*files, *(page for page in pages if page in withdrawals.pages)]


def namesakes(pack: Pack, withdrawals: Withdrawals, gone: Collection[str]) -> list[str]:
    """Return the files of a pack, except those that are `gone`, that are called as one that was withdrawn as a file.

    They have other bytes: it may be the same picture, saved again.
    """
    from kiosk.content.redaction import files_in

    names = {entry.name for entry in withdrawals.entries if entry.kind == "file"}
    return [
        file
        for file in sorted(set(files_in(pack)))
        if file not in gone and names.intersection({file, PurePosixPath(file).name})
    ]


def _hidden(folder: Path, pack: Pack, withdrawals: Withdrawals) -> frozenset[str]:
    from kiosk.content.redaction import files_in, hidden_files
    from kiosk.media.pictures.metadata_stripper import readable_digest

    hashes, pictures = withdrawals.hashes, withdrawals.pictures
    if not hashes and not pictures:
        return frozenset()
    # A photo is withdrawn as it is, or as it is installed: without what it says of itself.
    files = sorted(set(files_in(pack)))
    digests = ({file: digest(folder / file) for file in files} for digest in (_raw_digest, readable_digest))
    return frozenset().union(*(hidden_files(pack, found, hashes, pictures) for found in digests))


def _raw_digest(file: Path) -> str:
    from kiosk.packs.store.withdrawal_targets import digest_of

    with suppress(OSError):
        return digest_of(file)
    return ""
