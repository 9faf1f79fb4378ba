"""`--blocks DIR`: the hall's own blocks, for commands that read a pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kiosk.cli.console import StaffConsole

Blocks = Annotated[
    Path | None,
    typer.Option("--blocks", metavar="DIR", help="The hall's own blocks; else those that device.yaml names."),
]


def use_blocks_of(console: StaffConsole, folder: Path | None) -> None:
    """Run the blocks in a folder, else those that device.yaml names, and print what is wrong with them on stderr."""
    from kiosk import paths
    from kiosk.device.settings import find_settings
    from kiosk.packs.hall_blocks import run_blocks, use_blocks

    if folder is None:
        folder = find_settings(None, paths.config_candidates(), paths.kept_settings()).blocks
    use_blocks(folder.absolute() if folder else None)
    console.problems(list(run_blocks().values()), Path())
