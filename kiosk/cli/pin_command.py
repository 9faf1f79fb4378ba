"""`kiosk pin`: the operator's PIN, which opens the operator menu."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kiosk.cli.console import Language, StaffConsole
from kiosk.content.messages import Message

EXAMPLE = "Example: kiosk pin"
TRIES = 3


def pin(
    remove: Annotated[bool, typer.Option("--remove", help="Remove the PIN; the operator menu stays closed.")] = False,
    language: Language = "",
) -> None:
    """Set the operator's PIN, 6 to 8 digits, which opens the operator menu on the screen. It is asked for twice."""
    from kiosk import paths
    from kiosk.device.errors import RefusedError
    from kiosk.operator.pin_file import remove_pin, set_pin

    console = StaffConsole(language)
    try:
        if remove:
            there = remove_pin(paths.pin())
            console.say(
                Message("the PIN is removed; the operator menu is closed") if there else Message("no PIN is set")
            )
            return
        set_pin(paths.pin(), _ask(console))
    except RefusedError as refused:
        console.refuse(refused)
        raise typer.Exit(1) from None
    console.say(Message("the PIN is set: {file}", file=paths.pin()), "bold green")
    console.say(
        Message(
            "during the attract loop or on Home, hold one finger in an upper corner of the screen for five seconds, "
            "and enter it there"
        )
    )


def _ask(console: StaffConsole) -> str:
    """Return the PIN once both entries match; from a pipe it is read once. Raises RefusedError."""
    from getpass import getpass

    from kiosk.device.errors import RefusedError
    from kiosk.operator.pin_file import complaint

    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    for _ in range(TRIES):
        try:
            first = getpass(console.text_of(Message("new PIN (6 to 8 digits, they are not shown):")) + " ").strip()
            fault = complaint(first)
            again = "" if fault else getpass(console.text_of(Message("the same again:")) + " ").strip()
        except (EOFError, KeyboardInterrupt):
            break
        if fault is None and first == again:
            return first
        console.warn(fault or Message("these were two different PINs"))
    raise RefusedError(Message("the PIN was not set"))
