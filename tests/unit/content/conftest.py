from __future__ import annotations

import pytest


@pytest.fixture(scope="module", autouse=True)
def workers(kept_workers: None) -> None:
    """Nothing here is about a worker's life: one serves many tests."""
