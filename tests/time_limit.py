"""A limit for a test that hangs: its process ends, with the stacks of all threads, and the run goes on without it.

pytest's own limit (`faulthandler_timeout`) is off from the moment a test fails, and does not cover the end of a run:
here it begins again for the taking down of each test, and for the end of the process.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator

import pytest

# A descriptor of its own: pytest takes down its own before the process ends.
_errors = os.dup(2)


def _begin(config: pytest.Config) -> None:
    limit = float(str(config.getini("faulthandler_timeout") or 0))
    if limit:
        faulthandler.dump_traceback_later(limit, file=_errors, exit=bool(config.getini("faulthandler_exit_on_timeout")))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """Begin the limit again: a failed test has none any more."""
    _begin(item.config)
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Limit the end of the process too, if it runs tests: threads that never end, windows that never close."""
    if not getattr(config.option, "numprocesses", None):
        _begin(config)
