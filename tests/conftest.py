"""Shared set-up of all tests: Qt without a screen, one application, and every warning of Qt or QML reported."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
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
from tests.examples import examples

if TYPE_CHECKING:
    from tests.kept_workers import WorkerPool

# Each process of pytest has a home of its own, and so has all that it starts: no test reads or changes the files of
# whoever runs it, and no two workers share a journal, a withdrawal list or a store. Git keeps its user's settings.
HOME = Path(tempfile.mkdtemp(prefix="yi-kiosk-home-"))
if (git_settings := Path.home() / ".gitconfig").is_file():
    os.environ.setdefault("GIT_CONFIG_GLOBAL", str(git_settings))
for folder in ("CACHE", "CONFIG", "DATA", "STATE"):
    os.environ.pop(f"XDG_{folder}_HOME", None)
os.environ["HOME"] = str(HOME)

pytest_plugins = ["tests.time_limit"]

# Python's collector runs in whichever thread allocates, and freeing Qt objects there breaks the event loop:
# it warns for ever of a notifier whose descriptor was closed. Here it runs between tests, in Qt's thread.
gc.set_threshold(0)

# How long an example takes says how busy the machine is. `make reach` tries more of them.
settings.register_profile("kiosk", deadline=None, max_examples=examples(30))
settings.load_profile("kiosk")


TOP = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Keep prepared pictures and compiled QML for all tests, and for the next run: XDG_CACHE_HOME.

    They are in pytest's own cache, or under `-p no:cacheprovider` in the folder of what is built.
    """
    cache: pytest.Cache | None = getattr(config, "cache", None)
    folder = cache.mkdir("kiosk") if cache is not None else TOP / "build" / "tests-cache"
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["XDG_CACHE_HOME"] = str(folder)


def pytest_unconfigure() -> None:
    """Remove the home, once nothing runs that writes to it."""
    shutil.rmtree(HOME, ignore_errors=True)


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
def kept_cache() -> Path:
    """The tests' XDG_CACHE_HOME: pictures prepared once for all kiosks of the tests, and for the next run."""
    return Path(os.environ["XDG_CACHE_HOME"])


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
