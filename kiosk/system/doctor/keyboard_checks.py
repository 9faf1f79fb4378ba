"""Checks of what a visitor's keyboard could do: kernel keys, power keys, Ctrl+Alt+Del, other consoles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

from kiosk.content.messages import Message
from kiosk.system.doctor.machine import CheckResult, Machine

RUN_SET_UP = Message("sudo kiosk device set-up")
OWN_XORG_FILE = "/etc/X11/xorg.conf.d/10-yi-kiosk.conf"
NULL = "/dev/null"
# /proc/PID/stat after the name: state, parent, group, session, the number of the terminal.
_STAT = re.compile(r"(\d+) \((.*)\) \S \d+ \d+ (\d+) (\d+) ")
_CONSOLES = range(0x401, 0x440)  # /dev/tty1 to tty63
_KEYS = re.compile(r"^(Handle(?:Power|Reboot|Suspend|Hibernate)Key(?:LongPress)?)=(?!ignore$)(\S+)$", re.MULTILINE)
_FLAGS = re.compile(r'^\s*Section\s+"ServerFlags"(.*?)^\s*EndSection', re.MULTILINE | re.DOTALL | re.IGNORECASE)
_FALSE = {"0", "no", "off", "false"}
SCREEN_PROGRAMS = {"cage", "Xorg"}


def sysrq(machine: Machine) -> CheckResult:
    """Whether Alt+SysRq with a letter does anything."""
    allowed = machine.read("proc/sys/kernel/sysrq").strip()
    if allowed in {"", "0"}:
        return CheckResult("well", Message("Alt+SysRq does nothing"))
    message = Message("Alt+SysRq with a letter can restart this machine (kernel.sysrq is {value})", value=allowed)
    return CheckResult("bad", message, RUN_SET_UP)


def power_keys(machine: Machine) -> CheckResult:
    """Whether a keyboard's power and sleep keys do anything."""
    properties = _logind(machine)
    if not properties:
        message = Message("what the power and sleep keys do is not known: systemd-logind does not answer")
        return CheckResult("unknown", message, Message("apt-get install dbus"))
    actions = [f"{key} → {action}" for key, action in _KEYS.findall(properties)]
    if not actions:
        return CheckResult("well", Message("the power and sleep keys do nothing"))
    message = Message("a key can switch this machine off or send it to sleep: {keys}", keys=", ".join(actions))
    return CheckResult("bad", message, RUN_SET_UP)


def restart_keys(machine: Machine) -> CheckResult:
    """Whether Ctrl+Alt+Del restarts the machine."""
    burst_action = re.search(r"^CtrlAltDelBurstAction=(.+)$", machine.run("systemctl", "show") or "", re.MULTILINE)
    if not _masked(machine, "ctrl-alt-del.target"):
        return CheckResult(
            "bad",
            Message("Ctrl+Alt+Del restarts this machine while it starts, and whenever its screen does not run"),
            RUN_SET_UP,
        )
    if burst_action is None:
        message = Message(
            "Ctrl+Alt+Del does nothing; whether pressing it often does is not known: systemd does not answer"
        )
        return CheckResult("unknown", message, Message("apt-get install dbus"))
    if burst_action[1] != "none":
        return CheckResult("bad", Message("Ctrl+Alt+Del, pressed seven times, restarts this machine"), RUN_SET_UP)
    return CheckResult("well", Message("Ctrl+Alt+Del does nothing"))


def consoles(machine: Machine) -> CheckResult:
    """Whether a keyboard can reach a login on another console."""
    logins = sorted(set(_open_consoles(machine)), key=lambda name: int(name.removeprefix("tty")))
    if logins:
        message = Message("a login waits for a keyboard on: {consoles}", consoles=", ".join(logins))
        return CheckResult("bad", message, Message("sudo kiosk device set-up, then restart the machine"))
    automatic = re.search(r"^NAutoVTs=([1-9]\d*)$", _logind(machine), re.MULTILINE)
    if automatic and not _masked(machine, "autovt@.service") and not _masked(machine, "getty@.service"):
        return CheckResult("bad", Message("Ctrl+Alt+F2 opens a login"), RUN_SET_UP)
    file, line = _find_switch(machine)
    if file:
        message = Message("Ctrl+Alt+F2 leaves the kiosk's screen: {file} allows it", file=file)
        fix = Message("write {line} there, and restart the machine", line=line)
        return CheckResult(
            "bad",
            message,
            Message("sudo kiosk device set-up, then restart the machine") if file == OWN_XORG_FILE else fix,
        )
    return CheckResult("well", Message("no other console has a login, and no key leads there"))


def _logind(machine: Machine) -> str:
    return machine.run("loginctl", "show-session") or ""


def _masked(machine: Machine, unit: str) -> bool:
    file = machine.top / "etc/systemd/system" / unit
    with suppress(OSError):
        return str(file.readlink()) == NULL
    return False


def _open_consoles(machine: Machine) -> Iterator[str]:
    """Yield the consoles that are the terminal of a program other than the screen's."""
    for file in machine.find("proc/[0-9]*/stat"):
        with suppress(OSError):
            match = _STAT.match(file.read_text("utf-8", "replace"))
            if match and match[1] == match[3] and int(match[4]) in _CONSOLES and match[2] not in SCREEN_PROGRAMS:
                yield f"tty{int(match[4]) - 0x400}"


def _find_switch(machine: Machine) -> tuple[str, str]:
    """Return the file that lets a key switch away from the screen's console, and the fix; else empty."""
    if machine.find("etc/systemd/system/yi-kiosk-x.service"):
        # Xorg reads them in this order, and only the last ServerFlags counts: they are not merged.
        order = ("usr/share/X11/xorg.conf.d/*.conf", "etc/X11/xorg.conf.d/*.conf", "etc/X11/xorg.conf")
        last, flags = OWN_XORG_FILE.lstrip("/"), ""
        for file in (file for pattern in order for file in machine.find(pattern)):
            for match in _FLAGS.findall(machine.read(str(file))):
                last, flags = str(file.relative_to(machine.top)), match
        options_set = re.findall(r'^\s*Option\s+"DontVTSwitch"(?:\s+"(\w+)")?', flags, re.MULTILINE | re.IGNORECASE)
        is_closed = options_set and options_set[-1].lower() not in _FALSE
        return ("", "") if is_closed else (f"/{last}", 'Option "DontVTSwitch" "true"')
    files = ("etc/systemd/system/yi-kiosk.service", "etc/systemd/system/yi-kiosk.service.d/*.conf")
    for file in reversed([file for pattern in files for file in machine.find(pattern)]):
        commands = re.findall(r"^ExecStart=\S*cage (.*)$", machine.read(str(file)), re.MULTILINE)
        if commands:
            options = commands[-1].split(" -- ")[0].split()
            may_switch = any(word.startswith("-") and "s" in word for word in options)
            return (f"/{file.relative_to(machine.top)}", "ExecStart=/usr/bin/cage -d -- …") if may_switch else ("", "")
    return "", ""
