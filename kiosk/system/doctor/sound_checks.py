"""Checks of sound: the cards, the sound server, Qt's outputs; and a test tone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from kiosk.content.messages import Message
from kiosk.device.sound.probe import MODULE, SECONDS, SIDES
from kiosk.device.sound.server import FALLBACK, server_process, server_socket
from kiosk.system.doctor.machine import CheckResult, Machine
from kiosk_launcher.child_process import module_command

UNIT = "etc/systemd/system/yi-kiosk-sound.service"
SERVERS = ("usr/bin/pulseaudio", "usr/bin/pipewire-pulse")
AS_KIOSK = "sudo runuser -u yi-kiosk -- env PULSE_SERVER=unix:/run/yi-kiosk-sound/native"
RESTART_SERVER = Message("sudo systemctl restart yi-kiosk-sound; then: journalctl -u yi-kiosk-sound -n 30")


class Tone(NamedTuple):
    """A test tone: its output and channel, and whether the output accepted it."""

    output: str
    side: str
    is_taken: bool


def sound(machine: Machine) -> CheckResult:
    """Whether sound can be heard, and if not, which link of the chain is missing."""
    outputs = find_outputs(machine)
    if outputs is None:
        return CheckResult(
            "bad", Message("Qt gets no answer from the sound server: it hangs, and films with it"), RESTART_SERVER
        )
    if outputs:
        return _level(machine, outputs)
    cards = _cards(machine)
    if not cards:
        fix = Message("connect loudspeakers, or leave it: films show their captions")
        return CheckResult("doubtful", Message("there is no sound card"), fix)
    card = cards[0]
    socket = server_socket(machine.environment)
    if socket is not None and server_process(socket):
        message = Message("the sound server has no output for the sound card ({card}): films are silent", card=card)
        fix = Message(
            "plug the loudspeakers in, switch the display on, and look again; else: {command}",
            command="journalctl -u yi-kiosk-sound -n 30",
        )
        return CheckResult("bad", message, fix)
    if not any(machine.find(program) for program in SERVERS):
        message = Message(
            "there is a sound card ({card}), but no sound server is installed: films are silent", card=card
        )
        return CheckResult(
            "bad", message, Message("apt-get install pulseaudio pulseaudio-utils; then: sudo kiosk device set-up")
        )
    message = Message("there is a sound card ({card}), but no sound server runs: films are silent", card=card)
    return CheckResult("bad", message, RESTART_SERVER if machine.find(UNIT) else Message("sudo kiosk device set-up"))


def tones(machine: Machine) -> Iterator[Tone]:
    """Play a tone on each loudspeaker that Qt knows, one after another, and yield the result."""
    for output in find_outputs(machine) or ():
        for side in SIDES[: output["channels"]]:
            answer = machine.run(*module_command(MODULE, "--tone", output["id"], side, "1"))
            yield Tone(output["name"], side, float(_read(answer).get("heard", 0)) > SECONDS / 2)


def find_outputs(machine: Machine) -> list[dict[str, Any]] | None:
    """Return those of Qt's outputs that lead to a loudspeaker; None if Qt gives no answer."""
    found = _read(machine.run(*module_command(MODULE))).get("outputs")
    return None if found is None else [output for output in found if output["id"] != FALLBACK]


def _level(machine: Machine, outputs: list[dict[str, Any]]) -> CheckResult:
    """Report the output in use, and whether the server is muted."""
    current = next((output for output in outputs if output["default"]), outputs[0])
    sinks: list[dict[str, Any]] = []
    with suppress(ValueError, TypeError):
        sinks = json.loads(machine.run("pactl", "--format=json", "list", "sinks") or "[]")
    for sink in sinks:
        levels = [int(channel.get("value", 1)) for channel in sink.get("volume", {}).values()]
        if sink.get("name") == current["id"] and (sink.get("mute") or (levels and not any(levels))):
            message = Message("{name} is muted at the sound server: films are silent", name=current["name"])
            command = (
                f"{AS_KIOSK} sh -c 'pactl set-sink-mute {current['id']} 0; pactl set-sink-volume {current['id']} 100%'"
            )
            return CheckResult("bad", message, Message("{command}", command=command))
    others = len(outputs) - 1
    if others:
        return CheckResult(
            "well", Message("films sound from {name}; {count} more to choose from", name=current["name"], count=others)
        )
    return CheckResult("well", Message("films sound from {name}", name=current["name"]))


def _cards(machine: Machine) -> list[str]:
    """The names of the cards with an output: a camera's microphone is a card as well."""
    playing = {int(line[:2]) for line in machine.read("proc/asound/pcm").splitlines() if ": playback " in line}
    named = re.findall(r"^ *(\d+) \[.*\]: *(.*)$", machine.read("proc/asound/cards"), re.MULTILINE)
    return [name.strip() for number, name in named if int(number) in playing]


def _read(output: str | None) -> dict[str, Any]:
    with suppress(ValueError):
        values = json.loads(output or "")
        return values if isinstance(values, dict) else {}
    return {}
