"""Store changes for the operator menu, in a process of their own: `python -m …store_worker STORE KEEP BLOCKS VERB …`.

BLOCKS is the folder of the hall's own blocks, "" for none. VERB and its words are one of these:

`take FILE` installs a pack aside; `use ID VERSION`, `back` and `remove ID VERSION` are those of `kiosk pack`;
`withdraw NAME PLACE` withdraws a page or a picture of the pack at a place, and prints the `protocol` line by line, and
whether it is `complete`.

Output is JSON Lines: `stage` with `done` of `total`, at last the `place` of the pack concerned ("" is the built-in
one), or why it was `refused`, with its `problems`. Killed at any moment, it leaves the store either unchanged or
changed.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from kiosk import paths
from kiosk.content.messages import Message
from kiosk.operator.bilingual import both, refusing, say
from kiosk.packs.hall_blocks import use_argument
from kiosk.packs.store.installer import Installer

BEAT = 0.1  # seconds between two lines of the same stage


class Progress:
    """Prints the progress of an installation a few times a second."""

    def __init__(self) -> None:
        self._stage: Message | None = None
        self._printed_at = 0.0

    def __call__(self, stage: Message, done: float, total: int) -> None:
        """Report how much is done."""
        if stage != self._stage or monotonic() - self._printed_at >= BEAT or done >= total:
            self._stage, self._printed_at = stage, monotonic()
            say(stage=both(stage), name=stage.template, done=done, total=total)


def _take(store: Installer, file: Path) -> None:
    from kiosk.packs.compiled_cache import CompiledCache
    from kiosk.packs.product_assets import load_assets
    from kiosk.packs.store.signing_keys import trusted_in

    assets = load_assets(paths.resources(), CompiledCache(paths.cache() / "compiled"))
    pack = store.install(file, assets, trusted_in(paths.trusted_keys()), Progress(), aside=True)
    say(place=pack.install_path)


def _use(store: Installer, name: str, version: str) -> None:
    say(place=store.use(name, version).install_path)


def _back(store: Installer) -> None:
    pack = store.rollback()
    say(place=pack.install_path if pack else "")


def _remove(store: Installer, name: str, version: str) -> None:
    store.remove(name, version)
    say(place="")


def _withdraw(store: Installer, name: str, place: str) -> None:
    from kiosk.packs.store.withdrawing import OPERATOR_MENU, Request, withdraw

    protocol = withdraw(store, Request(name, OPERATOR_MENU, place=place))
    urgent, rest = (
        [{language: f"! {arguments}" for language, arguments in both(message).items()} for message in several]
        for several in (protocol.urgent, protocol.rest)
    )
    kept = [both(Message("the protocol is kept: {file}", file=protocol.file))] if protocol.file else []
    lines = [*urgent, *(both(message) for message in protocol.lines), *rest, *kept]
    say(place=place, protocol=lines, complete=protocol.complete)


def main(arguments: Sequence[str]) -> int:
    """Run one command; return 1 where it was refused."""
    store = Installer(Path(arguments[0]), int(arguments[1]))
    use_argument(arguments[2])
    verb, rest = arguments[3], arguments[4:]
    if verb == "take":
        return refusing(lambda: _take(store, Path(rest[0])))
    if verb == "back":
        return refusing(lambda: _back(store))
    return refusing(lambda: VERBS[verb](store, *rest))


VERBS = {"use": _use, "remove": _remove, "withdraw": _withdraw}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
