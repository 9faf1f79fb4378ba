"""How many random examples a test tries: some in `make test`, twenty times as many in `make reach`."""

from __future__ import annotations

import os

TIMES = 20 if os.environ.get("REACH") == "all" else 1


def examples(some: int) -> int:
    """Return how many examples to try, of which `make test` tries `some`."""
    return some * TIMES
