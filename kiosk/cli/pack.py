"""`kiosk pack`: what the staff do with packs."""

from __future__ import annotations

import json as jsons
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(name="pack", no_args_is_help=True, help="Check and manage content packs.")


@app.callback()
def pack() -> None:
    """Check and manage content packs."""


@app.command("check", epilog="Example: kiosk pack check content/zhenjiang-new-area --strict")
def check_pack(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The pack's folder, the one with pack.yaml in it.")],
    json: Annotated[bool, typer.Option("--json", help="Print the problems as data.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
) -> None:
    """Print every problem of a pack. Exit code: 0 without errors, 1 with errors, 2 for wrong usage."""
    raise typer.Exit(check(directory, json=json, strict=strict))


def check(directory: Path, json: bool = False, strict: bool = False) -> int:
    """Check the pack in a folder, print what is wrong with it, and return the exit code: 0, 1 or 2."""
    if not directory.is_dir():
        what = "is not a folder" if directory.exists() else "does not exist"
        typer.echo(f"{directory} {what}; give the folder that has pack.yaml in it", err=True)
        return 2
    from kiosk.content.loader import load_pack
    from kiosk.content.problems import summary
    from kiosk.services.knowledge import knowledge

    loaded = load_pack(directory, knowledge())
    name = loaded.pack.id if loaded.pack else None
    version = loaded.pack.version if loaded.pack else None
    if json:
        problems = [problem.as_dict() for problem in loaded.problems]
        data = {"pack": name, "version": version, "problems": problems}
        typer.echo(jsons.dumps(data, ensure_ascii=False, indent=2))
    else:
        for problem in loaded.problems:
            typer.echo(problem.text())
        typer.echo(summary(loaded.problems) if loaded.problems else f"{name} {version}: no problems")
    bad = ("error", "warning") if strict else ("error",)
    return int(any(problem.severity in bad for problem in loaded.problems))
