"""The option --encoding: the encoding of a file that does not declare one."""

from __future__ import annotations

from typing import Annotated

import typer

Encoding = Annotated[
    str,
    typer.Option(
        "--encoding", metavar="NAME", help="How its words are written, as GBK or Shift-JIS, if it does not say so."
    ),
]


def read_encoding(name: str) -> str:
    """Return the codec's name; empty if none was given. Raises typer.BadParameter."""
    from kiosk.media.sheets.encoding_names import EXAMPLES, codec_of

    codec = codec_of(name) if name else ""
    if codec is None:
        raise typer.BadParameter(f"is the name of an encoding, such as UTF-8, {EXAMPLES}", param_hint="--encoding")
    return codec
