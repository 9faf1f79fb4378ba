"""`kiosk pack texts`: export of a pack's texts to a sheet for a translator, and import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.blocks_option import Blocks, use_blocks_of
from kiosk.cli.console import Language, StaffConsole
from kiosk.cli.encoding_option import Encoding, read_encoding
from kiosk.content.messages import Message

app = typer.Typer(name="texts", no_args_is_help=True, help="Give a pack's texts to a translator, and take them back.")
EXAMPLE = "Example: kiosk pack texts export content/my-pack --out texts.xlsx"


@app.callback()
def texts() -> None:
    """Give a pack's texts to a translator, and take them back."""


@app.command("export", epilog=EXAMPLE)
def export(
    pack: Annotated[Path, typer.Argument(metavar="PACK", help="The pack's folder, the one with pack.yaml in it.")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The .xlsx to make.")] = Path("texts.xlsx"),
    screens: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Add the screens that kiosk tour drew into this folder.")
    ] = None,
    blocks: Blocks = None,
    language: Language = "",
) -> None:
    """Write all texts of a pack into an .xlsx: a row for each, a column for each language. Exit code: 0, 1, 2."""
    from kiosk.device.errors import RefusedError
    from kiosk.packs.translation import export_texts

    console = StaffConsole(language)
    use_blocks_of(console, blocks)
    try:
        done = export_texts(pack, out, console.translations, screens)
    except RefusedError as refused:
        console.refuse(refused, pack)
        raise typer.Exit(1) from None
    console.problems(done.problems)
    console.say(
        Message.plural("{file}: {count} text", "{file}: {count} texts", file=out, count=done.count), "bold green"
    )
    for code, number in done.lacking.items():
        if number:
            console.say(Message("without words in {language}: {count}", language=code, count=number), "bold yellow")
    console.say(Message("when it comes back:"))
    print(f"    kiosk pack texts import {out} --into {pack}")


@app.command("import", epilog="Example: kiosk pack texts import texts.xlsx --into content/my-pack")
def import_(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The sheet that came back, .xlsx or .csv.")],
    into: Annotated[Path, typer.Option(metavar="PACK", help="The pack's folder, the one with pack.yaml in it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be changed.")] = False,
    encoding: Encoding = "",
    blocks: Blocks = None,
    language: Language = "",
) -> None:
    """Put the words of a sheet into the pack, where it has none, or still those that were given out.

    Exit code: 0 where all was taken, 1 where something was not, 2 for wrong usage.
    """
    from kiosk.device.errors import RefusedError
    from kiosk.packs.translation import import_texts

    console = StaffConsole(language)
    codec = read_encoding(encoding)
    use_blocks_of(console, blocks)
    try:
        taken = import_texts(source, into, dry_run=dry_run, encoding=codec)
    except RefusedError as refused:
        console.refuse(refused, into)
        raise typer.Exit(1) from None
    for line in taken.difference:
        console.say(line)
    console.problems(taken.problems)
    counts = Message("filled: {filled}, changed: {changed}", filled=taken.filled, changed=taken.changed)
    console.say(counts, "bold green" if taken.difference else "")
    if dry_run:
        console.say(Message("nothing was written; to write it, give the same command without --dry-run"), "bold yellow")
    elif taken.files:
        console.say(Message("everything that is wrong with it, and how to fix it:"))
        print(f"    kiosk pack check {into}")
    raise typer.Exit(int(any(problem.severity == "error" for problem in taken.problems)))
