"""The steps of `kiosk device set-up`: files to write and commands to run, each with its undo."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk import paths
from kiosk.content.device_model import Device, load_device
from kiosk.content.diagnostics import Diagnostic
from kiosk.packs.store import index
from kiosk.system.setup import rotation

USER = "yi-kiosk"
HOME = "/var/lib/yi-kiosk"
GROUPS = ("video", "render", "audio", "input")
SESSIONS = ("x11", "cage")
SERVICE, SCREEN, SOUND = "yi-kiosk.service", "yi-kiosk-x.service", "yi-kiosk-sound.service"
BUS = "yi-kiosk-bus.service"
UNITS = "/etc/systemd/system"
# Where the Debian package keeps what set-up writes elsewhere: such a file is not written a second time.
PACKAGED_UNITS = "/usr/lib/systemd/system"
PACKAGED = {name: f"{PACKAGED_UNITS}/{name}" for name in (SERVICE, SCREEN, SOUND, BUS)}
COMMAND, PACKAGED_COMMAND = "/usr/local/bin/kiosk", "/usr/bin/kiosk"
SYSRQ = "/proc/sys/kernel/sysrq"
DROP_IN_NAME = "99-yi-kiosk.conf"  # sorts after 99-sysctl.conf: the last one read wins
# A keyboard's consoles, the shell that systemd may open on one, and the keys that the kernel passes to systemd.
MASKED_UNITS = (
    *("getty@.service", "getty@tty1.service", "autovt@.service", "debug-shell.service"),
    *("ctrl-alt-del.target", "kbrequest.target"),
)
# An image being built has no running systemd.
IF_NO_SYSTEMD = ("test", "!", "-d", "/run/systemd/system")
UDEV = "/etc/udev/rules.d"
USB_RULES, STICK_RULES = "70-yi-kiosk-usb.rules", "99-yi-kiosk-stick.rules"
# Steps that depend on an option: omitted from a second set-up, they would vanish silently.
OPTIONS = {
    f"{UNITS}/{SCREEN}": "--session x11",
    f"{UDEV}/{USB_RULES}": "--usb-allow-list",
    f"{UDEV}/{STICK_RULES}": "--sticks",
}
TOUCH_RULES = "71-yi-kiosk-touch.rules"
XORG = "/etc/X11/xorg.conf.d/10-yi-kiosk.conf"
DEVICE = "/etc/yi-kiosk/device.yaml"
# The sound server, its control tool, and the one that sets a new card to an audible level: each with one program.
SOUND_PACKAGES = {
    "pulseaudio": "/usr/bin/pulseaudio",
    "pulseaudio-utils": "/usr/bin/pactl",
    "alsa-utils": "/usr/sbin/alsactl",
}
# The bus on which screen readers and the kiosk meet, and what gives them its tree: each with one program.
SCREEN_READER_PACKAGES = {
    "dbus-daemon": "/usr/bin/dbus-daemon",
    "at-spi2-core": "/usr/libexec/at-spi-bus-launcher",
}
# "yes" or "no", as device.yaml had it at set-up: without "yes" the bus does not start.
SCREEN_READER = "/etc/yi-kiosk/screen-reader"
# Packages, with their settings. A package that another program needs by now stays, for dpkg refuses to remove it;
# apt-get would remove that program as well. A killed set-up may have left a dpkg running, so wait for it. $0: what must
# be gone.
PURGE = """
export LC_ALL=C
left=120
while ! said=$(dpkg --purge "$@" 2>&1); do
    case $said in *locked*) left=$((left - 1)); [ $left -gt 0 ] && sleep 1 && continue ;; esac
    exec test ! -x "$0"
done
"""
# A login, as with cage, would start a second server for the same user, which would take the card.
USER_SOUND_UNITS = (
    "pulseaudio.service",
    "pulseaudio.socket",
    "pipewire.service",
    "pipewire.socket",
    "wireplumber.service",
)
NOT_FOR_KIOSK_USER = (
    f"# Written by `kiosk device set-up`: the kiosk has a sound server already.\n[Unit]\nConditionUser=!{USER}\n"
)
WRAPPER = """#!/bin/sh
# The kiosk's own command, for root and for its user.
[ "$(id -un)" = {user} ] || [ "$(id -u)" -ne 0 ] && exec {bin}/kiosk "$@"
# What changes the machine itself is for root alone.
[ "$1 $2" = "device set-up" ] && exec {bin}/kiosk "$@"
if [ "$1" = doctor ] && [ -S /tmp/.X11-unix/X0 ]; then
    export DISPLAY=:0 XAUTHORITY=/run/yi-kiosk-x/authority
