"""`kiosk device`: this screen's settings, and what the operating system needs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import setup_command
from kiosk.cli.console import Language, StaffConsole
from kiosk.content.messages import Message

if TYPE_CHECKING:
    from kiosk.session.opening_hours import OpeningHours

app = typer.Typer(name="device", no_args_is_help=True, help="Set up this device.")
CLOCK = "%Y-%m-%d %H:%M"


@app.callback()
def device() -> None:
    """Set up this device."""


app.command("set-up", epilog=setup_command.EXAMPLE)(setup_command.set_up)


@app.command("new", epilog="Example: kiosk device new /etc/yi-kiosk/device.yaml")
def new(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Where; else the user's own settings.")] = None,
    language: Language = "",
) -> None:
    """Write a device.yaml with every setting, its default and what it means."""
    from kiosk import paths
    from kiosk.device.disk import write_new
    from kiosk.device.errors import why
    from kiosk.device.settings import find_file

    console = StaffConsole(language)
    candidates = paths.config_candidates()
    # An existing one would no longer be read beside the user's own.
    target = file or find_file(candidates) or candidates[0]
    try:
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True)
        write_new(target, (paths.resources() / "system" / "device.yaml").read_bytes())
    except FileExistsError:
        console.warn(Message("{file} is there already, and was not changed", file=target))
        raise typer.Exit(1) from None
    except OSError as error:
        console.warn(Message("{file} cannot be written: {reason}", file=target, reason=why(error)))
        raise typer.Exit(1) from None
    console.say(Message("{file} is made", file=target), "bold green")


@app.command("check", epilog="Example: kiosk device check /etc/yi-kiosk/device.yaml")
def check(
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="Else the one that the kiosk would read.")] = None,
    language: Language = "",
) -> None:
    """Print all that is wrong with device.yaml, and what its hours mean right now. Exit code: 0 sound, 1 wrong."""
    from kiosk import paths
    from kiosk.cli.diagnostics_printer import DiagnosticsPrinter
    from kiosk.content.diagnostics import summary
    from kiosk.device.settings import find_settings

    console = StaffConsole(language)
    candidates = paths.config_candidates()
    settings = find_settings(file, candidates, paths.kept_settings())
    found, problems = settings.file, settings.problems
    if found is None:
        console.say(Message("there is no {file}; the defaults hold", file=candidates[0]))
    else:
        teller = DiagnosticsPrinter(found.parent, console.translations)
        teller.problems(problems)
        if problems:
            teller.line(summary(problems), "bold red")
            console.warn(Message("until that is fixed, what cannot be read stays as it was, or has its default"))
        else:
            console.say(Message("{file}: no problems", file=found), "bold green")
    hours = settings.hours
    zone = str(hours.zone) if hours.zone else ""
    _tell_hours(console, hours.opening, datetime.now(UTC).astimezone(hours.zone), zone)
    raise typer.Exit(int(bool(problems)))


def _tell_hours(console: StaffConsole, opening: OpeningHours, now: datetime, zone: str) -> None:
    from kiosk.session.opening_hours import is_open, next_change

    is_now = is_open(opening, now)
    until = next_change(opening, now)
    where = Message("the time here is {time} ({zone})", time=now.strftime(CLOCK), zone=zone or now.tzname() or "")
    console.say(where)
    if until is None:
        console.say(
            Message("open, and for the next eight days") if is_now else Message("closed, and for the next eight days")
        )
    else:
        time = until.strftime(CLOCK)
        console.say(Message("open until {time}", time=time) if is_now else Message("closed until {time}", time=time))
