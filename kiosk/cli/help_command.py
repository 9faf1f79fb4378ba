"""`kiosk help TOPIC`: a section of the documents, or the meaning of a code."""

from __future__ import annotations

from typing import Annotated

import typer

from kiosk.cli.console import Language, StaffConsole

EXAMPLE = "Example: kiosk help picture"


def help_on(
    topic: Annotated[
        list[str] | None,
        typer.Argument(metavar="[TOPIC]", help="A part of a pack such as picture, a guide, or a code such as YK-207."),
    ] = None,
    language: Language = "",
) -> None:
    """Explain a part of a pack, or the code of a message; without a topic, list all topics."""
    from rich.console import Console
    from rich.markdown import Markdown

    from kiosk.cli.help_topics import find, near, overview

    console = StaffConsole(language)
    asked = " ".join(topic or ())
    if not asked:
        typer.echo("\n".join(overview(console.language)))
        return
    found = find(asked, console.language)
    if found is None:
        console.warn(near(asked, console.language))
        raise typer.Exit(2)
    out = Console(highlight=False)
    if out.is_terminal:
        out.print(Markdown(found.text))
    else:
        typer.echo(found.text, nl=False)
