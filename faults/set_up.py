"""Set-up of a running Debian 12: what a visitor's keyboard can do, what --undo leaves, kills in the middle.

python faults/set_up.py --debian / --kills 8

The machine is an overlay over a Debian's folder, by default this machine's own, booted by its systemd as PID 1.
"""

from __future__ import annotations

import argparse
import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from parts.machine import BootedMachine, booted, missing
from parts.processes import kill
from parts.report import judge, not_run

HOME = "/var/lib/yi-kiosk"
# Folders, files with their hashes, and links: everywhere that set-up may write. Except for useradd's own backups, and
# PackageKit's record of what apt did.
LOOK = """
find /etc /usr/local /var/lib ! -path '/var/lib/yi-kiosk*' ! -path '/var/lib/systemd/*' \\
    ! -path '/var/lib/PackageKit/*' ! -path '/var/lib/dpkg/*-old' \\
    -printf '%y %m %u:%g %p -> %l\\n' |
    grep -v -e '^d .*/etc ' -e 'passwd-' -e 'group-' -e 'shadow-' -e 'subuid-' -e 'subgid-' -e '.pwd.lock' | sort
find /etc /usr/local -type f ! -name '*-' ! -name .pwd.lock -exec sha256sum {} + | sort
"""
DATA = """
umask 077
cd /var/lib/yi-kiosk
mkdir -p .config/yi-kiosk .local/share/yi-kiosk/store/packs/one .local/state/yi-kiosk/log .cache/yi-kiosk
for file in .config/yi-kiosk/pin.json .local/share/yi-kiosk/journal.sqlite .local/share/yi-kiosk/panel.json \
    .local/share/yi-kiosk/store/store.json .local/share/yi-kiosk/store/packs/one/pack.yaml \
    .local/state/yi-kiosk/log/kiosk.log .cache/yi-kiosk/one.webp; do
    echo kept >"$file"
done
ln -s /etc/shadow .local/share/yi-kiosk/link
ln -s /etc .local/share/yi-kiosk/folder
"""
DUMMY = """Section "Device"
    Identifier "none"
    Driver "dummy"
EndSection
Section "Screen"
    Identifier "none"
    Device "none"
EndSection
"""
KEYS = ("Power", "Reboot", "Suspend", "Hibernate")


def keys_of(machine: BootedMachine) -> dict[str, str]:
    """logind's own settings for keys, and its number of consoles."""
    output = dict(re.findall(r"^(\w+)=(.*)$", machine.output("loginctl", "show-session"), re.MULTILINE))
    return {name: output.get(name, "") for name in (*(f"Handle{key}Key" for key in KEYS), "NAutoVTs")}


def outlives(machine: BootedMachine, number: signal.Signals, times: int) -> bool:
    """Send PID 1 the signal that the kernel sends for a key; return whether the machine keeps running."""
    before = machine.pid
    for _ in range(times):
        kill(before, number)
        time.sleep(0.05)
    return not machine.until(
        lambda: machine.pid != before or machine.output("systemctl", "list-jobs", "--no-legend") != "", 4
    )


def opens_login(machine: BootedMachine, console: int) -> bool:
    """Switch to a console as by Ctrl+Alt+F-key; return whether a login appears there."""
    machine.run("chvt", str(console))
    found = machine.until(lambda: f"tty{console}" in machine.output("ps", "-eo", "tty,comm"), 4)
    machine.run("chvt", "1")
    return found


def xorg(machine: BootedMachine) -> str:
    """Return what a real Xorg logs about its settings; empty if there is none with the dummy driver."""
    if machine.run("test", "-e", "/usr/lib/xorg/modules/drivers/dummy_drv.so").returncode:
        return ""
    machine.run("sh", "-c", f"echo '{DUMMY}' >/run/dummy.conf")
    settings = ["-config", "/run/dummy.conf", "-logfile", "/run/xorg.log", "-novtswitch", "-sharevts"]
    machine.run("timeout", "4", "/usr/lib/xorg/Xorg", ":77", "vt7", "-keeptty", *settings)
    return "\n".join(re.findall(r'\(\*\*\) Option ("\w+" "true")', machine.output("cat", "/run/xorg.log"))) or "nothing"


def differences(before: str, after: str) -> list[str]:
    """The lines that differ between two snapshots of the machine."""
    return sorted(set(before.splitlines()) ^ set(after.splitlines()))


