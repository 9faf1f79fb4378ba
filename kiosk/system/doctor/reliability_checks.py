"""Checks of start, watchdog, clock, disk, rights, sleep, and of what else may cover the screen."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from kiosk.content.messages import Message
from kiosk.system.doctor.machine import CheckResult, Machine

SERVICE = "yi-kiosk.service"
GB = 1_000_000_000
FREE_GB, TIGHT_GB = 5, 1
WINDOW_MANAGERS = {
    *("gnome-shell", "kwin_x11", "kwin_wayland", "xfwm4", "mutter", "marco", "openbox", "metacity", "i3", "sway"),
    *("labwc", "weston", "gdm3", "lightdm", "sddm", "xfce4-session", "gnome-session-b", "plasmashell"),
}
UPDATERS = {
    "gnome-software",
    "update-notifier",
    "update-manager",
    "packagekitd",
    "discover",
    "DiscoverNotifier",
    "snapd",
}


def autostart(machine: Machine) -> CheckResult:
    """Whether the kiosk starts with the machine."""
    state = machine.run("systemctl", "is-enabled", SERVICE)
    if (state or "").strip() == "enabled" or machine.find(f"etc/systemd/system/*.wants/{SERVICE}"):
        return CheckResult("well", Message("the kiosk begins with the machine"))
    unit = machine.find(f"etc/systemd/system/{SERVICE}")
    fix = Message("sudo systemctl enable yi-kiosk") if unit else Message("sudo kiosk device set-up")
    return CheckResult("bad", Message("the kiosk does not begin with the machine"), fix)


def watchdog(machine: Machine) -> CheckResult:
    """Whether systemd notices that nothing reaches the screen, and the hardware notices that systemd hangs."""
    output = machine.run("systemctl", "show", SERVICE)
    if not output and machine.find("run/systemd/system"):
        message = Message("whether the kiosk is watched is not known: systemd does not answer this user")
        return CheckResult("unknown", message, Message("apt-get install dbus"))
    properties = dict(re.findall(r"^(\w+)=(.*)$", output or "", re.MULTILINE))
    if properties.get("ActiveState") != "active":
        return CheckResult(
            "bad",
            Message("the kiosk's unit does not run"),
            Message("sudo systemctl start yi-kiosk; then: journalctl -u yi-kiosk"),
        )
    if properties.get("WatchdogUSec", "0") in {"", "0", "infinity"}:
        return CheckResult(
            "bad", Message("nothing watches whether the kiosk hangs"), Message("sudo kiosk device set-up")
        )
    settings = "".join(machine.read(str(file)) for file in machine.find("etc/systemd/system.conf*"))
    settings += "".join(machine.read(str(file)) for file in machine.find("etc/systemd/system.conf.d/*"))
    if machine.find("dev/watchdog0") and not re.search(r"^RuntimeWatchdogSec=(?!0|off)", settings, re.MULTILINE):
        message = Message("the kiosk is watched; the machine itself is not, although it has a watchdog")
        return CheckResult(
            "doubtful",
            message,
            Message("write RuntimeWatchdogSec=30 into /etc/systemd/system.conf, and restart the machine"),
        )
    return CheckResult("well", Message("the kiosk is watched: it is started again where no frame reaches the screen"))


def clock(machine: Machine) -> CheckResult:
    """Whether the clock is right, and remains so without a network."""
    properties = dict(re.findall(r"^(\w+)=(.*)$", machine.run("timedatectl", "show") or "", re.MULTILINE))
    zone = properties.get("Timezone", "")
    if properties.get("NTPSynchronized") == "yes":
        return CheckResult("well", Message("the clock is set by the network; time zone {zone}", zone=zone))
    if machine.find("dev/rtc*"):
        fix = Message("apt-get install systemd-timesyncd; or set it by hand twice a year: timedatectl set-time")
        return CheckResult(
            "doubtful", Message("the clock is not set by the network; time zone {zone}", zone=zone or "?"), fix
        )
    fix = Message("give the device a network with a time server, or a clock with a battery: opening hours depend on it")
    return CheckResult(
        "bad", Message("nothing sets the time, and this device has no clock that runs on without power"), fix
    )


def disk(machine: Machine) -> CheckResult:
    """Whether there is enough space for packs, pictures and the journal."""
    existing = next(
        (part for folder in machine.folders for part in (folder, *folder.parents) if part.exists()), Path("/")
    )
    free = shutil.disk_usage(existing).free / GB
    message = Message("{free} GB are free", free=f"{free:.1f}")
    fix = Message("make room: kiosk pack remove; journalctl --vacuum-size=100M; apt-get clean")
    return (
        CheckResult("well", message)
        if free >= FREE_GB
        else CheckResult("doubtful" if free >= TIGHT_GB else "bad", message, fix)
    )


def rights(machine: Machine) -> CheckResult:
    """Whether the kiosk's user has write access wherever the kiosk writes."""
    for folder in machine.folders:
        existing = next(part for part in (folder, *folder.parents) if part.exists())
        if not os.access(existing, os.W_OK):
            message = Message("{folder} cannot be written by this user", folder=existing)
            return CheckResult(
                "bad",
                message,
                Message("ask as the kiosk's user: sudo kiosk doctor; if that says so too: sudo kiosk device set-up"),
            )
    return CheckResult("well", Message("the kiosk can write to its folders"))


