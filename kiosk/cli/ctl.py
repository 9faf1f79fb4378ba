"""`kiosk ctl`: requests to the kiosk running on this device, over its control socket."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from kiosk.cli.console import Language, StaffConsole
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.messages import Message

app = typer.Typer(name="ctl", no_args_is_help=True, help="Ask the running kiosk.")
BUSY = Message(
    "the kiosk at {socket} is there, and gives no answer: it is asked too much at once, or hangs; ask again in a "
    "moment, and look at the screen"
)
DEAF = Message(
    "a kiosk runs here (process {process}), and does not listen at {socket}: it has only begun, or was given another "
    "socket by --control; ask again in a moment"
)
Socket = Annotated[
    Path | None, typer.Option("--control", metavar="FILE", help="Another control socket than this user's.")
]


@app.callback()
def ctl() -> None:
    """Ask the running kiosk."""


@app.command("status", epilog="Example: kiosk ctl status")
def status(socket: Socket = None, language: Language = "") -> None:
    """Print how the kiosk is, as JSON: phase, pack, uptime, memory, problems of device.yaml."""
    print(json.dumps(_ask(StaffConsole(language), socket, "status"), ensure_ascii=False, indent=2))


@app.command("screenshot", epilog="Example: kiosk ctl screenshot hall.png")
def screenshot(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the picture goes (PNG).")],
    socket: Socket = None,
    language: Language = "",
) -> None:
    """Save what is on the screen right now."""
    from kiosk.device.disk import write_whole
    from kiosk.device.errors import why

    console = StaffConsole(language)
    picture = base64.b64decode(_ask(console, socket, "screenshot")["png"])
    try:
        write_whole(file, picture)
    except OSError as error:
        console.warn(Message("{file} cannot be written: {reason}", file=file, reason=why(error)))
        raise typer.Exit(1) from None
    console.say(Message("{file}: {size} kB", file=file.absolute(), size=len(picture) // 1024))


@app.command("reload", epilog="Example: kiosk ctl reload")
def reload(socket: Socket = None, language: Language = "") -> None:
    """Read the hours and the sound of device.yaml again, and the pack."""
    console = StaffConsole(language)
    problems = [Diagnostic.of(problem) for problem in _ask(console, socket, "reload")["problems"]]
    console.problems(problems)
    if problems:
        console.warn(
            Message("device.yaml is wrong: until it is fixed, what cannot be read stays as it was, or has its default")
        )
        raise typer.Exit(1)
    console.say(Message("done"), "bold green")


@app.command("use", epilog="Example: kiosk ctl use my-pack 1.0.0")
def use(
    name: Annotated[str, typer.Argument(metavar="ID", help="The pack's id.")],
    version: Annotated[str, typer.Argument(metavar="[VERSION]", help="Its version; else the one installed last.")] = "",
    socket: Socket = None,
    language: Language = "",
) -> None:
    """Make an installed pack live; it comes onto the screen when nobody is in front of it."""
    console = StaffConsole(language)
    print(_ask(console, socket, "use", name, *([version] if version else [])).get("output", ""))


@app.command("rollback", epilog="Example: kiosk ctl rollback")
def rollback(socket: Socket = None, language: Language = "") -> None:
    """Go back to the pack that was live before."""
    print(_ask(StaffConsole(language), socket, "rollback").get("output", ""))


@app.command("out-of-service", epilog="Example: kiosk ctl out-of-service on")
def out_of_service(
    switch: Annotated[str, typer.Argument(metavar="on|off")], socket: Socket = None, language: Language = ""
) -> None:
    """Take the screen from visitors once nobody is in front of it, or give it back."""
    console = StaffConsole(language)
    if switch not in {"on", "off"}:
        raise typer.BadParameter(f'"{switch}" is not one of on, off', param_hint="on|off")
    answer = _ask(console, socket, "out-of-service", switch)
    console.say(Message("done"), "bold green")
    if unkept := answer.get("output"):
        print(unkept)


@app.command("restart", epilog="Example: kiosk ctl restart")
def restart(socket: Socket = None, language: Language = "") -> None:
    """Restart the program once nobody is in front of it, as after a new version."""
    console = StaffConsole(language)
    _ask(console, socket, "restart")
    console.say(Message("done: the program restarts as soon as nobody is in front of it"), "bold green")


@app.command("quit", epilog="Example: kiosk ctl quit")
def quit_kiosk(socket: Socket = None, language: Language = "") -> None:
    """End the kiosk and its launcher, until the service is started again."""
    console = StaffConsole(language)
    _ask(console, socket, "quit")
    console.say(Message("done"), "bold green")


def _ask(console: StaffConsole, socket: Path | None, verb: str, *arguments: str) -> dict[str, Any]:
    """Return the kiosk's answer; if there is none, or it refuses, print why and exit with 1."""
    from kiosk.cli.control_client import AbsentError, BusyError, ask, socket_name

    try:
        answer = ask(socket, verb, arguments, console.language)
    except AbsentError:
        console.warn(_absent(socket_name(socket), default=socket is None))
        raise typer.Exit(1) from None
    except BusyError:
        console.warn(Message(BUSY.template, socket=socket_name(socket)))
        raise typer.Exit(1) from None
    if "error" in answer:
        console.warn(Message.of(str(answer["error"])))
        raise typer.Exit(1)
    return answer


def _absent(name: str, *, default: bool) -> Message:
    """The message if nothing listens: this user's kiosk may still run, or be about to listen."""
    from kiosk import paths
    from kiosk_launcher import instance_lock

    number = instance_lock.holder(paths.instance_lock()) if default else None
    if number is not None:
        return Message(DEAF.template, process=number, socket=name)
    return Message("no kiosk answers at {socket}; is it running, as this user?", socket=name)
