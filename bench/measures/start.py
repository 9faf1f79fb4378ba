"""Start to the first frame that answers a touch, against a bare PySide6 window with one text."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

import shiboken6

from bench.probe_screen import probe_screen
from bench.process_tree import ProcessTree
from bench.records import Measured
from bench.subjects import PACK, await_line, kiosk_tree, own_folders
from kiosk.app import FIRST_FRAME

BARE = [sys.executable, str(Path(__file__).parents[1] / "programs" / "bare_window.py")]
DRAWN = "drawn"


def _as_published(folder: Path) -> str:
    """Return a folder for PYTHONPATH with PySide6's base as in its wheel: without what setup/pyside_sources.py adds."""
    base = Path(shiboken6.__file__).parent
    shutil.copytree(base, folder / "published" / base.name, ignore=shutil.ignore_patterns("files.dir"))
    return str(folder / "published")


def measure(rounds: int, folder: Path, report: Callable[[str], None], pack: Path = PACK) -> Iterator[Measured]:
    """Yield wall clock and processor time."""
    with probe_screen() as screen:
        bare = own_folders(screen.environment, folder)
        bare |= {"QT_QUICK_BACKEND": "software", "PYTHONPATH": _as_published(folder)}

        starts: dict[str, Callable[[], ProcessTree]] = {
            "kiosk": lambda: kiosk_tree(screen.environment, folder, pack=pack, reads=True),
            "settings": lambda: kiosk_tree(screen.environment, folder, pack=pack, idle=60, reads=True),
            "bare": lambda: ProcessTree(BARE, bare, reads=True),
        }

        def start(name: str) -> tuple[float, float]:
            begun = perf_counter()
            with starts[name]() as tree:
                seconds = await_line(tree, DRAWN if name == "bare" else FIRST_FRAME) - begun
                return seconds, tree.end()

        # Pictures and bytecode are prepared once.
        for name in starts:
            start(name)
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in starts}
        for number in range(rounds):
            report(f"round {number + 1} of {rounds}")
            for name, each in found.items():
                each.append(start(name))
    for row, name, index in (("cpu", "kiosk", 1), ("wall", "kiosk", 0), ("settings", "settings", 1)):
        ours, theirs = (tuple(each[index] for each in found[program]) for program in (name, "bare"))
        yield Measured(f"start/{row}", ours, theirs)