def keyboard(machine: BootedMachine) -> int:
    """Test keys before set-up, after it, and after its undo."""
    what = "a visitor's keyboard: SysRq, power keys, Ctrl+Alt+Del, consoles; before set-up, after it, after --undo"
    faults = []
    look = machine.output("sh", "-c", LOOK)
    asked: dict[str, Callable[[], object]] = {
        "logind": lambda: keys_of(machine),
        "kernel.sysrq": lambda: machine.output("cat", "/proc/sys/kernel/sysrq"),
        "burst": lambda: machine.output("systemctl", "show", "--property=CtrlAltDelBurstAction", "--value"),
    }
    before = {name: ask() for name, ask in asked.items()}
    switches = machine.run("sh", "-c", "test -c /dev/tty3 && chvt 1").returncode == 0
    if switches and not opens_login(machine, 2):
        faults.append("no login on tty2 before set-up: this proves nothing")
    done = machine.kiosk("device", "set-up", "--language", "en")
    if done.returncode:
        faults.append(f"set-up ended with {done.returncode}: {done.stdout[-500:]}{done.stderr[-500:]}")
    closed = {name: ask() for name, ask in asked.items()}
    wanted = {
        "logind": dict.fromkeys(keys_of(machine), "ignore") | {"NAutoVTs": "0"},
        "kernel.sysrq": "0",
        "burst": "none",
    }
    faults += [f"after set-up {name} is {closed[name]}" for name in asked if closed[name] != wanted[name]]
    if switches and opens_login(machine, 3):
        faults.append("a login on tty3")
    units = machine.output("systemctl", "show", "--property=LoadState", "--value", "serial-getty@ttyS0", "getty@tty2")
    if units.split() != ["loaded", "masked"]:
        faults.append(f"the serial console and tty2 are {units.split()}")
    flags = xorg(machine)
    faults += [f"Xorg does not take {flag}" for flag in ("DontVTSwitch", "DontZap") if flags and flag not in flags]
    if not outlives(machine, signal.SIGINT, 10):
        faults.append("Ctrl+Alt+Del ended it")
    if not outlives(machine, signal.SIGWINCH, 1):
        faults.append("Alt+Up began something")
    for boot in ("now", "after a restart"):
        output = machine.kiosk("doctor", "--language", "en").stdout
        rows = [line for line in output.splitlines() if re.search("SysRq|power keys|Ctrl.Alt.Del|other consoles", line)]
        # Consoles open before set-up stay open until the restart.
        print("".join(f"        {line}\n" for line in rows), end="")
        if boot == "now":
            old = machine.pid
            kill(old)
            machine.until(lambda before=old: machine.pid not in {0, before})
            machine.ready()
    faults += [f"the doctor: {row}" for row in rows if not row.startswith("✓")]
    if len(rows) != 4:
        faults.append(f"the doctor: {len(rows)} rows: {output[-300:]}")
    undone = machine.kiosk("device", "set-up", "--undo", "--language", "en")
    if undone.returncode:
        faults.append(f"--undo ended with {undone.returncode}: {undone.stdout[-500:]}{undone.stderr[-500:]}")
    after = {name: ask() for name, ask in asked.items()}
    faults += [
        f"after --undo {name} is {after[name]}, and was {before[name]}" for name in asked if after[name] != before[name]
    ]
    faults += [f"not as before: {line}" for line in differences(look, machine.output("sh", "-c", LOOK))]
    if outlives(machine, signal.SIGINT, 1):
        faults.append("Ctrl+Alt+Del does nothing after --undo: this proves nothing")
    machine.ready()
    tried = ["10 × Ctrl+Alt+Del", *["Ctrl+Alt+F3"] * switches, *["a real Xorg"] * bool(flags)]
    return tell(what, faults, f"{len(asked)} asked of the system, {', '.join(tried)}")


