"""`kiosk pack withdraw`: removal of a picture, film or page from this device, whatever pack has it."""

from __future__ import annotations

import getpass
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.console import Language, StaffConsole
from kiosk.cli.store_commands import Folder, open_installer, refusing
from kiosk.content.messages import Message

if TYPE_CHECKING:
    from kiosk.packs.store.withdrawing import Protocol, ScreenReport

EXAMPLE = 'Example: kiosk pack withdraw places/park.jpg --why "consent withdrawn, letter of 3 May"'
OBEYS = 5.0  # seconds that a running kiosk has
ANSWER = 2.0  # seconds
STALE = Message("the running kiosk still shows what was made ready before: restart it, and look at the screen")
SILENT = Message(
    "a kiosk is connected to, but does not answer: it may show it still; restart it, and look at the screen"
)


def withdraw(
    target: Annotated[
        str,
        typer.Argument(
            metavar="[FILE|PANEL/PAGE|GALLERY/PICTURE]",
            help="A file on this disk or of a pack; a page; a picture by its file or its number.",
        ),
    ] = "",
    why: Annotated[str, typer.Option(metavar="TEXT", help="The reason, for the list and the protocol.")] = "",
    by: Annotated[str, typer.Option(metavar="NAME", help="Who withdraws it; else the user of this machine.")] = "",
    lift: Annotated[bool, typer.Option("--lift", help="Take it back: its name, or its number in the list.")] = False,
    listing: Annotated[bool, typer.Option("--list", help="Tell what is withdrawn on this device.")] = False,
    store: Folder = None,
    control: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Another control socket than this user's.")
    ] = None,
    language: Language = "",
) -> None:
    """Withdraw a picture, a film or a page: no pack on this device shows it any more, and its files are removed.

    A running kiosk obeys within 5 seconds, also while a visitor is in front of it. The protocol says what was removed,
    and what could not be reached. Exit code: 0 done; 1 refused, or the screen or this disk may still have it.
    """
    with refusing(language) as console:
        if listing:
            _list(console)
            return
        if not target:
            raise typer.BadParameter("say what: a file, panel/page or gallery/picture", param_hint="TARGET")
        from kiosk.device.errors import RefusedError
        from kiosk.packs.store.withdrawing import Request
        from kiosk.packs.store.withdrawing import lift as lift_again
        from kiosk.packs.store.withdrawing import withdraw as withdraw_now

        if store is not None and not store.is_dir():
            raise RefusedError(Message("{folder} is no folder, and no store: nothing was changed", folder=store))
        here = open_installer(console, store)
        screen, seen = _screen(control, here.folder, OBEYS if target.rpartition("/")[2].isdecimal() else 0.0)
        request = Request(target, by or _user(), why, screen=screen, seen=seen)
        protocol = (
            lift_again(request, here) if lift else withdraw_now(here, request, lambda: _wait(control, here.folder))
        )
        _tell(console, protocol)
    if not protocol.complete:
        raise typer.Exit(1)


def _list(console: StaffConsole) -> None:
    from kiosk.device.errors import RefusedError
    from kiosk.device.withdrawal_list import UnreadableListError, list_trouble, read_withdrawals
    from kiosk.packs.store.withdrawing import describe

    incident = list_trouble()
    try:
        entries = read_withdrawals().entries
    except UnreadableListError as error:
        raise RefusedError(error.message) from error
    for entry in entries:
        console.say(describe(entry))
    if not entries:
        console.say(Message("nothing is withdrawn on this device"))
    if incident is not None:
        console.alarm(incident)


def _tell(console: StaffConsole, protocol: Protocol) -> None:
    for line in protocol.urgent:
        console.alarm(line)
    first, *lines = protocol.lines
    console.say(first, "" if protocol.urgent else "bold green")
    for line in lines:
        console.say(line)
    for line in protocol.rest:
        console.warn(line)
    if protocol.file is not None:
        console.say(Message("the protocol is kept: {file}", file=protocol.file))


def _wait(control: Path | None, store: Path) -> ScreenReport | None:
    """Wait until this user's kiosk shows nothing withdrawn; report if it does not, or none answers.

    A busy or starting kiosk answers late: while it holds its lock it is asked until the time is up.
    """
    from kiosk import paths
    from kiosk.device import single_instance
    from kiosk.device.withdrawal_list import read_withdrawals
    from kiosk.packs.store.withdrawing import ScreenReport

    digest, until = read_withdrawals().digest, monotonic() + OBEYS
    while True:
        status = _status(control)
        if status and status.get("obeys") == digest:
            return None
        silent = None if status else single_instance.silent(paths.instance_lock(), store / single_instance.NAME)
        if status is None and silent is None:
            return ScreenReport(
                Message(
                    "no kiosk of the user {user} runs now; if the hall's runs as another user, withdraw it as that one",
                    user=_user(),
                )
            )
        if monotonic() > until:
            return ScreenReport(silent or (STALE if status else SILENT), obeys=False)
        sleep(0.2)


def _screen(control: Path | None, store: Path, patience: float) -> tuple[Path | None, bool]:
    """Return the folder of the pack on the screen, None if no kiosk says; and whether it obeys the current list.

    That is also true if no kiosk runs. `patience`: seconds allowed to a kiosk that has just been asked to obey.
    """
    from kiosk import paths
    from kiosk.device import single_instance
    from kiosk.device.withdrawal_list import known_withdrawals

    until = monotonic() + patience
    while True:
        status, listed = _status(control), known_withdrawals()
        if status is None:
            return None, single_instance.silent(paths.instance_lock(), store / single_instance.NAME) is None
        seen = listed is not None and status.get("obeys") == listed.digest
        if seen or monotonic() > until:
            folder = str(status.get("folder", ""))
            return Path(folder) if folder else None, seen
        sleep(0.2)


def _status(control: Path | None) -> dict[str, Any] | None:
    """Return the status from the control socket, {} if the kiosk does not answer in time, None if there is none."""
    from kiosk.cli.control_client import AbsentError, BusyError, ask

    try:
        return ask(control, "status", patience=ANSWER)
    except AbsentError:
        return None
    except BusyError:
        return {}


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name
        return "–"
