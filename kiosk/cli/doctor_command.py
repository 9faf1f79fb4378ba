"""`kiosk doctor`: what would stop this device from running for months."""

from __future__ import annotations

import json as jsons
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.console import Language, StaffConsole
from kiosk.content.codes import code_of, with_code
from kiosk.content.messages import Message

if TYPE_CHECKING:
    from kiosk.system.doctor.machine import CheckResult

EXAMPLE = "Example: kiosk doctor --language zh"
SIGNS = {"well": ("✓", "green"), "doubtful": ("!", "bold yellow"), "bad": ("✗", "bold red"), "unknown": ("?", "bold")}


def doctor(
    json: Annotated[bool, typer.Option("--json", help="Print it as data.")] = False,
    tone: Annotated[bool, typer.Option("--tone", help="Only play a tone to each loudspeaker.")] = False,
    language: Language = "",
) -> None:
    """Check all that this device needs to run for months, with a fix for what is missing.

    Exit code: 0, or 1 where anything is bad.
    """
    from kiosk.system.doctor.checks import examine, this_machine

    console = StaffConsole(language)
    if tone:
        raise typer.Exit(_play(console))
    found = list(examine(this_machine()))
    bad = sum(result.state == "bad" for _, _, result in found)
    if json:
        print(
            jsons.dumps(
                [_data(console, name, result) for name, _, result in found],
                ensure_ascii=False,
                indent=2,
            )
        )
        raise typer.Exit(int(bad > 0))
    for _, what, result in found:
        _print_result(console, what, result)
    doubtful = sum(result.state == "doubtful" for _, _, result in found)
    if bad or doubtful:
        console.say(Message("{bad} to be fixed, {doubtful} to be thought about", bad=bad, doubtful=doubtful), "bold")
    else:
        console.say(Message("this device can run for months"), "bold green")
    raise typer.Exit(int(bad > 0))


def _play(console: StaffConsole) -> int:
    """Play on each loudspeaker, and print what should be heard: low from the left, higher from the right."""
    from kiosk.system.doctor.checks import CHECKS, this_machine
    from kiosk.system.doctor.sound_checks import sound, tones

    machine = this_machine()
    result = sound(machine)
    _print_result(console, CHECKS["sound"][0], result)
    sides = {"left": Message("a low tone, left"), "right": Message("a higher tone, right")}
    found = list[bool]()
    for tone in tones(machine) if result.state == "well" else ():
        found.append(tone.is_taken)
        what = Message("{name}: {side}", name=tone.output, side=sides[tone.side])
        if tone.is_taken:
            console.say(what)
        else:
            console.say(Message("{what}: not played, the output takes nothing", what=what), "bold red")
    return int(result.state == "bad" or not all(found) or not found)


def _print_result(console: StaffConsole, what: Message, result: CheckResult) -> None:
    sign, style = SIGNS[result.state]
    found = result.message if result.state == "well" else with_code(result.message)
    console.say(Message("{sign} {what}: {found}", sign=sign, what=what, found=found), style)
    if result.fix is not None:
        console.say(Message("      fix: {how}", how=result.fix))


def _data(console: StaffConsole, name: str, result: CheckResult) -> dict[str, str]:
    row = {"look": name, "state": result.state, "found": result.message.in_language(console.translations)}
    if result.state != "well":
        row["code"] = code_of(result.message)
    return row | ({"fix": result.fix.in_language(console.translations)} if result.fix else {})
