"""The steps of `kiosk device set-up`: files to be written and commands to be run, each with what takes it back."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk import paths

USER = "yi-kiosk"
HOME = "/var/lib/yi-kiosk"
GROUPS = ("video", "render", "audio", "input")
SESSIONS = ("x11", "cage")
SERVICE = "yi-kiosk.service"
UNITS = "/etc/systemd/system"
UDEV = "/etc/udev/rules.d"
USB_RULES, STICK_RULES = "70-yi-kiosk-usb.rules", "99-yi-kiosk-stick.rules"
WRAPPER = """#!/bin/sh
# Written by `kiosk device set-up`: the kiosk's own command, for root and for its user.
[ "$(id -un)" = {user} ] || [ "$(id -u)" -ne 0 ] && exec {bin}/kiosk "$@"
# What changes the machine itself is for root alone.
[ "$1 $2" = "device set-up" ] && exec {bin}/kiosk "$@"
if [ "$1" = doctor ] && [ -S /tmp/.X11-unix/X0 ]; then
    export DISPLAY=:0 XAUTHORITY=/run/yi-kiosk-x/authority
fi
# Files are looked for where root stands, where the kiosk's user may stand there too.
runuser -u {user} -- test -x . || cd {home}
exec runuser -u {user} -- env HOME={home} LANG="$LANG" {bin}/kiosk "$@"
"""


@dataclass(frozen=True, slots=True)
class File:
    """A file to be written, as a whole path; what was there before is kept and put back."""

    path: str
    words: str
    mode: int = 0o644
    keep: bool = False  # one that is there already stays, and nothing takes it away


@dataclass(frozen=True, slots=True)
class Command:
    """A command to be run, and the one that takes it back; `spare`: where this succeeds there is nothing to do."""

    words: tuple[str, ...]
    undo: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()


Step = File | Command


def plan(session: str, *, usb: Sequence[tuple[str, str]] | None = None, sticks: bool = True) -> list[Step]:
    """Return the steps for a session: "x11" or "cage".

    `usb` are the devices (vendor, product) that stay welcome, None: all are. `sticks`: those that are let in are
    mounted, to be read.
    """
    return [*_user(), *_files(session), *_udev(usb, sticks=sticks), *_begin(session)]


def _user() -> Iterator[Step]:
    home = ("--home-dir", HOME, "--no-create-home")
    yield Command(
        ("useradd", "--system", *home, "--shell", "/usr/sbin/nologin", "--user-group", USER),
        ("userdel", USER),
        ("id", USER),
    )
    yield Command(("install", "--directory", f"--owner={USER}", f"--group={USER}", "--mode=0700", HOME))
    yield Command(("usermod", "--append", "--groups", ",".join(GROUPS), USER))


def _files(session: str) -> Iterator[Step]:
    system = paths.resources() / "system"
    for file in sorted((system / "systemd" / session).iterdir()):
        yield File(f"{UNITS}/{file.name}", _filled(file.read_text("utf-8")))
    if session == "x11":
        yield File("/etc/X11/xorg.conf.d/10-yi-kiosk.conf", (system / "xorg" / "10-yi-kiosk.conf").read_text("utf-8"))
    yield File("/etc/yi-kiosk/device.yaml", (system / "device.yaml").read_text("utf-8"), keep=True)
    yield File("/usr/local/bin/kiosk", WRAPPER.format(user=USER, bin=_bin(), home=HOME), 0o755)


def _udev(allowed: Sequence[tuple[str, str]] | None, *, sticks: bool) -> Iterator[Step]:
    shipped = paths.resources() / "system" / "udev"
    if allowed is not None:
        lines = [
            f'ATTR{{idVendor}}=="{vendor}", ATTR{{idProduct}}=="{product}", GOTO="yi_kiosk_end"'
            for vendor, product in sorted(set(allowed))
        ]
        rules = (shipped / USB_RULES).read_text("utf-8").replace("@ALLOWED@", "\n".join(lines))
        yield File(f"{UDEV}/{USB_RULES}", rules)
    if sticks:
        yield File(f"{UDEV}/{STICK_RULES}", (shipped / STICK_RULES).read_text("utf-8"))
    if sticks or allowed is not None:
        yield Command(("udevadm", "control", "--reload"), (), ("test", "!", "-d", "/run/udev"))


def _begin(session: str) -> Iterator[Step]:
    units = ["yi-kiosk-x.service", SERVICE] if session == "x11" else [SERVICE]
    yield Command(("systemctl", "mask", "getty@tty1.service"), ("systemctl", "unmask", "getty@tty1.service"))
    # An image that is being built has no systemd that runs.
    asleep = ("test", "!", "-d", "/run/systemd/system")
    yield Command(("systemctl", "daemon-reload"), (), asleep)
    yield Command(("systemctl", "enable", *units), ("systemctl", "disable", "--now", *units))


def usb_devices(top: Path = Path("/sys/bus/usb/devices")) -> list[tuple[str, str]]:
    """Return (vendor, product) of every USB device that is plugged in now, but hubs."""
    found = []
    for device in sorted(top.glob("*")):
        try:
            kind, vendor, product = ((device / name).read_text("ascii").strip() for name in _NAMES)
        except (OSError, UnicodeDecodeError):
            continue
        if kind != "09" and re.fullmatch("[0-9a-f]{4}", vendor) and re.fullmatch("[0-9a-f]{4}", product):
            found.append((vendor, product))
    return found


_NAMES = ("bDeviceClass", "idVendor", "idProduct")


def _filled(unit: str) -> str:
    return unit.replace("@BIN@", _bin()).replace("@DOCS@", str(paths.resources() / "system"))


def _bin() -> str:
    return str(Path(sys.executable).parent)
