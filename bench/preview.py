"""Time from a save to the screen: 50 saves in a copy of the article's pack, each seen in the pixels of the preview.

python bench/preview.py [SAVES]

A save replaces the file as editors do (a new one, renamed over it) and is seen when a frame with the new title is
drawn. Each time is also given as a share of the time to load the same pack again.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QUICK_BACKEND", "software")
os.environ.setdefault("QSG_RENDER_LOOP", "basic")

from kiosk import paths
from kiosk.app import Preview, make_application
from kiosk.content.screen_sizes import ScreenSize
from kiosk.media.rendition_widths import needed_widths
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.pack_source import PackSource
from kiosk.packs.product_assets import load_assets
from kiosk.runtime.preview_updater import PreviewOptions
from kiosk.tour.synthetic_touch import wait, wait_until

PANEL, PAGE = "industry", "four-cards"
SECONDS = 20


def main() -> int:
    """Print the median and the longest of all saves."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    scratch = Path(tempfile.mkdtemp())
    pack = Path(shutil.copytree(paths.content() / "zhenjiang-new-area", scratch / "pack"))
    application = make_application()
    preview = Preview(PreviewOptions(pack, ScreenSize(55, 1920, 1080), f"{PANEL}/{PAGE}", moving=False))
    preview.show()
    reads: list[object] = []
    preview.updater.shown.connect(lambda: reads.append(None))
    assert wait_until(lambda: bool(reads), 300)
    wait(500)
    times = [_save(preview, pack, number) for number in range(saves)]
    preview.close()
    again = statistics.median(_read(pack) for _ in range(5))
    application.quit()
    shutil.rmtree(scratch)
    middle, longest = statistics.median(times), max(times)
    print(f"{saves} saves, seen on the screen: median {middle:.3f} s, longest {longest:.3f} s")
    print(f"the pack read and made ready again: {again:.3f} s; a save takes {middle / again:.2f} times as long")
    return 0


def _save(preview: Preview, pack: Path, number: int) -> float:
    """Save once and return the seconds until a frame shows it."""
    file = pack / "panels" / f"{PANEL}.yaml"
    words = file.read_text(encoding="utf-8")
    start = words.index("zh: ", words.index(f"- id: {PAGE}\n"))
    end = words.index("\n", start)
    new = f"{words[:start]}zh: 保存{number}次{words[end:]}"
    drawn: list[float] = []
    window = preview.kiosk.window

    def see() -> None:
        panel = preview.kiosk.pack.panel(PANEL)
        if not drawn and panel["pages"][_page(panel)]["title"]["zh"] == f"保存{number}次":
            drawn.append(perf_counter())

    window.frameSwapped.connect(see)
    file.with_name(".saved").write_text(new, encoding="utf-8")
    begun = perf_counter()
    file.with_name(".saved").replace(file)
    assert wait_until(lambda: bool(drawn), SECONDS), f"save {number} was not seen"
    window.frameSwapped.disconnect(see)
    wait(100)
    return drawn[0] - begun


def _page(panel: dict[str, list[dict[str, str]]]) -> int:
    return next(number for number, page in enumerate(panel["pages"]) if page["id"] == PAGE)


def _read(pack: Path) -> float:
    assets = load_assets(paths.resources(), CompiledCache(paths.cache() / "compiled"))
    source = PackSource(pack, assets, paths.cache(), needed_widths(1920))
    begun = perf_counter()
    source.load()
    return perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