fi
# Files are looked for in root's working folder, if the kiosk's user may enter it too.
runuser -u {user} -- test -x . || cd {home}
exec runuser -u {user} -- env HOME={home} LANG="$LANG" PULSE_SERVER=unix:/run/yi-kiosk-sound/native {bin}/kiosk "$@"
"""


@dataclass(frozen=True, slots=True)
class File:
    """A file to write, as an absolute path; the original is kept and restored.

    `packaged`: another path; if the file there has this content already, nothing is written.
    """

    path: str
    content: str
    mode: int = 0o644
    keep: bool = False  # an existing one stays, and the undo does not remove it
    packaged: str = ""


@dataclass(frozen=True, slots=True)
class Symlink:
    """A symbolic link to make, as an absolute path; the original is kept and restored."""

    path: str
    to: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command to run, and the one that undoes it.

    `skip_if`: if this succeeds there is nothing to do; `undone_if`: if this succeeds there is nothing to undo. `last`:
    undone after everything else, whether it was run or spared. A command that is not `vital` may fail.
    """

    arguments: tuple[str, ...]
    undo: tuple[str, ...] = ()
    skip_if: tuple[str, ...] = ()
    undone_if: tuple[str, ...] = ()
    last: bool = False
    vital: bool = True


@dataclass(frozen=True, slots=True)
class Give:
    """A folder, as an absolute path, to give to the user with everything in it.

    `like`: only if it has this file, and only what has the same UID as that.
    """

    folder: str
    user: str
    like: str = ""


Step = File | Symlink | Command | Give


@dataclass(frozen=True, slots=True)
class SetupOptions:
    """What staff choose.

    `session`: "x11" or "cage". `usb`: the allowed devices (vendor, product), None: all. `sticks`: mount allowed sticks
    read-only.
    """

    session: str = "x11"
    usb: Sequence[tuple[str, str]] | None = None
    sticks: bool = True


def plan(
    options: SetupOptions,
    *,
    sysrq: str = "",
    device: Device | None = None,
    brought: Mapping[str, Sequence[str]] | None = None,
) -> list[Step]:
    """Return the steps for what staff chose.

    `sysrq`: the kernel's current SysRq setting, empty if it has none. `device`: the settings of device.yaml, of which
    the packs' folder, the screen's rotation and whether screen readers come in matter here. `brought`: the packages
    that each Debian package installs, and that are removed with it.
    """
    device = device or Device()
    turn = device.screen.turn
    return [
        *_user(device.store.folder),
        *_files(options.session, turn),
        *_sound(options.session, turn, brought or {}),
        *_screen_reader(device.accessibility.screen_reader, turn, brought or {}),
        *_udev(options, turn),
        *_keyboard(sysrq),
        *_begin(options.session),
    ]


def _user(store: Path | None) -> Iterator[Step]:
    home = ("--home-dir", HOME, "--no-create-home")
    yield Command(
        ("useradd", "--system", *home, "--shell", "/usr/sbin/nologin", "--user-group", USER),
        ("userdel", USER),
        skip_if=("id", USER),
        undone_if=("sh", "-c", f"! id {USER} >/dev/null 2>&1"),
    )
    # A freed UID may be reused later: what is kept without the user goes to root.
    yield Command(
        ("install", "--directory", f"--owner={USER}", f"--group={USER}", "--mode=0700", HOME),
        ("chown", "root:root", HOME),
        undone_if=("test", "!", "-d", HOME),
    )
    yield Give(HOME, USER)
    if store is not None and not store.is_relative_to(HOME):
        yield Give(str(store), USER, like=index.FILE)
    yield Command(("usermod", "--append", "--groups", ",".join(GROUPS), USER))


def _files(session: str, turn: str) -> Iterator[Step]:
    system = paths.resources() / "system"
    for file in sorted((system / "systemd" / session).iterdir()):
        yield File(f"{UNITS}/{file.name}", fill_unit(file.read_text("utf-8"), turn), packaged=PACKAGED[file.name])
    if session == "x11":
        yield File(XORG, (system / "xorg" / "10-yi-kiosk.conf").read_text("utf-8") + rotation.xorg_sections(turn))
    yield File(DEVICE, (system / "device.yaml").read_text("utf-8"), keep=True)
    yield File(COMMAND, wrapper(), 0o755, packaged=PACKAGED_COMMAND)


