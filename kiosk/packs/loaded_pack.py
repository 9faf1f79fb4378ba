"""Loaded pack: a pack that is prepared for the screen, or why it cannot be shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from kiosk.content.messages import Message
from kiosk.device.withdrawal_list import UnreadableListError, Withdrawals, read_withdrawals
from kiosk.packs.store.removed_files import removed_files

if TYPE_CHECKING:
    from kiosk.content.diagnostics import Diagnostic
    from kiosk.packs.pack_source import PackSource
    from kiosk.packs.view_data import Value
    from kiosk.session.outline import Outline

MOST_LOGGED = 50


class LogLine(NamedTuple):
    """A problem of a pack as logged; `is_error` where it prevents the pack from being shown."""

    text: str
    is_error: bool


def log_excerpt(lines: Sequence[LogLine]) -> list[LogLine]:
    """Return the lines to log, errors first: thousands would push everything else out of the log."""
    ordered = sorted(lines, key=lambda line: not line.is_error)
    further = len(ordered) - MOST_LOGGED
    if further <= 0:
        return ordered
    rest = Message.plural(
        "There is one further problem of this pack; kiosk pack check lists all of them.",
        "There are {count} further problems of this pack; kiosk pack check lists all of them.",
        count=further,
    )
    return [*ordered[:MOST_LOGGED], LogLine(rest, is_error=ordered[MOST_LOGGED].is_error)]


class LoadFailure(StrEnum):
    """Why a pack cannot be shown."""

    ERRORS = "errors"  # in the pack itself
    BUSY = "busy"  # the machine had too little time, memory or room; it may load later
    UNREADABLE_LIST = "unreadable list"  # what is withdrawn is unknown, so nothing may be shown
    INTERRUPTED = "interrupted"  # the program ends, the store is held, or the program itself has a fault


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A pack as `source` gave it. `values` are for QML and `outline` is for the session; None where it is a `failure`.

    `search` reads the search index when needed, since a large pack has a large one. `theme` is the pack's own theme
    for the screens; None: the product's. `log_lines` and `note` are for the log. `problems` are the same as data, where
    the pack was not read from the cache. `withdrawals` are those that it obeys, None where they are unknown;
    `removed` are the files that the disk lacks because of them, by their paths in the pack.
    """

    source: PackSource
    values: Value | None = None
    outline: Outline | None = None
    failure: LoadFailure | None = None
    log_lines: tuple[LogLine, ...] = ()
    note: str = ""
    search: Callable[[], Value] = lambda: {"entries": [], "lines": []}
    theme: Value | None = None
    problems: tuple[Diagnostic, ...] = ()
    withdrawals: Withdrawals | None = None
    removed: frozenset[str] = frozenset()

    @property
    def is_current(self) -> bool:
        """Whether it obeys what is withdrawn now, no less and no more.

        One whose loading was interrupted counts as current: to load it again at once would never end.
        """
        if self.failure is LoadFailure.INTERRUPTED:
            return True
        try:
            return self.withdrawals is not None and self.digest == read_withdrawals(self.source.withdrawn).digest
        except UnreadableListError:
            return self.failure is LoadFailure.UNREADABLE_LIST

    @property
    def digest(self) -> str:
        """Digest of the withdrawals that it obeys; "" where there are none."""
        return self.withdrawals.digest if self.withdrawals is not None else ""

    def has_restored_files(self) -> bool:
        """Return whether files that were removed are there again, since another installation restored them."""
        folder = self.source.folder
        return bool(self.removed) and any((folder / file).is_file() for file in self.removed - removed_files(folder))
