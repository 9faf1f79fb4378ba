"""`kiosk pack`: what the staff do with packs."""

from __future__ import annotations

import json as jsons
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kiosk.content.loader import Loaded
    from kiosk.content.problems import Problem

SCREEN_PX = 1920  # the long side of the screen that media are opened for

app = typer.Typer(name="pack", no_args_is_help=True, help="Check and manage content packs.")


@app.callback()
def pack() -> None:
    """Check and manage content packs."""


@app.command("check", epilog="Example: kiosk pack check content/zhenjiang-new-area --strict")
def check_pack(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The pack's folder, the one with pack.yaml in it.")],
    json: Annotated[bool, typer.Option("--json", help="Print the problems as data.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Read the words only; do not open the media.")] = False,
) -> None:
    """Print every problem of a pack. Exit code: 0 without errors, 1 with errors, 2 for wrong usage."""
    raise typer.Exit(check(directory, json=json, strict=strict, quick=quick))


def check(directory: Path, json: bool = False, strict: bool = False, quick: bool = False) -> int:
    """Check the pack in a folder, print what is wrong with it, and return the exit code: 0, 1 or 2.

    Its media are opened as the kiosk would open them, unless `quick`; what is made of them is kept for the kiosk.
    """
    if not directory.is_dir():
        what = "is not a folder" if directory.exists() else "does not exist"
        typer.echo(f"{directory} {what}; give the folder that has pack.yaml in it", err=True)
        return 2
    from kiosk.content.loader import load_pack
    from kiosk.content.problems import summary
    from kiosk.services.knowledge import knowledge

    loaded = load_pack(directory, knowledge())
    found = loaded.problems if quick else loaded.problems + _media_problems(directory, loaded)
    name = loaded.pack.id if loaded.pack else None
    version = loaded.pack.version if loaded.pack else None
    if json:
        problems = [problem.as_dict() for problem in found]
        data = {"pack": name, "version": version, "problems": problems}
        typer.echo(jsons.dumps(data, ensure_ascii=False, indent=2))
    else:
        for problem in found:
            typer.echo(problem.text())
        typer.echo(summary(found) if found else f"{name} {version}: no problems")
    bad = ("error", "warning") if strict else ("error",)
    return int(any(problem.severity in bad for problem in found))


def _media_problems(directory: Path, loaded: Loaded) -> tuple[Problem, ...]:
    from rich.console import Console
    from rich.progress import Progress

    from kiosk import paths
    from kiosk.services.importer import failures_as_problems, needed_widths, prepare

    refused = {problem.mark for problem in loaded.problems}
    opened = [use for use in loaded.media if use.kind != "captions" and use.mark not in refused]
    files = {directory / use.file: use.kind for use in opened}
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("opening the media", total=len(files))
        imported = prepare(
            files, paths.cache(), needed_widths(SCREEN_PX), lambda done, _: progress.update(task, completed=done)
        )
    return failures_as_problems(imported.failures, loaded.media, directory)
