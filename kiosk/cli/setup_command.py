"""`kiosk device set-up`: configures the operating system for a kiosk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.console import Language, StaffConsole
from kiosk.content.messages import Message

if TYPE_CHECKING:
    from kiosk.content.device_model import Device
    from kiosk.system.setup.executor import SetupTarget
    from kiosk.system.setup.plan import SetupOptions, Step

EXAMPLE = "Example: kiosk device set-up --dry-run"


def set_up(
    session: Annotated[
        str, typer.Option(metavar="x11|cage", help="The display server between the kiosk and the screen.")
    ] = "x11",
    usb_allow_list: Annotated[
        bool, typer.Option("--usb-allow-list", help="Let in only what is plugged in now; a visitor's stick is not.")
    ] = False,
    sticks: Annotated[
        bool,
        typer.Option("--sticks/--no-sticks", help="Mount memory sticks, to be read, for the operator menu."),
    ] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what would be written and run.")] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Repeat the last set-up with its options, as after a new version.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what an earlier set-up did.")] = False,
    top: Annotated[Path, typer.Option("--root", metavar="DIR", help="Write below this folder; run nothing.")] = Path(
        "/"
    ),
    language: Language = "",
) -> None:
    """Set this Debian 12 machine up: a user, its units, the screen, and the kiosk that starts with the machine."""
    from kiosk import paths
    from kiosk.device.errors import RefusedError
    from kiosk.system.setup.executor import SetupTarget, is_root
    from kiosk.system.setup.plan import SESSIONS, SetupOptions, brought_packages, plan, sysrq_now, usb_devices

    console = StaffConsole(language)
    if session not in SESSIONS:
        raise typer.BadParameter(f'"{session}" is not one of {", ".join(SESSIONS)}', param_hint="--session")
    machine = SetupTarget(top)
    chosen = (
        _last_options(console, machine)
        if again
        else SetupOptions(session, usb_devices() if usb_allow_list else None, sticks)
    )
    steps = plan(
        chosen,
        sysrq=sysrq_now(),
        device=None if undo else _device(console, top),
        brought=brought_packages() if not undo and top == Path("/") else None,
    )
    if dry_run and not undo:
        _print(console, steps)
        return
    if not hasattr(os, "geteuid"):
        script = paths.resources() / "system" / "windows" / "set-up.ps1"
        console.warn(Message("this sets Debian 12 up; on Windows run {script} instead", script=script))
        raise typer.Exit(1)
    if top == Path("/") and not is_root():
        console.warn(Message("only root may do that; put sudo before it, or become root with `su -`"))
        raise typer.Exit(1)
    if not undo and top == Path("/"):
        _warn_of_missing(console, chosen.session)
    try:
        if undo:
            machine.undo(console.say)
        else:
            machine.carry_out(steps, console.say)
    except RefusedError as refused:
        console.refuse(refused)
        if machine.begun:
            console.warn(
                Message("the set-up is not complete; fix that and run the same again, or take it back with --undo")
            )
        raise typer.Exit(1) from None
    if undo:
        message = Message(
            "the set-up is taken back; the packs and the journal stay in /var/lib/yi-kiosk, which is root's until the "
            "next set-up; restart the machine, and its console is back"
        )
        console.say(message, "bold green")
    else:
        message = Message(
            "done; now restart the machine, or: systemctl restart {units} (a console that is open now stays so until "
            "the restart)",
            units="yi-kiosk-x yi-kiosk" if chosen.session == "x11" else "yi-kiosk",
        )
        console.say(message, "bold green")


def _last_options(console: StaffConsole, machine: SetupTarget) -> SetupOptions:
    from kiosk.device.errors import RefusedError

    try:
        return machine.last_options()
    except RefusedError as refused:
        console.refuse(refused)
        raise typer.Exit(1) from None


def _device(console: StaffConsole, top: Path) -> Device:
    """This machine's device.yaml; a wrong one must be fixed first, or it would be ignored."""
    from kiosk.system.setup.plan import read_device

    file, device, problems = read_device(top)
    if problems:
        console.warn(Message("{file} is wrong; fix it first: kiosk device check {file}", file=file))
        raise typer.Exit(1)
    return device


def _print(console: StaffConsole, steps: list[Step]) -> None:
    from kiosk.system.setup.plan import Command, File, Give, Symlink

    for step in steps:
        match step:
            case File():
                kept = Message("{file}, unless it is there already", file=step.path)
                console.say(kept if step.keep else Message("{file}", file=step.path), "bold")
                print("".join(f"    {line}\n" for line in step.content.splitlines()))
            case Symlink():
                console.say(Message("{file} → {target}", file=step.path, target=step.to), "bold")
            case Give():
                message = Message(
                    "{folder} and what lies in it: to the user {user}", folder=step.folder, user=step.user
                )
                console.say(message, "bold")
            case Command():
                console.say(Message("{what}", what=" ".join(step.arguments)), "bold")


def _warn_of_missing(console: StaffConsole, session: str) -> None:
    needed = ("/usr/lib/xorg/Xorg", "xauth", "xset") if session == "x11" else ("cage", "Xwayland")
    missing = [program for program in needed if shutil.which(program) is None]
    if missing:
        packages = (
            "xserver-xorg xserver-xorg-input-libinput xauth x11-xserver-utils" if session == "x11" else "cage xwayland"
        )
        console.warn(
            Message(
                "not installed: {programs}; install them with apt-get install {packages}",
                programs=", ".join(missing),
                packages=packages,
            )
        )
