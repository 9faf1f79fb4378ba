"""Pack versions as staff name them, and messages where a version says too little."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.content.archive.difference import compare_versions, difference
from kiosk.content.archive.manifest import Manifest
from kiosk.content.messages import Message
from kiosk.packs.store.index import Installed, StoreIndex

RAISE = Message("raise version in pack.yaml with each change, and build it again")


def called(pack: Installed, store_index: StoreIndex) -> str:
    """Return the name of an installed pack, "hall 1.0.0"; "hall 1.0.0@1f3a9c2b" if another one has the same version."""
    return f"{pack.id} {version_of(pack, store_index)}"


def version_of(pack: Installed, store_index: StoreIndex) -> str:
    """Return a version by which `StoreIndex.find` finds exactly this pack."""
    twins = [other for other in store_index.packs if (other.id, other.version) == (pack.id, pack.version)]
    return pack.version if len(twins) < 2 else f"{pack.version}@{pack.digest[:8]}"


def remarks_on(pack: Installed, before: StoreIndex, *, live: bool) -> Iterator[Message]:
    """Yield what a pack's version hides, for the person installing it; `before` is the index before that.

    `live`: it was made live as well.
    """
    twins = [each for each in before.packs if (each.id, each.version) == (pack.id, pack.version)]
    if any(twin.digest != pack.digest for twin in twins):
        yield Message(
            "{pack} is installed with other content under the same version: {fix}",
            pack=f"{pack.id} {pack.version}",
            fix=RAISE,
        )
    if live:
        yield from older(pack, before)


def older(pack: Installed, before: StoreIndex) -> Iterator[Message]:
    """Yield a message if a pack that was made live has a lower version than the one that was live before."""
    live = before.at(before.live)
    if live is not None and live.id == pack.id and compare_versions(pack.version, live.version) < 0:
        yield Message(
            "{version} is an earlier version than {live}, which was live; `kiosk pack rollback` goes back to that",
            version=pack.version,
            live=live.version,
        )


def remarks_on_archive(comes: Manifest, there: Manifest, file: str) -> Iterator[Message]:
    """Yield the messages for an archive built beside, or in place of, an existing one of the same pack."""
    differs = difference(there, comes)
    if differs.other:
        return
    if differs.order == 0 and not differs.same:
        yield Message("{file} was there with other content under the same version: {fix}", file=file, fix=RAISE)
    if differs.order < 0:
        yield Message(
            "{version} is an earlier version than {file}, which lies beside it: {fix}",
            version=comes.version,
            file=file,
            fix=RAISE,
        )
