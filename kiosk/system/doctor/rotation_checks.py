"""Checks of screen rotation: picture and touch are rotated alike, and as device.yaml says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.content.messages import Message
from kiosk.system.doctor.graphics_checks import touch_screens
from kiosk.system.doctor.machine import CheckResult, Machine
from kiosk.system.setup.plan import SERVICE, TOUCH_RULES, UDEV, UNITS, XORG
from kiosk.system.setup.rotation import CAGE, MATRICES, NONE, RANDR, Matrix, one_after_other, read_matrix, turn_of

_CONNECTED = re.compile(
    r"^(?P<name>\S+) connected (?:primary )?(?P<width>\d+)x(?P<height>\d+)\+\d+\+\d+ (?:\(0x[0-9a-f]+\) )?"
    r"(?P<turn>normal|left|inverted|right)?.*?(?:(?P<wide>\d+)mm x (?P<high>\d+)mm)?$",
    re.MULTILINE,
)
_PROPERTY = r"{name} \(\d+\):\s*(.+)$"
_SERVER, _LIBINPUT = "Coordinate Transformation Matrix", "libinput Calibration Matrix"
_TURN_NAMES = {
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


def check_rotation(machine: Machine, wanted: str) -> CheckResult:
    """Report differences between picture, touch and `wanted` (device.yaml, screen.turn)."""
    configured = _configured_turn(machine)
    if configured is not None and configured != wanted:
        message = Message(
            "device.yaml says: {wanted}; this device is set up for: {written}",
            wanted=_TURN_NAMES[wanted],
            written=_TURN_NAMES[configured],
        )
        return CheckResult("bad", message, Message("sudo kiosk device set-up, then restart the machine"))
    output = machine.run("xrandr", "--query") if machine.environment.get("DISPLAY") else None
    pictures = _pictures(output or "")
    if len(pictures) != 1:
        return _check_without_picture(machine, wanted, len(pictures))
    (picture,) = pictures
    for name in touch_screens(machine.read("proc/bus/input/devices")):
        matrix = _matrix(machine.run("xinput", "list-props", name) or "")
        if matrix is not None and (touch_turn := turn_of(matrix)) != picture.turn:
            message = Message(
                "a touch lands elsewhere: the picture is {shown}, the touch {touch} ({name})",
                shown=_TURN_NAMES[picture.turn],
                touch=_TURN_NAMES[touch_turn] if touch_turn else Message("mapped in another way"),
                name=name,
            )
            fix = Message("sudo kiosk device set-up, then restart the machine; take out rules and settings of your own")
            return CheckResult("bad", message, fix)
    if picture.turn != wanted:
        message = Message(
            "device.yaml says: {wanted}; the picture is: {shown}",
            wanted=_TURN_NAMES[wanted],
            shown=_TURN_NAMES[picture.turn],
        )
        fix = Message("set screen.turn in device.yaml, sudo kiosk device set-up, then restart the machine")
        # Both may have been rotated in another way.
        return CheckResult("doubtful" if wanted == NONE else "bad", message, fix)
    if picture.panel_upright is not None and picture.panel_upright != picture.upright:
        message = Message("the panel says that it is upright, the picture is not")
        if picture.upright:
            message = Message("the picture is upright, the panel says that it is not")
        return CheckResult(
            "doubtful", message, Message("look at the screen; screen.turn in device.yaml turns picture and touch")
        )
    return CheckResult("well", Message("picture and touch are turned alike: {turn}", turn=_TURN_NAMES[wanted]))


def _check_without_picture(machine: Machine, wanted: str, displays: int) -> CheckResult:
    if displays > 1:
        message = Message(
            "there are {count} displays; which of them the touch lies on is not seen from here", count=displays
        )
        return CheckResult("unknown", message, Message("xinput map-to-output (`kiosk help operating`)"))
    rules = machine.read(f"{UDEV}/{TOUCH_RULES}".lstrip("/"))
    match = re.search(r'LIBINPUT_CALIBRATION_MATRIX\}="([^"]*)"', rules)
    if match and (matrix := read_matrix(match[1])) != MATRICES[wanted]:
        touch_turn = turn_of(matrix) if matrix else None
        message = Message(
            "a touch lands elsewhere: the picture is {shown}, the touch {touch} ({name})",
            shown=_TURN_NAMES[wanted],
            touch=_TURN_NAMES[touch_turn] if touch_turn else Message("mapped in another way"),
            name=TOUCH_RULES,
        )
        return CheckResult("bad", message, Message("sudo kiosk device set-up --session cage, then restart the machine"))
    if match:
        return CheckResult("well", Message("picture and touch are turned alike: {turn}", turn=_TURN_NAMES[wanted]))
    message = Message("whether the touch fits the picture can only be seen while the kiosk runs")
    return CheckResult("unknown", message, Message("sudo systemctl start yi-kiosk, then sudo kiosk doctor"))


def _configured_turn(machine: Machine) -> str | None:
    """The rotation that set-up configured; None if it was not run, or did not configure one."""
    xorg = machine.read(XORG.lstrip("/"))
    if xorg:
        match = re.search(r'Option "Rotate" "(\w+)"', xorg)
        return next((turn for turn, name in RANDR.items() if match and name == match[1]), NONE)
    command = re.search(r"^ExecStart=\S*cage (.*?)--", machine.read(f"{UNITS}/{SERVICE}".lstrip("/")), re.MULTILINE)
    if command:
        count = command[1].split().count("-r")
        return next((turn for turn, times in CAGE.items() if times == count % 4), None)
    return None


def _pictures(output: str) -> list[DisplayRotation]:
    turns = {name: turn for turn, name in RANDR.items()}
    pictures = []
    for display in _CONNECTED.finditer(output):
        turn = turns[display["turn"] or "normal"]
        panel_width, panel_height = int(display["wide"] or 0), int(display["high"] or 0)
        # What the display panel reports is unrotated; the picture's size is that after rotation.
        panel_upright = None
        if panel_width and panel_height and panel_width != panel_height:
            panel_upright = (panel_height > panel_width) is (turn in {NONE, "180"})
        pictures.append(DisplayRotation(turn, int(display["height"]) > int(display["width"]), panel_upright))
    return pictures


def _matrix(properties: str) -> Matrix | None:
    """The total matrix that X applies to a touch; None if it does not say."""
    matrices = [
        read_matrix(match[1])
        for name in (_LIBINPUT, _SERVER)
        if (match := re.search(_PROPERTY.format(name=name), properties, re.MULTILINE))
    ]
    total = MATRICES[NONE]
    for matrix in matrices:
        if matrix is None:
            return None
        total = one_after_other(total, matrix)
    return total if matrices else None