def _sound(session: str, turn: str, brought: Mapping[str, Sequence[str]]) -> Iterator[Step]:
    resources = paths.resources() / "system" / "sound"
    yield from _packages(SOUND_PACKAGES, brought)
    yield File("/etc/yi-kiosk/sound.pa", (resources / "yi-kiosk.pa").read_text("utf-8"))
    yield File(f"{UNITS}/{SOUND}", fill_unit((resources / SOUND).read_text("utf-8"), turn), packaged=PACKAGED[SOUND])
    if session == "cage":
        for unit in USER_SOUND_UNITS:
            yield File(f"/etc/systemd/user/{unit}.d/yi-kiosk.conf", NOT_FOR_KIOSK_USER)


def _screen_reader(is_open: bool, turn: str, brought: Mapping[str, Sequence[str]]) -> Iterator[Step]:
    if is_open:
        yield from _packages(SCREEN_READER_PACKAGES, brought)
    unit = (paths.resources() / "system" / "accessibility" / BUS).read_text("utf-8")
    yield File(f"{UNITS}/{BUS}", fill_unit(unit, turn), packaged=PACKAGED[BUS])
    yield File(SCREEN_READER, "yes\n" if is_open else "no\n")


def _packages(wanted: Mapping[str, str], brought: Mapping[str, Sequence[str]]) -> Iterator[Step]:
    """Install Debian packages, each known by one of its programs, where they are missing."""
    apt = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--yes")
    for package, program in wanted.items():
        yield Command(
            (*apt, "install", "--no-install-recommends", package),
            ("sh", "-c", PURGE, program, *(brought.get(package) or (package,))),
            skip_if=("test", "-x", program),
            vital=False,
        )


def _udev(options: SetupOptions, turn: str) -> Iterator[Step]:
    allowed, sticks, is_cage = options.usb, options.sticks, options.session == "cage"
    resources = paths.resources() / "system" / "udev"
    if allowed is not None:
        lines = [
            f'ATTR{{idVendor}}=="{vendor}", ATTR{{idProduct}}=="{product}", GOTO="yi_kiosk_end"'
            for vendor, product in sorted(set(allowed))
        ]
        rules = (resources / USB_RULES).read_text("utf-8").replace("@ALLOWED@", "\n".join(lines))
        yield File(f"{UDEV}/{USB_RULES}", rules)
    if sticks:
        yield File(f"{UDEV}/{STICK_RULES}", (resources / STICK_RULES).read_text("utf-8"))
    if is_cage:
        # Written for an unrotated one as well: it may have been rotated before.
        rules = (resources / TOUCH_RULES).read_text("utf-8").replace("@TURN@\n", rotation.touch_rule(turn))
        yield File(f"{UDEV}/{TOUCH_RULES}", rules)
    if sticks or allowed is not None or is_cage:
        reload = ("udevadm", "control", "--reload")
        if_no_udev = ("test", "!", "-d", "/run/udev")
        yield Command(reload, reload, skip_if=if_no_udev, undone_if=if_no_udev, last=True)
        if is_cage:
            trigger = ("udevadm", "trigger", "--subsystem-match=input", "--action=change")
            yield Command(trigger, trigger, skip_if=if_no_udev, undone_if=if_no_udev, last=True)


def _keyboard(sysrq: str) -> Iterator[Step]:
    """Disable what a visitor's plugged-in keyboard could do. A serial console and ssh stay as they are."""
    resources = paths.resources() / "system" / "keyboard"
    yield File(f"/etc/sysctl.d/{DROP_IN_NAME}", (resources / "sysctl.conf").read_text("utf-8"))
    if re.fullmatch(r"\d+", sysrq):
        write = "echo {} >" + SYSRQ
        # An image being built, or a container, does not change the kernel that it runs on.
        if_not_writable = ("sh", "-c", f"test ! -d {IF_NO_SYSTEMD[-1]} || test ! -w {SYSRQ}")
        yield Command(
            ("sh", "-c", write.format(0)),
            ("sh", "-c", write.format(sysrq)),
            skip_if=if_not_writable,
            undone_if=if_not_writable,
        )
    yield File(f"/etc/systemd/logind.conf.d/{DROP_IN_NAME}", (resources / "logind.conf").read_text("utf-8"))
    yield File(f"/etc/systemd/system.conf.d/{DROP_IN_NAME}", (resources / "manager.conf").read_text("utf-8"))
    for unit in MASKED_UNITS:
        yield Symlink(f"{UNITS}/{unit}", "/dev/null")
    # HUP makes it reload its settings; a restart would end the session that cage draws in.
    reload_logind = ("systemctl", "kill", "--kill-whom=main", "--signal=HUP", "systemd-logind.service")
    if_not_running = ("sh", "-c", "! systemctl is-active --quiet systemd-logind.service 2>/dev/null")
    yield Command(
        reload_logind, reload_logind, skip_if=if_not_running, undone_if=if_not_running, last=True, vital=False
    )


