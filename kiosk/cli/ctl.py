"""`kiosk ctl`: asks the kiosk that runs on this device, over its control socket."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Annotated, Any

import typer

from kiosk.cli.voice import Language, Voice
from kiosk.content.problems import Problem
from kiosk.content.telling import Told

app = typer.Typer(name="ctl", no_args_is_help=True, help="Ask the running kiosk.")
BUSY = Told(
    "the kiosk at {socket} is there, and gives no answer: it is asked too much at once, or hangs; ask again in a "
    "moment, and look at the screen"
)
DEAF = Told(
    "a kiosk runs here (process {process}), and does not listen at {socket}: it has only begun, or was told another "
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
    print(json.dumps(_ask(Voice(language), socket, "status"), ensure_ascii=False, indent=2))


@app.command("screenshot", epilog="Example: kiosk ctl screenshot hall.png")
def screenshot(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where the picture goes (PNG).")],
    socket: Socket = None,
    language: Language = "",
) -> None:
    """Save what is on the screen right now."""
    from kiosk.services.store.disk import write_whole
    from kiosk.services.store.refused import why

    voice = Voice(language)
    picture = base64.b64decode(_ask(voice, socket, "screenshot")["png"])
    try:
        write_whole(file, picture)
    except OSError as error:
        voice.warn(Told("{file} cannot be written: {reason}", file=file, reason=why(error)))
        raise typer.Exit(1) from None
    voice.say(Told("{file}: {size} kB", file=file.absolute(), size=len(picture) // 1024))


@app.command("reload", epilog="Example: kiosk ctl reload")
def reload(socket: Socket = None, language: Language = "") -> None:
    """Read the hours and the sound of device.yaml anew, and the pack."""
    voice = Voice(language)
    problems = [Problem.of(problem) for problem in _ask(voice, socket, "reload")["problems"]]
    voice.problems(problems)
    if problems:
        voice.warn(
            Told("device.yaml is wrong: until it is mended, what cannot be read stays as it was, or has its default")
        )
        raise typer.Exit(1)
    voice.say(Told("done"), "bold green")


@app.command("use", epilog="Example: kiosk ctl use my-pack 1.0.0")
def use(
    name: Annotated[str, typer.Argument(metavar="ID", help="The pack's id.")],
    version: Annotated[str, typer.Argument(metavar="[VERSION]", help="Its version; else the one installed last.")] = "",
    socket: Socket = None,
    language: Language = "",
) -> None:
    """Make an installed pack live; it comes onto the screen when nobody stands before it."""
    voice = Voice(language)
    print(_ask(voice, socket, "use", name, *([version] if version else []))["said"])


@app.command("rollback", epilog="Example: kiosk ctl rollback")
def rollback(socket: Socket = None, language: Language = "") -> None:
    """Go back to the pack that was live before."""
    print(_ask(Voice(language), socket, "rollback")["said"])


@app.command("out-of-service", epilog="Example: kiosk ctl out-of-service on")
def out_of_service(
    switch: Annotated[str, typer.Argument(metavar="on|off")], socket: Socket = None, language: Language = ""
) -> None:
    """Take the screen from visitors once nobody stands before it, or give it back."""
    voice = Voice(language)
    _ask(voice, socket, "out-of-service", switch)
    voice.say(Told("done"), "bold green")


@app.command("quit", epilog="Example: kiosk ctl quit")
def quit_kiosk(socket: Socket = None, language: Language = "") -> None:
    """End the kiosk and its launcher, until the service is started again."""
    voice = Voice(language)
    _ask(voice, socket, "quit")
    voice.say(Told("done"), "bold green")


def _ask(voice: Voice, socket: Path | None, verb: str, *words: str) -> dict[str, Any]:
    """Return what the kiosk answers; where it does not, or says no, tell why and end with exit code 1."""
    from kiosk.cli.asking import AbsentError, BusyError, ask, socket_name

    try:
        said = ask(socket, verb, words, voice.language)
    except AbsentError:
        voice.warn(_absent(socket_name(socket), default=socket is None))
        raise typer.Exit(1) from None
    except BusyError:
        voice.warn(Told(BUSY.template, socket=socket_name(socket)))
        raise typer.Exit(1) from None
    if "error" in said:
        voice.warn(Told.of(str(said["error"])))
        raise typer.Exit(1)
    return said


def _absent(name: str, *, default: bool) -> Told:
    """What to say where nobody listens: a kiosk of this user may run all the same, or be about to listen."""
    from kiosk import paths
    from kiosk_launcher import instance_lock

    number = instance_lock.holder(paths.instance_lock()) if default else None
    if number is not None:
        return Told(DEAF.template, process=number, socket=name)
    return Told("no kiosk answers at {socket}; is it running, as this user?", socket=name)