def sleep(machine: Machine) -> CheckResult:
    """Whether the display stays on without input."""
    if machine.environment.get("WAYLAND_DISPLAY"):
        return CheckResult("well", Message("cage puts no display to sleep"))
    output = machine.run("xset", "q") if machine.environment.get("DISPLAY") else None
    if output is None:
        message = Message("whether the display sleeps can only be seen while the kiosk runs")
        return CheckResult("unknown", message, Message("sudo systemctl start yi-kiosk, then sudo kiosk doctor"))
    saver = re.search(r"timeout: +(\d+)", output)
    dpms = "DPMS is Enabled" in output and re.search(r"(Standby|Suspend|Off): +[1-9]", output)
    if (saver and int(saver[1])) or dpms:
        fix = Message("sudo kiosk device set-up; at once: xset s off, xset -dpms")
        return CheckResult("bad", Message("the display goes to sleep by itself"), fix)
    return CheckResult("well", Message("the display never goes to sleep by itself"))


def windows(machine: Machine) -> CheckResult:
    """Whether a desktop runs to which a visitor could escape."""
    running = sorted(WINDOW_MANAGERS & set(machine.processes()))
    if not running:
        return CheckResult("well", Message("no window manager and no desktop runs"))
    fix = Message("systemctl disable --now gdm3 lightdm sddm; systemctl set-default multi-user.target")
    return CheckResult("bad", Message("a desktop or a window manager runs: {names}", names=", ".join(running)), fix)


def updates(machine: Machine) -> CheckResult:
    """Whether updates may cover the screen, or restart the machine during a visit."""
    running = sorted(UPDATERS & set(machine.processes()))
    if running:
        fix = Message("remove it, or stop it: systemctl disable --now …")
        return CheckResult("bad", Message("programs that announce updates run: {names}", names=", ".join(running)), fix)
    for file in machine.find("etc/apt/apt.conf.d/*"):
        with suppress(OSError):
            text = re.sub(r"^\s*//.*", "", file.read_text("utf-8", "replace"), flags=re.MULTILINE)
            if re.search(r'Automatic-Reboot\s+"true"', text) and "Automatic-Reboot-Time" not in text:
                message = Message("updates may restart the machine at any hour ({file})", file=file.name)
                line = 'Unattended-Upgrade::Automatic-Reboot-Time "04:00";'
                fix = Message("write {line} into /etc/apt/apt.conf.d/99hall: that restarts it by night", line=line)
                return CheckResult("doubtful", message, fix)
    return CheckResult("well", Message("nothing announces updates or restarts the machine by day"))