def another_number(machine: BootedMachine) -> int:
    """Data kept by an undone set-up, and a user with another UID."""
    what = "set-up, data, --undo, another user takes the number, set-up"
    faults = []
    machine.kiosk("device", "set-up")
    first = machine.output("id", "-u", "yi-kiosk")
    machine.run("runuser", "-u", "yi-kiosk", "--", "sh", "-c", DATA)
    shadow = machine.output("stat", "-c", "%u:%g", "/etc/shadow", "/etc")
    machine.kiosk("device", "set-up", "--undo")
    machine.run("useradd", "--system", "--uid", first, "stranger")
    if machine.run("runuser", "-u", "stranger", "--", "ls", HOME).returncode == 0:
        faults.append("whoever gets the number reads what was kept")
    machine.kiosk("device", "set-up")
    second = machine.output("id", "-u", "yi-kiosk")
    if second == first:
        faults.append("the user has the number it had: this proves nothing")
    owners = machine.output("sh", "-c", f"find {HOME} -printf '%u:%g\\n' | sort | uniq -c").split()
    if owners[1::2] != ["yi-kiosk:yi-kiosk"]:
        faults.append(f"owners of what was kept: {' '.join(owners)}")
    if machine.output("runuser", "-u", "yi-kiosk", "--", "cat", f"{HOME}/.config/yi-kiosk/pin.json") != "kept":
        faults.append("the kiosk's user cannot read its PIN")
    if machine.output("stat", "-c", "%u:%g", "/etc/shadow", "/etc") != shadow:
        faults.append("a link led out of the folder")
    machine.kiosk("device", "set-up", "--undo")
    return tell(what, faults, f"{owners[0]} entries from {first} to {second}")


def kills(machine: BootedMachine, count: int) -> int:
    """Set-ups and undos killed at some moment, and the --undo after each."""
    what = "set-up and --undo killed at some moment, then --undo"
    machine.run("userdel", "stranger")
    look = machine.output("sh", "-c", LOOK)
    faults = []
    begun = time.monotonic()
    machine.kiosk("device", "set-up")
    whole = time.monotonic() - begun
    machine.kiosk("device", "set-up", "--undo")
    program = str(Path(sys.executable).parent / "kiosk")
    for number in range(count):
        if number % 2:
            machine.kiosk("device", "set-up")
        words = ["--undo"] if number % 2 else []
        after = whole * (0.5 + 0.5 * (number + 1) / (count + 1))
        machine.run("timeout", "--signal=KILL", f"{after:.2f}", program, "device", "set-up", *words)
        done = machine.kiosk("device", "set-up", "--undo", "--language", "en")
        if done.returncode and "nothing to undo" not in done.stderr:
            faults.append(f"killed after {after:.2f} s, --undo ended with {done.returncode}: {done.stderr[-300:]}")
        faults += [
            f"killed after {after:.2f} s: {line}" for line in differences(look, machine.output("sh", "-c", LOOK))
        ]
        if machine.run("id", "yi-kiosk").returncode == 0:
            faults.append(f"killed after {after:.2f} s: the user is there")
    return tell(what, faults, f"{count} kills within {whole:.1f} s")


def full_disk(machine: BootedMachine) -> int:
    """Set-ups on a disk with little room or none, and an undo on a full one."""
    what = "set-up on a disk with so many kB of room, --undo on it; with room again, set-up and --undo"
    look = machine.output("sh", "-c", LOOK)
    faults = []
    rooms = (0, 8, 24, 48, 96)
    for room in rooms:
        machine.run("sh", "-c", "cat /dev/zero >/var/fill 2>/dev/null")
        machine.run("truncate", f"--size=-{room}K", "/var/fill")
        for words in (["--language", "zh"], ["--undo", "--language", "zh"]):
            done = machine.kiosk("device", "set-up", *words)
            if "Traceback" in done.stderr or (done.returncode and not re.search("[一-龥]{4}", done.stderr)):
                faults.append(f"with {room} kB it says: {done.stderr[-300:]}")
        machine.run("rm", "/var/fill")
        for words in ([], ["--undo"]):
            done = machine.kiosk("device", "set-up", *words, "--language", "en")
            if done.returncode:
                faults.append(f"after {room} kB, with room again: {words} {done.stderr[-300:]}")
        faults += [f"after {room} kB: {line}" for line in differences(look, machine.output("sh", "-c", LOOK))]
    return tell(what, faults, f"{len(rooms)} disks")


def tell(what: str, faults: list[str], figure: str) -> int:
    """Print the result."""
    for fault in faults:
        print(f"        {fault}")
    return judge("set-up", what, f"{figure}: {len(faults)} faults", well=not faults)


def main() -> int:
    """Run all rounds; 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--debian", type=Path, default=Path("/"))
    parser.add_argument("--kills", type=int, default=8)
    wish = parser.parse_args()
    if why := missing(wish.debian):
        return not_run("set-up", "set-up of a machine that runs", why)
    with booted(wish.debian) as machine:
        if not machine.ready():
            print(machine.log())
            return judge("set-up", "set-up of a machine that runs", "it does not begin", well=False)
        return int(keyboard(machine) + another_number(machine) + kills(machine, wish.kills) + full_disk(machine) > 0)


if __name__ == "__main__":
    sys.exit(main())
