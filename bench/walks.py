"""Walks through the article by a pointer from outside: in the kiosk by recorded touches, in Chromium by its buttons."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

from bench.probe_screen import HEIGHT, WIDTH, LateError, ProbeScreen
from bench.process_tree import ProcessTree
from bench.subjects import own_folders

RECORDER = Path(__file__).parent / "programs" / "record_walk.py"
CORNER = (WIDTH - 2, HEIGHT - 2)
MOST_STEPS = 400
# Positions in bench/web_page.py.
WEB_TILE = (777, 300)
WEB_NEXT = (WIDTH - 226, 920)
WEB_LANGUAGE = (WIDTH - 216, HEIGHT - 60)
WEB_HOME = (216, HEIGHT - 60)
MIDDLE = (WIDTH / 2, HEIGHT / 2)
END = "end"


class Step(NamedTuple):
    """One touch: a control's id, and its centre in px."""

    control: str
    x: float
    y: float


class UnseenTouchError(RuntimeError):
    """A touch changed no pixel, so what should have been shown was not."""


def record_walk(environment: Mapping[str, str], folder: Path) -> tuple[list[Step], list[str]]:
    """The touches through the whole article, and the pages and pictures that they show. Raises CalledProcessError."""
    own = own_folders(environment, folder) | {"QT_QUICK_BACKEND": "software"}
    done = subprocess.run([sys.executable, str(RECORDER)], env=own, stdout=subprocess.PIPE, text=True, check=True)
    value = json.loads(done.stdout.splitlines()[-1])
    return [Step(**step) for step in value["steps"]], value["places"]


def replay(screen: ProbeScreen, steps: list[Step]) -> Iterator[Step]:
    """Make the touches one after another, and yield each once the screen is still. Raises UnseenTouchError."""
    for step in steps:
        touch(screen, step)
        yield step


def touch(screen: ProbeScreen, step: Step) -> None:
    """Tap, and wait until the screen has changed and is still."""
    before = screen.sample()
    screen.tap(step.x, step.y)
    if screen.has_changed(before, 5.0) is None:
        raise UnseenTouchError(f"{step.control} at {step.x:.0f}, {step.y:.0f} changed no pixel")
    screen.wait_until_still()


def walk_web(screen: ProbeScreen, tree: ProcessTree, order: list[str]) -> int:
    """Go through every part of every page in Chromium, from Home; return the number of touches.

    Raises UnseenTouchError unless the window's title has named every page.
    """
    seen: set[str] = set()
    touch(screen, Step("tile", *WEB_TILE))
    touches = 1
    for _ in range(MOST_STEPS):
        title = screen.title()
        seen |= {word for word in title.split() if word in order}
        before = screen.sample()
        screen.tap(*WEB_NEXT)
        touches += 1
        late = perf_counter() + 5
        while screen.title() == title and perf_counter() < late:
            sleep(0.005)
        if END in screen.title().split():
            break
        # Two parts may look alike, so that the title proves the step.
        if screen.title() == title:
            raise UnseenTouchError(f"Chromium did not go on from {title}")
        screen.has_changed(before, 1.0)
        screen.wait_until_still()
        if tree.has_ended:
            raise UnseenTouchError("Chromium has ended")
    if missing := set(order) - seen:
        raise UnseenTouchError(f"Chromium did not show {', '.join(sorted(missing))}")
    return touches


def await_blank(screen: ProbeScreen) -> None:
    """Wait until the window is gone, so that the next program begins on an empty screen."""
    late = perf_counter() + 5
    while screen.detail() > 0.001 and perf_counter() < late:
        with suppress(LateError):
            screen.wait_until_still(0.05)
