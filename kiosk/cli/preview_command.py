"""`kiosk pack preview`: a pack in a window, as a device would show it, reloaded at each save."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.blocks_option import Blocks, use_blocks_of
from kiosk.cli.console import StaffConsole
from kiosk.content.messages import Message

if TYPE_CHECKING:
    from kiosk.content.screen_sizes import ScreenSize

EXAMPLE = "Example: kiosk pack preview content/my-pack --device 55in-portrait --page industry/four-cards"


def preview(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The pack's folder, the one with pack.yaml in it.")],
    device: Annotated[
        str, typer.Option(metavar="SCREEN", help="The screen: 55in, 24in-portrait, 86in-4k, 65in-portrait-4k.")
    ] = "55in",
    page: Annotated[
        str, typer.Option(metavar="PANEL/PAGE", help="Begin at this page; a gallery's id, or id/3 for a picture.")
    ] = "",
    language: Annotated[
        str, typer.Option(metavar="L", help="Read the pack in this language; zh and en: report problems in it too.")
    ] = "",
    blocks: Blocks = None,
) -> None:
    """Show a pack in a window as a device would. Each save is seen within a second, at the page that is open.

    A save with errors keeps the last sound picture and shows what is wrong. Close the window to end it.
    """
    from kiosk.device.message_catalog import staff_languages

    console = StaffConsole(language if language in staff_languages() else "")
    screen = _screen(device, console)
    if not directory.is_dir():
        console.warn(Message("{folder} is not a folder; give the one that has pack.yaml in it", folder=directory))
        raise typer.Exit(2)
    use_blocks_of(console, blocks)
    raise typer.Exit(_run(console.pack_folder(directory), screen, console, page, language))


def _screen(device: str, console: StaffConsole) -> ScreenSize:
    from kiosk.content.screen_sizes import EXAMPLES, read_screen_size

    screen = read_screen_size(device)
    if screen is None:
        examples = ", ".join(EXAMPLES)
        console.warn(
            Message(
                "{device} is not a screen; write inches and its orientation: {examples}",
                device=device,
                examples=examples,
            )
        )
        raise typer.Exit(2)
    return screen


def _run(directory: Path, screen: ScreenSize, console: StaffConsole, page: str, language: str) -> int:
    from kiosk.device.display import missing_screen
    from kiosk.device.graphics_backend import choose_renderer

    if message := missing_screen():
        print(message, file=sys.stderr)
        return 3
    accelerated = choose_renderer()

    from kiosk.app import run_preview
    from kiosk.device.log import open_log
    from kiosk.runtime.preview_updater import PreviewOptions

    open_log(None)
    console.say(Message("{folder} is followed: save a file and look; close the window to end", folder=directory))
    return run_preview(
        PreviewOptions(
            directory,
            screen,
            page.strip("/"),
            language,
            staff_language=console.language,
            accelerated=accelerated,
            tell=console.warn,
        )
    )
