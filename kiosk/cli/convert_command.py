"""`kiosk pack convert`: converts a file to a format that a pack can hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.console import Language, StaffConsole
from kiosk.cli.encoding_option import Encoding, read_encoding
from kiosk.content.messages import Message

EXAMPLE = "Example: kiosk pack convert content/my-pack/media/IMG_0012.HEIC"


def convert_file(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A picture, page, film, sound, captions or drawing of another kind.")
    ],
    page: Annotated[int, typer.Option(metavar="N", min=1, help="The page of a PDF or TIFF.")] = 1,
    sound: Annotated[bool, typer.Option("--sound", help="Of a film take the sound alone.")] = False,
    encoding: Encoding = "",
    language: Language = "",
) -> None:
    """Write a file that a pack can hold beside FILE, which stays as it is. Exit code: 0, 1 where it cannot be, 2."""
    from kiosk.device.errors import RefusedError
    from kiosk.packs.gallery_import.file_conversion import convert

    console = StaffConsole(language)
    codec = read_encoding(encoding)
    try:
        with console.progress(Message("converting")) as report:
            done = convert(file, page=page, sound=sound, encoding=codec, report=report)
    except RefusedError as refused:
        console.refuse(refused, None)
        raise typer.Exit(1) from None
    console.problems(done.problems)
    console.say(Message("made: {file}", file=done.file), "bold green")
    console.say(Message("in the pack write {name} in place of {old}", name=done.name, old=done.instead_of))
