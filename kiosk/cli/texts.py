"""`kiosk pack texts`: all texts of a pack in a sheet for a translator, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.encodings import Encoding, read_encoding
from kiosk.cli.voice import Language, Voice
from kiosk.content.telling import Told

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
    language: Language = "",
) -> None:
    """Write all texts of a pack into an .xlsx: a row for each, a column for each language. Exit code: 0, 1, 2."""
    from kiosk.services.store.refused import RefusedError
    from kiosk.services.texts import export_texts

    voice = Voice(language)
    try:
        done = export_texts(pack, out, voice.words, screens)
    except RefusedError as refused:
        voice.refuse(refused, pack)
        raise typer.Exit(1) from None
    voice.problems(done.problems)
    voice.say(Told("{file}: {count} texts", file=out, count=done.count), "bold green")
    for code, number in done.lacking.items():
        if number:
            voice.say(Told("without words in {language}: {count}", language=code, count=number), "bold yellow")
    voice.say(Told("when it comes back:"))
    print(f"    kiosk pack texts import {out} --into {pack}")


@app.command("import", epilog="Example: kiosk pack texts import texts.xlsx --into content/my-pack")
def import_(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The sheet that came back, .xlsx or .csv.")],
    into: Annotated[Path, typer.Option(metavar="PACK", help="The pack's folder, the one with pack.yaml in it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be changed.")] = False,
    encoding: Encoding = "",
    language: Language = "",
) -> None:
    """Put the words of a sheet into the pack, where it has none, or still those that were given out.

    Exit code: 0 where all was taken, 1 where something was not, 2 for wrong usage.
    """
    from kiosk.services.store.refused import RefusedError
    from kiosk.services.texts import import_texts

    voice = Voice(language)
    codec = read_encoding(encoding)
    try:
        taken = import_texts(source, into, dry_run=dry_run, encoding=codec)
    except RefusedError as refused:
        voice.refuse(refused, into)
        raise typer.Exit(1) from None
    for line in taken.difference:
        voice.say(line)
    voice.problems(taken.problems)
    counts = Told("filled: {filled}, changed: {changed}", filled=taken.filled, changed=taken.changed)
    voice.say(counts, "bold green" if taken.difference else "")
    if dry_run:
        voice.say(Told("nothing was written; to write it, give the same command without --dry-run"), "bold yellow")
    elif taken.files:
        voice.say(Told("everything that is wrong with it, and how to mend it:"))
        print(f"    kiosk pack check {into}")
    raise typer.Exit(int(any(problem.severity == "error" for problem in taken.problems)))
