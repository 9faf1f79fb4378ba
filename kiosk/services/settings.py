"""What device.yaml sets for this start; where there is none, nothing is read and the defaults hold."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kiosk.flow.times import Times

log = logging.getLogger("kiosk")


class Records(NamedTuple):
    """What is recorded besides votes: visits, and in them the words that were searched for."""

    visits: bool = True
    search_words: bool = False


@dataclass(frozen=True, slots=True)
class Settings:
    """`diagonal` in inches, 0 where the screen is asked. `store` has the installed packs, None: the user's folder."""

    diagonal: float = 0.0
    times: Times = field(default_factory=Times)
    records: Records = field(default_factory=Records)
    store: Path | None = None
    keep: int = 3


def find_settings(chosen: Path | None, candidates: Sequence[Path]) -> Settings:
    """The settings of the chosen file, else of the first candidate that is there, else the defaults."""
    path = chosen or next((path for path in candidates if path.exists()), None)
    if path is None:
        return Settings()
    from kiosk.content.device import load_device

    device, problems = load_device(path)
    for problem in problems:
        log.error("%s", problem.text())
    records = Records(device.record.visits, device.record.search_words)
    times = Times(**device.session.times())
    return Settings(device.screen.diagonal or 0.0, times, records, device.store.folder, device.store.keep)
