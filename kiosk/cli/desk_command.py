"""`kiosk desk`: staff edit a pack in a browser."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.blocks_option import Blocks, use_blocks_of
from kiosk.cli.console import Language, StaffConsole
from kiosk.content.messages import Message

EXAMPLE = "Example: kiosk desk content/my-pack"
LIBRARIES = ("starlette", "uvicorn", "jinja2", "openpyxl", "PIL")


def desk(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="The pack's folder, the one with pack.yaml in it.")],
    port: Annotated[
        int, typer.Option(metavar="N", min=1024, max=65000, help="The port on this computer; else one of the next.")
    ] = 8753,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    journal: Annotated[Path | None, typer.Option(metavar="FILE", help="Another journal than this user's.")] = None,
    blocks: Blocks = None,
    language: Language = "",
) -> None:
    """Edit a pack in a browser on this computer. Ctrl+C ends it; what was saved is in the pack.

    Exit code: 0; 1 where the pack cannot be opened; 2 for wrong usage.
    """
    console = StaffConsole(language)
    if not pack.is_dir():
        console.warn(Message("{folder} is not a folder; give the one that has pack.yaml in it", folder=pack))
        raise typer.Exit(2)
    missing = next((name for name in LIBRARIES if importlib.util.find_spec(name) is None), None)
    if missing:
        template = (
            'the library {library} is not installed: install the extras "desk" and "staff"; see `kiosk help desk`'
        )
        console.warn(Message(template, library=missing))
        raise typer.Exit(1)
    use_blocks_of(console, blocks)
    raise typer.Exit(_serve(console.pack_folder(pack), port, journal, console, browser=browser))


def _serve(pack: Path, port: int, journal: Path | None, console: StaffConsole, *, browser: bool) -> int:
    from kiosk import paths
    from kiosk.desk.web_server import listen, serve
    from kiosk.desk.workspace import Workspace
    from kiosk.device.errors import RefusedError, why

    try:
        workspace = Workspace(pack, paths.desk(), paths.cache())
        opened = listen(port)
    except RefusedError as refused:
        console.refuse(refused, pack)
        return 1
    except OSError as error:
        console.warn(Message("{pack} cannot be opened: {reason}", pack=pack, reason=why(error)))
        return 1
    console.say(Message("{folder} is open in the browser; Ctrl+C ends it", folder=pack))
    serve(workspace, journal or paths.journal(), console.language, opened, browser=browser)
    return 0
