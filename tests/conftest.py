"""Shared set-up of all tests: Qt without a screen, one application, and every warning of Qt or QML reported."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QSG_RENDER_LOOP", "basic")
# Qt logs to stderr and not to a journal, whatever the machine's own settings.
os.environ["QT_LOGGING_TO_CONSOLE"] = "1"
# As in the product, which cannot set it here before Qt reads it: see kiosk.app.make_application.
os.environ["QT_LOGGING_RULES"] = "qt.multimedia*=false"

import pytest
from hypothesis import settings
from PySide6.QtGui import QGuiApplication

from setup.virtual_screen import virtual_screen

if TYPE_CHECKING:
    from tests.kept_workers import WorkerPool

# Python's collector runs in whichever thread allocates, and freeing Qt objects there breaks the event loop:
# it warns for ever of a notifier whose descriptor was closed. Here it runs between tests, in Qt's thread.
gc.set_threshold(0)

# How long an example takes says how busy the machine is.
settings.register_profile("kiosk", deadline=None)
settings.load_profile("kiosk")


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep the thousands of collected tests, which live to the end, out of every later collection."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Collect garbage after a test; all of it if the next test is in another module.

    What is left then are the program's own modules. No later collection need walk through them: a kiosk collects at
    each reset, and before it is opened.
    """
    if nextitem is not None and nextitem.path == item.path:
        gc.collect(1)
    else:
        gc.collect()
        gc.freeze()


@pytest.fixture(scope="session")
def qapp_cls() -> type[QGuiApplication]:
    """The product has no widgets, so its tests have none."""
    return QGuiApplication


@pytest.fixture(scope="session")
def screen_environment() -> Iterator[dict[str, str]]:
    """The environment of a fresh process that draws on a real X11 screen of 1920x1080 (Xvfb)."""
    with virtual_screen() as environment:
        yield {name: value for name, value in environment.items() if not name.startswith(("QT_", "QSG_"))}


@pytest.fixture(scope="session")
def worker_pool() -> Iterator[WorkerPool]:
    """The workers that tests leave to each other."""
    from tests.kept_workers import WorkerPool

    pool = WorkerPool()
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def kept_workers(worker_pool: WorkerPool) -> Iterator[None]:
    """The tests of a module get workers from those before, and leave theirs: tests/kept_workers.py."""
    with worker_pool.in_use():
        yield
