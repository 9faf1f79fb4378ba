"""The largest packs: 59,000 pictures, about as many as an archive takes, and 100,000, which can only be checked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.large_packs import make_pack
from bench.measures.packs import measure_counts, run_check
from bench.records import Measured

MOST, COUNT = 59_000, 100_000


def measure(rounds: int, folder: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    """Yield the rows of both sizes."""
    for measured in measure_counts("packs-100000", (MOST,), rounds, folder, report):
        if not measured.row.endswith("/check"):
            yield measured
    place = folder / str(COUNT)
    report(f"{COUNT:,} pictures: check")
    make_pack(place / "pack", COUNT)
    yield Measured("packs-100000/check", (run_check(place).wall,))
    shutil.rmtree(place)
