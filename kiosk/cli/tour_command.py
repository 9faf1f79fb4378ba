"""`kiosk tour`: pictures of every screen, by synthetic touch, and one index.json."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.blocks_option import Blocks, use_blocks_of
from kiosk.cli.console import StaffConsole
from kiosk.cli.run import choose_pack, parse_size
from kiosk.cli.store_commands import Folder
from kiosk.content.device_defaults import DIAGONAL

if TYPE_CHECKING:
    from kiosk.tour.tour_visitor import TourVisitor

EXAMPLE = "Example: kiosk tour --pack content/zhenjiang-new-area --out screens --size 1080x1920 --language en"


def tour(
    pack: Annotated[str, typer.Option(metavar="DIR|ID", help="The pack: a folder, or an id.")],
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the pictures and index.json go.")],
    size: Annotated[str, typer.Option(metavar="WxH", help="The size of the screen, in pixels.")] = "1920x1080",
    language: Annotated[str, typer.Option(metavar="L", help="The language to read in; else the pack's first.")] = "",
    text_size: Annotated[int, typer.Option(metavar="N", help="Per cent: 100, 135 or 200.")] = 100,
    contrast: Annotated[str, typer.Option(metavar="C", help="dark, rice-paper or high.")] = "dark",
    diagonal: Annotated[float, typer.Option(metavar="INCHES", help="The screen's diagonal, in inches.")] = DIAGONAL,
    store: Folder = None,
    blocks: Blocks = None,
) -> None:
    """Walk through every screen by synthetic touch; write a picture of each and index.json."""
    from kiosk import paths
    from kiosk.device.settings import find_settings
    from kiosk.packs.store.layout import KEEP
    from kiosk.tour.tour_visitor import TourVisitor

    try:
        pixels = parse_size(size)
    except argparse.ArgumentTypeError as wrong:
        raise typer.BadParameter(str(wrong), param_hint="--size") from None
    try:
        reader = TourVisitor(language, text_size, contrast)
    except ValueError as wrong:
        raise typer.BadParameter(str(wrong)) from None
    store = store or find_settings(None, paths.config_candidates(), paths.kept_settings()).store or paths.store()
    use_blocks_of(StaffConsole(), blocks)
    folder, _ = choose_pack(pack, store, KEEP)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    os.environ.setdefault("QSG_RENDER_LOOP", "basic")
    raise typer.Exit(_walk(folder, out, pixels, reader, diagonal))


def _walk(pack: Path, out: Path, size: tuple[int, int], reader: TourVisitor, diagonal: float) -> int:
    from rich.console import Console

    from kiosk.app import Kiosk, Options, make_application
    from kiosk.device.errors import why
    from kiosk.device.log import open_log
    from kiosk.tour.tour_record import TourRecord
    from kiosk.tour.tour_walk import LeapingClock, LostError, Walk

    open_log(None)
    application = make_application()
    clock = LeapingClock()
    # A tour's touches must not count as votes.
    journal = Path(tempfile.mkdtemp()) / "journal.sqlite"
    kiosk = Kiosk(Options(pack, size, diagonal, clock=clock, journal=journal, moving=False))
    kiosk.show()
    walk = Walk(kiosk, clock, reader)
    console = Console(stderr=True)
    code = 0
    with console.status("walking through the kiosk …") as status:

        def tell(number: int, name: str) -> None:
            status.update(f"{number} screens: {name}")
            if not console.is_terminal:
                print(f"{number:3} {name}", file=sys.stderr, flush=True)

        record = TourRecord(walk, out, tell)
        try:
            record.draw(walk.stops())
        except LostError as lost:
            print(f"The tour stopped: {lost}.", file=sys.stderr)
            code = 1
        except OSError as error:
            print(f"The tour stopped: {error.filename or out} cannot be written: {why(error)}.", file=sys.stderr)
            code = 1
    for place in walk.unreached:
        message = f'Visitors cannot reach "{place}": no tile of Home, no link, no scene and no search leads there.'
        print(message, file=sys.stderr)
        code = 1
    if any(screen["screen"] == "out-of-service" for screen in record.screens):
        code = 1
    kiosk.close()
    application.quit()
    shutil.rmtree(journal.parent, ignore_errors=True)
    print(f"{len(record.screens)} screens in {out}")
    return code