def _begin(session: str) -> Iterator[Step]:
    units = [SOUND, SCREEN, SERVICE] if session == "x11" else [SOUND, SERVICE]
    reload = ("systemctl", "daemon-reload")
    yield Command(reload, reload, skip_if=IF_NO_SYSTEMD, undone_if=IF_NO_SYSTEMD, last=True)
    yield Command(
        ("systemctl", "enable", *units),
        ("systemctl", "disable", "--now", *units),
        undone_if=("test", "!", "-e", f"{UNITS}/multi-user.target.wants/{SERVICE}"),
    )
    # The screen starts at the next boot, or when staff say; services without a picture can start at once.
    yield Command(("systemctl", "restart", SOUND), skip_if=IF_NO_SYSTEMD, vital=False)


def fill_unit(unit: str, turn: str, bin_folder: str = "", data: str = "") -> str:
    """Return a unit with its paths filled in: by default, those of the program that runs.

    `turn` is the screen's rotation; `data` is the folder of the product's own system files.
    """
    text = unit.replace("@BIN@", bin_folder or _bin()).replace("@DOCS@", data or str(paths.resources() / "system"))
    return text.replace(" @TURN@", rotation.cage_options(turn))


def wrapper(bin_folder: str = "") -> str:
    """Return the `kiosk` command of a device: for root it runs as the kiosk's user. Default: the program that runs."""
    return WRAPPER.format(user=USER, bin=bin_folder or _bin(), home=HOME)


def brought_packages(
    packages: Iterable[str] = (*SOUND_PACKAGES, *SCREEN_READER_PACKAGES),
) -> dict[str, tuple[str, ...]]:
    """Return the missing packages that installing each package would bring, including itself.

    A package that several need counts for the first.
    """
    brought: dict[str, tuple[str, ...]] = {}
    requested: list[str] = []
    for package in packages:
        requested.append(package)
        command = ["apt-get", "--simulate", "--no-install-recommends", "install", *requested]
        try:
            output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        except OSError:
            return brought
        # "Inst NAME (VERSION …)"; for an upgrade of an installed one: "Inst NAME [OLD] (…".
        new = re.findall(r"^Inst (\S+) \(", output, re.MULTILINE)
        earlier = {name for names in brought.values() for name in names}
        brought[package] = tuple(name for name in new if name not in earlier)
    return brought


def usb_devices(top: Path = Path("/sys/bus/usb/devices")) -> list[tuple[str, str]]:
    """Return (vendor, product) of every USB device now plugged in, except hubs."""
    found = []
    for device in sorted(top.glob("*")):
        try:
            kind, vendor, product = ((device / name).read_text("ascii").strip() for name in _NAMES)
        except (OSError, UnicodeDecodeError):
            continue
        if kind != "09" and re.fullmatch("[0-9a-f]{4}", vendor) and re.fullmatch("[0-9a-f]{4}", product):
            found.append((vendor, product))
    return found


def sysrq_now(file: Path = Path(SYSRQ)) -> str:
    """Return the kernel's current SysRq setting as written in /proc; empty if it has none."""
    return file.read_text("ascii").strip() if file.exists() else ""


def read_device(top: Path = Path("/")) -> tuple[Path | None, Device, list[Diagnostic]]:
    """Return the device.yaml that this machine's kiosk would read, its settings, and its diagnostics.

    None and the defaults if there is none; the defaults as well if anything is wrong.
    """
    from kiosk.device.time_zones import ZoneChecker

    files = (top / folder.lstrip("/") / "device.yaml" for folder in (f"{HOME}/.config/yi-kiosk", "/etc/yi-kiosk"))
    file = next((file for file in files if file.is_file()), None)
    return (file, *load_device(file, ZoneChecker())) if file else (None, Device(), [])


def allowed_devices(rules: str) -> list[tuple[str, str]]:
    """Return (vendor, product) of every USB device that the text of the allow-list rules admits."""
    return re.findall(
        r'^ATTR\{idVendor\}=="([0-9a-f]{4})", ATTR\{idProduct\}=="([0-9a-f]{4})", GOTO=', rules, re.MULTILINE
    )


_NAMES = ("bDeviceClass", "idVendor", "idProduct")


def _bin() -> str:
    return str(Path(sys.executable).parent)
