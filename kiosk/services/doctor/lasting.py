"""What lasts for months: start, watchdog, clock, disk, rights, sleep, and what else may come over the screen."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from kiosk.content.telling import Told
from kiosk.services.doctor.machine import Machine, Result

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


def autostart(machine: Machine) -> Result:
    """Whether the kiosk begins with the machine."""
    said = machine.run("systemctl", "is-enabled", SERVICE)
    if (said or "").strip() == "enabled" or machine.find(f"etc/systemd/system/*.wants/{SERVICE}"):
        return Result("well", Told("the kiosk begins with the machine"))
    there = machine.find(f"etc/systemd/system/{SERVICE}")
    mend = Told("sudo systemctl enable yi-kiosk") if there else Told("sudo kiosk device set-up")
    return Result("bad", Told("the kiosk does not begin with the machine"), mend)


def watchdog(machine: Machine) -> Result:
    """Whether systemd notices that nothing reaches the screen, and the machine that systemd hangs."""
    answer = machine.run("systemctl", "show", SERVICE)
    if not answer and machine.find("run/systemd/system"):
        told = Told("whether the kiosk is watched is not known: systemd does not answer this user")
        return Result("unknown", told, Told("apt-get install dbus"))
    said = dict(re.findall(r"^(\w+)=(.*)$", answer or "", re.MULTILINE))
    if said.get("ActiveState") != "active":
        return Result(
            "bad",
            Told("the kiosk's unit does not run"),
            Told("sudo systemctl start yi-kiosk; then: journalctl -u yi-kiosk"),
        )
    if said.get("WatchdogUSec", "0") in {"", "0", "infinity"}:
        return Result("bad", Told("nothing watches whether the kiosk hangs"), Told("sudo kiosk device set-up"))
    settings = "".join(machine.read(str(file)) for file in machine.find("etc/systemd/system.conf*"))
    settings += "".join(machine.read(str(file)) for file in machine.find("etc/systemd/system.conf.d/*"))
    if machine.find("dev/watchdog0") and not re.search(r"^RuntimeWatchdogSec=(?!0|off)", settings, re.MULTILINE):
        told = Told("the kiosk is watched; the machine itself is not, although it has a watchdog")
        return Result(
            "doubtful", told, Told("write RuntimeWatchdogSec=30 into /etc/systemd/system.conf, and restart the machine")
        )
    return Result("well", Told("the kiosk is watched: it is started again where no frame reaches the screen"))


def clock(machine: Machine) -> Result:
    """Whether the clock is right, and stays so without a network."""
    said = dict(re.findall(r"^(\w+)=(.*)$", machine.run("timedatectl", "show") or "", re.MULTILINE))
    zone = said.get("Timezone", "")
    if said.get("NTPSynchronized") == "yes":
        return Result("well", Told("the clock is set by the network; time zone {zone}", zone=zone))
    if machine.find("dev/rtc*"):
        mend = Told("apt-get install systemd-timesyncd; or set it by hand twice a year: timedatectl set-time")
        return Result("doubtful", Told("the clock is not set by the network; time zone {zone}", zone=zone or "?"), mend)
    mend = Told("give the device a network with a time server, or a clock with a battery: opening hours depend on it")
    return Result("bad", Told("nothing sets the time, and this device has no clock that runs on without power"), mend)


def disk(machine: Machine) -> Result:
    """Whether there is room for packs, pictures and the journal."""
    there = next((part for folder in machine.folders for part in (folder, *folder.parents) if part.exists()), Path("/"))
    free = shutil.disk_usage(there).free / GB
    told = Told("{free} GB are free", free=f"{free:.1f}")
    mend = Told("make room: kiosk pack remove; journalctl --vacuum-size=100M; apt-get clean")
    return Result("well", told) if free >= FREE_GB else Result("doubtful" if free >= TIGHT_GB else "bad", told, mend)


def rights(machine: Machine) -> Result:
    """Whether the kiosk's user may write where the kiosk writes."""
    for folder in machine.folders:
        there = next(part for part in (folder, *folder.parents) if part.exists())
        if not os.access(there, os.W_OK):
            told = Told("{folder} cannot be written by this user", folder=there)
            return Result(
                "bad",
                told,
                Told("ask as the kiosk's user: sudo kiosk doctor; if that says so too: sudo kiosk device set-up"),
            )
    return Result("well", Told("the kiosk can write to its folders"))


def sleep(machine: Machine) -> Result:
    """Whether the display stays on by itself."""
    if machine.environment.get("WAYLAND_DISPLAY"):
        return Result("well", Told("cage puts no display to sleep"))
    said = machine.run("xset", "q") if machine.environment.get("DISPLAY") else None
    if said is None:
        told = Told("whether the display sleeps can only be seen while the kiosk runs")
        return Result("unknown", told, Told("sudo systemctl start yi-kiosk, then sudo kiosk doctor"))
    saver = re.search(r"timeout: +(\d+)", said)
    dpms = "DPMS is Enabled" in said and re.search(r"(Standby|Suspend|Off): +[1-9]", said)
    if (saver and int(saver[1])) or dpms:
        mend = Told("sudo kiosk device set-up; at once: xset s off, xset -dpms")
        return Result("bad", Told("the display goes to sleep by itself"), mend)
    return Result("well", Told("the display never goes to sleep by itself"))


def windows(machine: Machine) -> Result:
    """Whether a desktop is there, out of which a visitor could find a way."""
    found = sorted(WINDOW_MANAGERS & set(machine.processes()))
    if not found:
        return Result("well", Told("no window manager and no desktop runs"))
    mend = Told("systemctl disable --now gdm3 lightdm sddm; systemctl set-default multi-user.target")
    return Result("bad", Told("a desktop or a window manager runs: {names}", names=", ".join(found)), mend)


def updates(machine: Machine) -> Result:
    """Whether anything may come over the screen, or restart the machine under a visitor."""
    found = sorted(UPDATERS & set(machine.processes()))
    if found:
        mend = Told("remove it, or stop it: systemctl disable --now …")
        return Result("bad", Told("programs that announce updates run: {names}", names=", ".join(found)), mend)
    for file in machine.find("etc/apt/apt.conf.d/*"):
        with suppress(OSError):
            words = re.sub(r"^\s*//.*", "", file.read_text("utf-8", "replace"), flags=re.MULTILINE)
            if re.search(r'Automatic-Reboot\s+"true"', words) and "Automatic-Reboot-Time" not in words:
                told = Told("updates may restart the machine at any hour ({file})", file=file.name)
                line = 'Unattended-Upgrade::Automatic-Reboot-Time "04:00";'
                mend = Told("write {line} into /etc/apt/apt.conf.d/99hall: that restarts it by night", line=line)
                return Result("doubtful", told, mend)
    return Result("well", Told("nothing announces updates or restarts the machine by day"))
