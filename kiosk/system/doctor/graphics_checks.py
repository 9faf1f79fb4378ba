"""Checks of graphics, typefaces, codecs and touch."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kiosk.content.messages import Message
from kiosk.device.glyph_coverage import drawable_in
from kiosk.system.doctor.machine import CheckResult, Machine

FAMILIES = {
    "Noto Serif CJK SC": "fonts-noto-cjk",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "LXGW WenKai": "fonts-lxgw-wenkai",
}
SAMPLE = "镇江新区展览馆鼎彝饕餮，。《》AaÀé0123456789%×→"
CODECS = ("h264", "hevc", "vp9", "aac", "mp3", "opus")
_TOUCH_BITS = 1 << 0x35  # ABS_MT_POSITION_X in the kernel's input event codes


def graphics(machine: Machine) -> CheckResult:
    """Whether a graphics card draws."""
    cards = [card.name for card in machine.find("dev/dri/renderD*")]
    if machine.environment.get("QT_QUICK_BACKEND") == "software":
        message = Message("the software renderer was chosen by QT_QUICK_BACKEND")
        return CheckResult("doubtful", message, Message("take it out of the unit if this device has a graphics card"))
    if cards:
        return CheckResult("well", Message("a graphics card draws ({card})", card=cards[0]))
    fix = Message(
        "for 4K and much motion: a graphics card, and its driver (firmware-misc-nonfree, mesa-vulkan-drivers)"
    )
    return CheckResult(
        "doubtful", Message("no graphics card was found; Qt's software renderer draws, without glow"), fix
    )


def typefaces(_: Machine) -> CheckResult:
    """Whether the themes' typefaces are installed."""
    from PySide6.QtGui import QFontDatabase

    drawable_in(())
    # The list has the name in the system's language only: 霞鹜文楷 in Chinese.
    missing = [family for family in FAMILIES if not QFontDatabase.hasFamily(family)]
    if not missing:
        return CheckResult("well", Message("the typefaces are there"))
    packages = " ".join(sorted({FAMILIES[family] for family in missing}))
    message = Message("typefaces are missing: {names}", names=", ".join(missing))
    return CheckResult("bad", message, Message("apt-get install {packages}", packages=packages))


def characters(_: Machine) -> CheckResult:
    """Whether the characters that visitors read can be drawn."""
    drawable = drawable_in(FAMILIES)
    missing = "".join(character for character in SAMPLE if not drawable(character))
    if not missing:
        return CheckResult("well", Message("Chinese and Latin characters can be drawn"))
    fix = Message("apt-get install {packages}", packages="fonts-noto-cjk fonts-noto-cjk-extra")
    return CheckResult("bad", Message("no typeface of this device has: {characters}", characters=missing), fix)


def codecs(_: Machine) -> CheckResult:
    """Whether films and sounds can be decoded, and played by Qt."""
    import PySide6

    try:
        import av
    except ModuleNotFoundError:
        message = Message("films and sounds are not read: the library av is not installed")
        return CheckResult(
            "bad", message, Message('install the program with the extra "films"; see `kiosk help licences`')
        )
    plugins = list(Path(PySide6.__file__).parent.glob("**/multimedia/*ffmpeg*"))
    missing = [name for name in CODECS if name not in av.codecs_available]
    if plugins and not missing:
        return CheckResult("well", Message("films and sounds can be played: {names}", names=", ".join(CODECS)))
    missing = missing or ["Qt Multimedia (FFmpeg)"]
    message = Message("films or sounds cannot be played: {names}", names=", ".join(missing))
    return CheckResult("bad", message, Message("install the program again: `kiosk help operating`"))


def touch(machine: Machine) -> CheckResult:
    """Whether there is a touch screen, and it is clear to which display it belongs."""
    names = touch_screens(machine.read("proc/bus/input/devices"))
    if not names:
        fix = Message(
            "connect the USB cable of the touch screen; `cat /proc/bus/input/devices` shows what the system sees"
        )
        return CheckResult("bad", Message("no touch screen was found"), fix)
    displays = [
        file for file in machine.find("sys/class/drm/card*-*/status") if file.read_text().strip() == "connected"
    ]
    if len(displays) > 1:
        message = Message(
            "{touch} lies on one of {count} displays, and nothing says on which", touch=names[0], count=len(displays)
        )
        fix = Message("unplug the others, or map it: xinput map-to-output (`kiosk help operating`)")
        return CheckResult("doubtful", message, fix)
    return CheckResult("well", Message("touch screen: {names}", names=", ".join(names)))


def touch_screens(listing: str) -> Sequence[str]:
    """Return the names of the touch screens in a listing in the format of /proc/bus/input/devices."""
    names = []
    for device in listing.split("\n\n"):
        name = re.search(r'^N: Name="(.*)"', device, re.MULTILINE)
        bits = re.search(r"^B: ABS=([0-9a-f ]+)", device, re.MULTILINE)
        direct = re.search(r"^B: PROP=([0-9a-f]+)", device, re.MULTILINE)
        words = bits[1].split() if bits else []
        axes = sum(int(word, 16) << (64 * index) for index, word in enumerate(reversed(words)))
        # INPUT_PROP_DIRECT distinguishes a screen from a touchpad.
        if name and axes & _TOUCH_BITS and direct and int(direct[1], 16) & 2:
            names.append(name[1])
    return names
