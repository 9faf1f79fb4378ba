"""`kiosk run`: the kiosk on this screen. Parsed by argparse, since typer would slow the start."""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk import paths
from kiosk.cli.parser import Parser

if TYPE_CHECKING:
    from kiosk.device.settings import Settings
    from kiosk.device.systemd_notify import Supervisor
    from kiosk.operator.operator_files import OperatorFiles
    from kiosk.packs.store.pack_store import PackStore


def main(argv: Sequence[str]) -> int:
    """Run the kiosk until it is asked to stop.

    Exit code: 0 normal end, 1 nothing reaches the screen any more, 2 wrong usage, 3 no screen, 4 another kiosk of
    this device runs, 10 asked to end for good, 11 the launcher must restart it.
    """
    words = make_parser().parse_args(argv)
    from kiosk.device.systemd_notify import take_supervisor
    from kiosk.runtime import gc_control

    # A start creates no garbage; collecting would take a tenth of its time.
    gc_control.hold()
    supervisor = take_supervisor()
    from kiosk.device import single_instance
    from kiosk.device.display import missing_screen
    from kiosk.device.graphics_backend import choose_renderer

    if message := missing_screen():
        print(message, file=sys.stderr)
        return 3
    if message := single_instance.claim(paths.instance_lock()):
        return _give_way(message, supervisor)
    accelerated = choose_renderer()

    from kiosk.device.log import open_log
    from kiosk.device.oom_exit import end_when_exhausted

    end_when_exhausted()
    open_log(paths.log_dir())

    from kiosk.device.import_hook import remove_import_hook

    remove_import_hook()
    from kiosk import app
    from kiosk.device.clock import hall_time
    from kiosk.device.settings import find_settings, keep_settings
    from kiosk.view.device_controls import RESTART

    settings = find_settings(words.config, paths.config_candidates(), paths.kept_settings())
    keep_settings(settings, paths.kept_settings())
    _use_blocks(settings)
    if settings.screen_reader:
        from kiosk.device.screen_reader import open_to_screen_readers

        open_to_screen_readers(os.environ)
    wanted = paths.DEFAULT_PACK if words.built_in else words.pack
    pack, store = choose_pack(wanted, words.store or settings.store or paths.store(), settings.keep)
    if store and (message := single_instance.claim(store.folder / single_instance.NAME)):
        return _give_way(message, supervisor)
    options = app.Options(
        pack=pack,
        store=store,
        last_good=words.last_good,
        last_end=supervisor.last_end,
        size=words.windowed,
        diagonal=settings.diagonal,
        lower_edge=settings.lower_edge,
        text_size=settings.text_size,
        times=settings.times,
        records=settings.records,
        hours=settings.hours,
        keys=settings.keys,
        wall=hall_time(settings.hours.zone),
        accelerated=accelerated,
        audible=True,
        operator_files=_operator_files(words.stick, settings),
        folders=(paths.withdrawn().parent, *([store.folder] if store else [])),
    )
    code = app.run(options, settings, supervisor.tell, words.config, words.control)
    if code == RESTART and supervisor.tell is None:
        _become_successor(argv)
    return code


def _use_blocks(settings: Settings) -> None:
    """Take the hall's own blocks; what is wrong with them is logged, and the rest works."""
    from kiosk.packs.hall_blocks import use_blocks

    log = logging.getLogger("kiosk")
    use_blocks(settings.blocks, lambda problem: log.error("%s", problem.text()))


def _operator_files(stick: Path | None, settings: Settings) -> OperatorFiles:
    from kiosk.operator.operator_files import OperatorFiles

    log = paths.log_dir() / "kiosk.log"
    files = (paths.pin(), paths.attempts(), paths.panel(), log, paths.restarts())
    return OperatorFiles(*files, stick, settings.problems, settings.memory_limit)


def _become_successor(argv: Sequence[str]) -> None:
    """Restart without a launcher: this process becomes the new program."""
    from kiosk_launcher.child_process import child_environment, module_command

    logging.shutdown()
    command = module_command("kiosk", "run", *argv)
    os.execve(command[0], command, child_environment(os.environ))  # noqa: S606  its own words


def find_pack(name: str) -> Path:
    """The folder of a pack, given by its path or by the id of a bundled pack."""
    folder = Path(name)
    if not folder.is_dir():
        return folder if "/" in name or "\\" in name else paths.content() / name
    if (folder / "pack.yaml").exists():
        return folder
    from kiosk.packs.pack_folder import locate_pack

    located = locate_pack(folder)
    if located.message is not None:
        print(located.message, file=sys.stderr)
    return located.folder


def choose_pack(wanted: str | None, folder: Path, keep: int) -> tuple[Path, PackStore | None]:
    """Return the pack to show: the requested one, from the store if it is there, or else the store's live pack."""
    from kiosk.device.errors import RefusedError
    from kiosk.packs.store.pack_store import PackStore

    store = PackStore(folder, keep)
    if wanted is None:
        return find_pack(paths.DEFAULT_PACK), store
    try:
        installed = None if Path(wanted).is_dir() else store.store_index().find(wanted)
    except RefusedError as refused:
        print(refused.message, file=sys.stderr)
        installed = None
    return (store.pack_folder(installed) if installed else find_pack(wanted)), None


def parse_size(text: str) -> tuple[int, int]:
    """A size such as "1280x720", in px."""
    match = re.fullmatch(r"(\d{3,5})[xX×](\d{3,5})", text)
    if not match:
        raise argparse.ArgumentTypeError(f'"{text}" is not a size such as 1920x1080')
    return int(match[1]), int(match[2])


def _give_way(message: str, supervisor: Supervisor) -> int:
    """Report that another kiosk runs; under a launcher, which keeps retrying, report it once and then rarely."""
    from hashlib import sha256

    from kiosk.device.single_instance import REFUSED

    digest = sha256(message.encode()).hexdigest()[:16]
    if digest != supervisor.reported_instance:
        print(message, file=sys.stderr)
    if supervisor.tell is not None:
        supervisor.tell(f"X_KIOSK_BESIDE={digest}")
    return REFUSED


def make_parser() -> Parser:
    """Return the command-line parser."""
    parser = Parser(
        prog="kiosk run",
        description="Run the kiosk on this screen.",
        epilog="Example: kiosk run --pack content/zhenjiang-new-area --windowed 1280x720",
    )
    parser.add_argument(
        "--pack", metavar="DIR|ID", help="the pack to show: a folder, or an id; else the one that is live in the store"
    )
    parser.add_argument("--last-good", action="store_true", help="show the pack that was live before the live one")
    parser.add_argument("--built-in", action="store_true", help="show the pack that ships, whatever is in the store")
    parser.add_argument("--store", type=Path, metavar="DIR", help="the store of installed packs")
    parser.add_argument("--config", type=Path, metavar="FILE", help="this screen's settings (device.yaml)")
    parser.add_argument("--control", type=Path, metavar="FILE", help="another control socket than this user's")
    parser.add_argument(
        "--stick",
        type=Path,
        metavar="DIR",
        help="take this folder for the memory stick, for trying the operator menu",
    )
    parser.add_argument("--windowed", type=parse_size, metavar="WxH", help="in a window of this size, for trying")
    return parser
