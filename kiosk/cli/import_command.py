"""`kiosk pack import`: imports pictures and their texts into a gallery."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.console import Language, StaffConsole
from kiosk.cli.encoding_option import Encoding, read_encoding
from kiosk.content.issues import listed
from kiosk.content.messages import Message

_MOST_FILES = 20

if TYPE_CHECKING:
    from kiosk.packs.gallery_import import Taken
    from kiosk.packs.gallery_import.caption_template import CaptionTemplate


def import_gallery(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="A folder of pictures, or an .xlsx or .csv.")],
    into: Annotated[Path, typer.Option(metavar="PACK", help="The pack's folder, the one with pack.yaml in it.")],
    gallery: Annotated[str, typer.Option(metavar="ID", help="The gallery to make or extend; else SOURCE's name.")] = "",
    pictures: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Where a sheet's pictures lie; else beside it.")
    ] = None,
    title: Annotated[str, typer.Option(metavar="WORDS", help="The title of a new gallery; else SOURCE's name.")] = "",
    tile: Annotated[bool, typer.Option("--tile", help="Put the gallery on Home, in pack.yaml.")] = False,
    caption: Annotated[
        str, typer.Option(metavar="WORDS", help='Make captions of columns, as "{artist}, {date}. {medium}".')
    ] = "",
    update: Annotated[
        bool, typer.Option("--update", help="Show what the sheet would change of pictures that are there.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --update: write what it shows.")] = False,
    encoding: Encoding = "",
    language: Language = "",
) -> None:
    """Make a gallery of pictures, or add to one that is there. Exit code: 0, 1 where something was left out, 2."""
    from kiosk.device.errors import RefusedError
    from kiosk.packs.gallery_import import ImportRequest, UnsoundError, take_in

    console = StaffConsole(language)
    if yes and not update:
        raise typer.BadParameter("goes with --update", param_hint="--yes")
    codec = read_encoding(encoding)
    try:
        with console.progress(Message("copying the pictures")) as report:
            dry = update and not yes
            template = _template(caption)
            wish = ImportRequest(source, into, gallery, pictures, title, tile, template, update, dry, codec)
            taken = take_in(wish, report)
    except UnsoundError as refused:
        console.refuse(refused, None)
        raise typer.Exit(1) from None
    except RefusedError as refused:
        console.refuse(refused, into)
        raise typer.Exit(1) from None
    _tell(console, taken, into)
    raise typer.Exit(int(any(problem.severity == "error" for problem in taken.problems)))


def _template(text: str) -> CaptionTemplate | None:
    from kiosk.packs.gallery_import.caption_template import CaptionTemplate

    try:
        return CaptionTemplate.of(text) if text else None
    except ValueError:
        message = 'names columns between { and }, as "{artist}, {date}. {medium}"'
        raise typer.BadParameter(message, param_hint="--caption") from None


def _tell(console: StaffConsole, taken: Taken, into: Path) -> None:
    console.problems(taken.problems)
    if taken.left_alone:
        names = listed(taken.left_alone, _MOST_FILES)
        console.say(
            Message("{file}: what the sheet does not name stays as it is: {names}", file=taken.file, names=names)
        )
    if taken.difference and not taken.written:
        for line in taken.difference:
            console.say(line)
        counts = Message("would change: {changed}, would be added: {added}", changed=taken.changed, added=taken.added)
        console.say(counts, "bold yellow")
        console.say(Message("nothing was written; to write it, give the same command with --yes"), "bold yellow")
        return
    if taken.added:
        added = Message.plural(
            "{file}: {count} picture added", "{file}: {count} pictures added", file=taken.file, count=taken.added
        )
        console.say(added, "bold green")
        missing = {field: str(count) for field, count in taken.without.items()}
        counts = Message("without caption: {caption}, without alt: {alt}, without credit: {credit}", **missing)
        console.say(counts, "bold yellow" if any(taken.without.values()) else "")
    if taken.changed:
        console.say(Message("{file}: pictures changed: {count}", file=taken.file, count=taken.changed), "bold green")
    if taken.kept:
        console.say(
            Message("{file}: there already, with the words they have: {count}", file=taken.file, count=taken.kept)
        )
    if taken.otherwise:
        message = Message(
            "the sheet says something else of {count} of them; --update shows what", count=taken.otherwise
        )
        console.say(message, "bold yellow")
    if taken.unnamed:
        console.say(Message("titles taken from the names of files: {count}", count=taken.unnamed))
    if taken.small:
        console.say(Message("smaller than the screen: {count}", count=taken.small))
    if not taken.on_home:
        console.say(
            Message("for a tile on Home add {name} to home.tiles in pack.yaml, or import with --tile", name=taken.name)
        )
    console.say(Message("everything that is wrong with it, and how to fix it:"))
    print(f"    kiosk pack check {into}")
