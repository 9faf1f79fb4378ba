"""All commands except `run`, in typer; `run` is listed here only for the help."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from kiosk import __version__
from kiosk.cli import (
    ctl,
    desk_command,
    device_command,
    doctor_command,
    help_command,
    pack_command,
    pin_command,
    report_command,
    run,
    tour_command,
)

app = typer.Typer(
    name="kiosk",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kiosk {__version__}")
        raise typer.Exit


@app.callback(epilog="Example: kiosk run --pack content/zhenjiang-new-area --windowed 1280x720")
def kiosk(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=_tell_version)
    ] = False,
) -> None:
    """Yi Kiosk: a touch-screen program for exhibition halls, driven by content packs."""


@app.command(
    "run",
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    epilog="Example: kiosk run --pack content/zhenjiang-new-area",
)
def run_kiosk(context: typer.Context) -> None:
    """Run the kiosk on this screen."""
    raise typer.Exit(run.main(context.args))


app.command("help", epilog=help_command.EXAMPLE)(help_command.help_on)
app.command("desk", epilog=desk_command.EXAMPLE)(desk_command.desk)
app.command("tour", epilog=tour_command.EXAMPLE)(tour_command.tour)
app.command("report", epilog=report_command.EXAMPLE)(report_command.report)
app.command("pin", epilog=pin_command.EXAMPLE)(pin_command.pin)
app.add_typer(pack_command.app, name="pack", epilog="Example: kiosk pack check content/zhenjiang-new-area")
app.command("doctor", epilog=doctor_command.EXAMPLE)(doctor_command.doctor)
app.add_typer(ctl.app, name="ctl", epilog="Example: kiosk ctl status")
app.add_typer(device_command.app, name="device", epilog="Example: kiosk device check")


def main(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    from kiosk.device.message_catalog import ENGLISH, language_here

    try:
        from kiosk.cli.help import hide_types, run_in

        command = typer.main.get_command(app)
        hide_types(command)
        if (language := language_here()) != ENGLISH:
            return run_in(language, command, list(argv))
        command(list(argv), prog_name="kiosk")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    except Exception as error:  # noqa: BLE001  the last door before staff
        from kiosk.cli.crash_message import tell_fault

        tell_fault(error, argv)
        return 1
    return 0
