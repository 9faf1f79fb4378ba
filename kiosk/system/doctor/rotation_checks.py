"""Checks of screen rotation: picture and touch are rotated alike, and as device.yaml says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.content.messages import Message
from kiosk.system.doctor.graphics_checks import touch_screens
from kiosk.system.doctor.machine import CheckResult, Machine
from kiosk.system.setup.plan import SERVICE, TOUCH_RULES, UDEV, UNITS, XORG
from kiosk.system.setup.rotation import CAGE, MATRICES, NONE, RANDR, Matrix, one_after_other, read_matrix, turn_of

_LIT = re.compile(
    r"^(?P<name>\S+) connected (?:primary )?(?P<width>\d+)x(?P<height>\d+)\+\d+\+\d+ (?:\(0x[0-9a-f]+\) )?"
    r"(?P<turn>normal|left|inverted|right)?.*?(?:(?P<wide>\d+)mm x (?P<high>\d+)mm)?$",
    re.MULTILINE,
)
_PROPERTY = r"{name} \(\d+\):\s*(.+)$"
_SERVER, _LIBINPUT = "Coordinate Transformation Matrix", "libinput Calibration Matrix"
_WORDS = {
    NONE: Message("not turned"),
    "left": Message("turned to the left"),
    "right": Message("turned to the right"),
    "180": Message("upside down"),
}


@dataclass(frozen=True, slots=True)
class DisplayRotation:
    """The picture on one output: its rotation, and whether it and the display panel are upright."""

    turn: str
    upright: bool
    panel_upright: bool | None


def turned(machine: Machine, wanted: str) -> CheckResult:
    """Report differences between picture, touch and `wanted` (device.yaml, screen.turn)."""
    written = _written(machine)
    if written is not None and written != wanted:
        told = Message(
            "device.yaml says: {wanted}; this device is set up for: {written}",
            wanted=_WORDS[wanted],
            written=_WORDS[written],
        )
        return CheckResult("bad", told, Message("sudo kiosk device set-up, then restart the machine"))
    said = machine.run("xrandr", "--query") if machine.environment.get("DISPLAY") else None
    pictures = _pictures(said or "")
    if len(pictures) != 1:
        return _unseen(machine, wanted, len(pictures))
    (picture,) = pictures
    for name in touch_screens(machine.read("proc/bus/input/devices")):
        matrix = _matrix(machine.run("xinput", "list-props", name) or "")
        if matrix is not None and (lies := turn_of(matrix)) != picture.turn:
            told = Message(
                "a touch lands elsewhere: the picture is {shown}, the touch {touch} ({name})",
                shown=_WORDS[picture.turn],
                touch=_WORDS[lies] if lies else Message("mapped in another way"),
                name=name,
            )
            fix = Message("sudo kiosk device set-up, then restart the machine; take out rules and settings of your own")
            return CheckResult("bad", told, fix)
    if picture.turn != wanted:
        told = Message(
            "device.yaml says: {wanted}; the picture is: {shown}", wanted=_WORDS[wanted], shown=_WORDS[picture.turn]
        )
        fix = Message("set screen.turn in device.yaml, sudo kiosk device set-up, then restart the machine")
        # Both may have been rotated in another way.
        return CheckResult("doubtful" if wanted == NONE else "bad", told, fix)
    if picture.panel_upright is not None and picture.panel_upright != picture.upright:
        told = Message("the panel says that it is upright, the picture is not")
        if picture.upright:
            told = Message("the picture is upright, the panel says that it is not")
        return CheckResult(
            "doubtful", told, Message("look at the screen; screen.turn in device.yaml turns picture and touch")
        )
    return CheckResult("well", Message("picture and touch are turned alike: {turn}", turn=_WORDS[wanted]))


def _unseen(machine: Machine, wanted: str, displays: int) -> CheckResult:
    if displays > 1:
        told = Message(
            "there are {count} displays; which of them the touch lies on is not seen from here", count=displays
        )
        return CheckResult("unknown", told, Message("xinput map-to-output (`kiosk help operating`)"))
    rules = machine.read(f"{UDEV}/{TOUCH_RULES}".lstrip("/"))
    found = re.search(r'LIBINPUT_CALIBRATION_MATRIX\}="([^"]*)"', rules)
    if found and (matrix := read_matrix(found[1])) != MATRICES[wanted]:
        lies = turn_of(matrix) if matrix else None
        told = Message(
            "a touch lands elsewhere: the picture is {shown}, the touch {touch} ({name})",
            shown=_WORDS[wanted],
            touch=_WORDS[lies] if lies else Message("mapped in another way"),
            name=TOUCH_RULES,
        )
        return CheckResult("bad", told, Message("sudo kiosk device set-up --session cage, then restart the machine"))
    if found:
        return CheckResult("well", Message("picture and touch are turned alike: {turn}", turn=_WORDS[wanted]))
    told = Message("whether the touch fits the picture can only be seen while the kiosk runs")
    return CheckResult("unknown", told, Message("sudo systemctl start yi-kiosk, then sudo kiosk doctor"))


def _written(machine: Machine) -> str | None:
    """The rotation that set-up configured; None if it was not run, or did not configure one."""
    xorg = machine.read(XORG.lstrip("/"))
    if xorg:
        found = re.search(r'Option "Rotate" "(\w+)"', xorg)
        return next((turn for turn, word in RANDR.items() if found and word == found[1]), NONE)
    started = re.search(r"^ExecStart=\S*cage (.*?)--", machine.read(f"{UNITS}/{SERVICE}".lstrip("/")), re.MULTILINE)
    if started:
        count = started[1].split().count("-r")
        return next((turn for turn, times in CAGE.items() if times == count % 4), None)
    return None


def _pictures(said: str) -> list[DisplayRotation]:
    turns = {word: turn for turn, word in RANDR.items()}
    found = []
    for lit in _LIT.finditer(said):
        turn = turns[lit["turn"] or "normal"]
        wide, high = int(lit["wide"] or 0), int(lit["high"] or 0)
        # What the display panel reports is unrotated; the picture's size is that after rotation.
        stands = None if not wide or not high or wide == high else (high > wide) is (turn in {NONE, "180"})
        found.append(DisplayRotation(turn, int(lit["height"]) > int(lit["width"]), stands))
    return found


def _matrix(said: str) -> Matrix | None:
    """The total matrix that X applies to a touch; None if it does not say."""
    matrices = [
        read_matrix(found[1])
        for name in (_LIBINPUT, _SERVER)
        if (found := re.search(_PROPERTY.format(name=name), said, re.MULTILINE))
    ]
    total = MATRICES[NONE]
    for matrix in matrices:
        if matrix is None:
            return None
        total = one_after_other(total, matrix)
    return total if matrices else None
