"""Files that walks cross: Python files of the program in which a function runs on the way.

python -m bench.walked_files [--names]

A tap: a visitor taps a tile of Home, until the panel is drawn. A stick: a pack is found on a stick, installed and made
live by the operator menu's programs, which run in this process so that they are seen; the sandboxed workers that open
media do not. A live pack: the running kiosk notices it, and shows it in attract.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QSG_RENDER_LOOP", "basic")

from kiosk import paths
from kiosk.app import Options, make_application
from kiosk.content.loader import load_pack
from kiosk.operator import store_worker, usb_scanner
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import load_assets
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.store.archive_builder import build
from kiosk.packs.store.installer import Installer
from kiosk.session.phases import Phase
from kiosk.tour.synthetic_touch import wait, wait_until
from kiosk.tour.tour_walk import LeapingClock
from tests.screens.visitor import LANDSCAPE, SMALL, Visitor

ROOT = Path(__file__).resolve().parents[1]
PROGRAM, HAND = ROOT / "kiosk", ROOT / "kiosk" / "tour"  # the hand that taps is no part of the walk
SECONDS = 120


@contextmanager
def walk(files: set[str]) -> Iterator[None]:
    """Add to `files` each file of the program in which a function is called meanwhile, in any thread."""

    def note(frame: FrameType, event: str, _: object) -> None:
        file = Path(frame.f_code.co_filename)
        ours = file.is_relative_to(PROGRAM) and not file.is_relative_to(HAND)
        if event == "call" and ours and frame.f_code.co_name != "<module>":
            files.add(str(file.relative_to(ROOT)))

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def tap(visitor: Visitor) -> Iterator[tuple[str, set[str]]]:
    """Yield the files that a tap on a tile crosses."""
    files: set[str] = set()
    assert wait_until(lambda: visitor.phase is Phase.ATTRACT and visitor.window.isExposed(), SECONDS)
    wait(1_000)  # until attract is drawn
    visitor.touch_screen.tap(*visitor.middle)
    assert wait_until(lambda: visitor.phase is Phase.ACTIVE, SECONDS)
    visitor.kiosk.session.goHome()
    visitor.hush()
    wait(200)
    tile = next(each for each in visitor.sight().controls if each.id == "home:water")
    with walk(files):
        visitor.touch_screen.tap(*tile.centre)
        assert wait_until(visitor.is_composed, SECONDS)
    visitor.leave()
    yield "a tap on a tile", files


def stick(visitor: Visitor, store: Installer, top: Path) -> Iterator[tuple[str, set[str]]]:
    """Yield the files that a pack from a stick crosses, and those that it crosses in the running kiosk alone."""
    installed: set[str] = set()
    shown: set[str] = set()
    archive = _archive(top, "3.0")
    command = [str(store.folder), str(store.keep), ""]
    with walk(installed), contextlib.redirect_stdout(io.StringIO()):
        assert usb_scanner.main([str(store.pack_folder(store.store_index().packs[0])), str(archive.parent)]) == 0
        assert store_worker.main([*command, "take", str(archive)]) == 0
        assert store_worker.main([*command, "use", "small", "3.0"]) == 0
    with walk(shown):
        assert wait_until(lambda: visitor.kiosk.session.state.outline.version == "3.0", SECONDS)
    yield "a pack from a stick", installed | shown
    yield "a live pack", shown


def main() -> int:
    """Print how many files each walk crosses, and which with --names."""
    top = Path(tempfile.mkdtemp())
    for name in ("DATA", "STATE", "CONFIG"):
        os.environ[f"XDG_{name}_HOME"] = str(top / name.lower())
    application = make_application()
    store = Installer(top / "store")
    store.install(_archive(top, "1.0"), load_assets(paths.resources(), _cache()), None, lambda *_: None)
    for take in (tap, lambda visitor: stick(visitor, store, top)):
        visitor = Visitor(Options(SMALL, LANDSCAPE, moving=False, diagonal=55.0, clock=LeapingClock(), store=store))
        for name, files in take(visitor):
            print(f"{name}: {len(files)} files")
            if "--names" in sys.argv:
                print(*(f"    {file}" for file in sorted(files)), sep="\n")
        visitor.kiosk.close()
    application.quit()
    shutil.rmtree(top)
    return 0


def _archive(top: Path, version: str) -> Path:
    folder = Path(shutil.copytree(SMALL, top / version))
    front = folder / "pack.yaml"
    front.write_text(front.read_text("utf-8").replace("version: 2.1.0", f"version: {version}"), "utf-8")
    pack = load_pack(folder, product_catalog()).pack
    assert pack is not None
    (top / f"stick-{version}").mkdir()
    return build(folder, pack, top / f"stick-{version}")


def _cache() -> CompiledCache:
    return CompiledCache(paths.cache() / "compiled")


if __name__ == "__main__":
    sys.exit(main())
