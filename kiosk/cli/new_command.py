"""`kiosk pack new` and `schema`: a starter pack, and JSON Schemas for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.blocks_option import Blocks, use_blocks_of
from kiosk.cli.console import Language, StaffConsole
from kiosk.content.messages import Message


def new(
    name: Annotated[Path, typer.Argument(metavar="NAME", help="The folder to make; its name is the pack's id.")],
    title: Annotated[str, typer.Option(metavar="WORDS", help="The hall's name, as visitors read it.")] = "",
    languages: Annotated[
        str, typer.Option(metavar="L,L", help="The pack's languages, the one that visits begin in first.")
    ] = "zh,en",
    language: Language = "",
) -> None:
    """Make a pack that runs as it is, with comments that say how to change it."""
    from kiosk.device.errors import RefusedError
    from kiosk.packs.scaffold import make_pack

    console = StaffConsole(language)
    try:
        made = make_pack(name, title, tuple(code.strip() for code in languages.split(",")))
    except RefusedError as refused:
        console.refuse(refused)
        raise typer.Exit(2) from None
    done = Message.plural(
        "{folder} is made: {count} file", "{folder} is made: {count} files", folder=name, count=len(made)
    )
    console.say(done, "bold green")
    for file in made:
        print(f"    {file.relative_to(name).as_posix()}")
    console.say(Message("see it, and each change as you save it:"))
    print(f"    kiosk pack preview {name}")
    console.say(Message("everything that is wrong with it, and how to fix it:"))
    print(f"    kiosk pack check {name}")


def schema(
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write pack.json, panel.json, gallery.json, theme.json there.")
    ] = None,
    blocks: Blocks = None,
    language: Language = "",
) -> None:
    """Tell editors what a pack's files may say: JSON Schema, into a folder or, without one, printed as one map."""
    from kiosk.device.errors import why
    from kiosk.packs.scaffold import all_schemas, write_schemas

    console = StaffConsole(language)
    use_blocks_of(console, blocks)
    if out is None:
        print(json.dumps(all_schemas(), ensure_ascii=False, indent=1))
        return
    try:
        written = write_schemas(out)
    except OSError as error:
        console.warn(Message("{folder} cannot be written: {reason}", folder=out, reason=why(error)))
        raise typer.Exit(1) from None
    for file in written:
        print(file)
