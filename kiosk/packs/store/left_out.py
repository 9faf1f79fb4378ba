"""Parts of a pack that this device leaves out because they are withdrawn, by bytes or by name.

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
    """A pack's content not shown because it is withdrawn here; and files with the name of a withdrawn one."""

    gone: Sequence[str] = ()
    namesakes: Sequence[str] = ()

    def messages(self) -> Iterator[Message]:
        """Yield the messages for staff at a terminal, if any."""
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
    """Return what is left out of the installed pack in a folder."""
    from kiosk.content.loader import load_pack
    from kiosk.packs.hall_blocks import catalog_for

    withdrawals, removed = known_withdrawals(), removed_files(folder)
    if withdrawals is None or not (withdrawals.entries or removed):
        return LeftOut()
    pack = load_pack(folder, catalog_for(folder), removed).pack
    if pack is None:
        return LeftOut()
    gone = left_out(folder, pack, withdrawals)
    return LeftOut(gone, namesakes(pack, withdrawals, gone))


def left_out(folder: Path, pack: Pack, withdrawals: Withdrawals) -> list[str]:
    """Return the withdrawn files of the pack in a folder, and its pages as panel/page, in order."""
    files = sorted(removed_files(folder) | _hidden(folder, pack, withdrawals))
    pages = [f"{panel.id}/{page.id}" for panel in pack.panels for page in panel.pages]
    return [*files, *(page for page in pages if page in withdrawals.pages)]


def namesakes(pack: Pack, withdrawals: Withdrawals, gone: Collection[str]) -> list[str]:
    """Return the files of a pack, except those `gone`, that have the name of one withdrawn as a file or picture.

    Their bytes, or the gallery's id, differ: it may be the same picture, re-saved.
    """
    from kiosk.content.redaction import files_in

    names = {entry.name for entry in withdrawals.entries if entry.kind == "file"}
    names |= {name.partition("/")[2] for name in withdrawals.pictures}
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
    # A photo is withdrawn as it is, or as installed: without its metadata.
    files = sorted(set(files_in(pack)))
    digests = ({file: digest(folder / file) for file in files} for digest in (_raw_digest, readable_digest))
    return frozenset().union(*(hidden_files(pack, found, hashes, pictures) for found in digests))


def _raw_digest(file: Path) -> str:
    from kiosk.packs.store.withdrawal_targets import digest_of

    with suppress(OSError):
        return digest_of(file)
    return ""
