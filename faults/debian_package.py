"""The Debian package in a Debian 12 with nothing else: install, set-up, attract, upgrade, downgrade, remove, purge.

python faults/debian_package.py [--package dist/yi-kiosk_….deb] [--debian build/debian-12]

Needs root, debootstrap, and a network for the first run: the Debian is made once, with the packages that the kiosk's
depends on. It boots with its own systemd; Xorg draws with a driver that has no display. What visitors would see is
kept in build/debian-package.png.
"""

from __future__ import annotations

import argparse
import base64
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from parts.machine import BootedMachine, booted, missing
from parts.report import judge, not_run

TOP = Path(__file__).resolve().parents[1]
ROW, WHAT = "package", "the Debian package: install, set-up, attract, upgrade, downgrade, remove, purge"
BASE = "systemd,systemd-sysv,dbus,ca-certificates,procps"
ROOM = 2500  # MB
PICTURE = TOP / "build" / "debian-package.png"
PREPARE = """
set -e
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install --yes --no-install-recommends xserver-xorg-video-dummy /srv/yi-kiosk.deb
dpkg --purge yi-kiosk
"""
SCREEN = """
mkdir -p /etc/X11/xorg.conf.d
cat >/etc/X11/xorg.conf.d/20-none.conf <<END
Section "Device"
    Identifier "none"
    Driver "dummy"
    VideoRam 64000
EndSection
Section "Monitor"
    Identifier "none"
    HorizSync 5-200
    VertRefresh 5-200
EndSection
Section "Screen"
    Identifier "none"
    Device "none"
    Monitor "none"
    SubSection "Display"
        Depth 24
        Virtual 1920 1080
    EndSubSection
EndSection
END
"""
STORE = "/var/lib/yi-kiosk/.local/share/yi-kiosk"


def main() -> int:
    """Run the walk; 1 if anything was not as it should be."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    packages = sorted((TOP / "dist").glob("yi-kiosk_*_amd64.deb"))
    options.add_argument("--package", type=Path, default=packages[-1] if packages else None)
    options.add_argument("--debian", type=Path, default=TOP / "build" / "debian-12")
    chosen = options.parse_args()
    if chosen.package is None:
        return not_run(ROW, WHAT, "there is no package: make deb")
    if shutil.which("debootstrap") is None:
        return not_run(ROW, WHAT, "debootstrap is not installed")
    with tempfile.TemporaryDirectory(prefix="yi-kiosk-package-") as folder:
        newer = make_newer(chosen.package, Path(folder))
        prepare(chosen.debian, chosen.package, newer)
        if why := missing(chosen.debian):
            return not_run(ROW, WHAT, why)
        with booted(chosen.debian, ROOM) as machine:
            if not machine.ready():
                print(machine.log())
                return judge(ROW, WHAT, "it does not boot", well=False)
            walk = Walk(machine)
            before = units(machine)
            walk.install()
            walk.show()
            walk.change_version()
            walk.remove(before)
    for fault in walk.faults:
        print(f"        {fault}")
    return judge(ROW, WHAT, f"{walk.size} MB installed: {len(walk.faults)} faults", well=not walk.faults)


def make_newer(package: Path, folder: Path) -> Path:
    """Return the same package with a higher version, in the program as well."""
    tree = folder / "tree"
    subprocess.run(["dpkg-deb", "--raw-extract", str(package), str(tree)], check=True)
    control = tree / "DEBIAN" / "control"
    control.write_text(re.sub(r"^Version: [\d.]+", "Version: 99.0.0", control.read_text("utf-8"), flags=re.MULTILINE))
    (module,) = tree.glob("usr/lib/yi-kiosk/lib/*/site-packages/kiosk/__init__.py")
    module.write_text(re.sub(r'__version__ = ".*"', '__version__ = "99.0.0"', module.read_text("utf-8")))
    newer = folder / "newer.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", str(tree), str(newer)], check=True)
    return newer


def prepare(debian: Path, package: Path, newer: Path) -> None:
    """Make the Debian if it is missing, with what the package depends on; put both packages into it."""
    is_new = not (debian / "srv").is_dir()
    if is_new:
        debian.parent.mkdir(parents=True, exist_ok=True)
        words = ["debootstrap", "--variant=minbase", f"--include={BASE}", "bookworm", str(debian)]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    shutil.copyfile(package, debian / "srv" / "yi-kiosk.deb")
    shutil.copyfile(newer, debian / "srv" / "newer.deb")
    if is_new:
        # apt's own resolver, from Debian's archive: nothing is missing from Depends.
        subprocess.run(["chroot", str(debian), "sh", "-c", PREPARE], check=True, stdout=subprocess.DEVNULL)


class Walk:
    """The package's way through a machine; `faults` is what was not as it should be."""

    def __init__(self, machine: BootedMachine) -> None:
        self.machine = machine
        self.faults: list[str] = []
        self.size = 0  # MB

    def expect(self, holds: object, fault: str) -> None:
        """Note a fault unless something holds."""
        if not holds:
            self.faults.append(fault)

    def do(self, *words: str) -> None:
        """Run a command that must succeed."""
        done = self.machine.run(*words)
        output = (done.stdout + done.stderr).strip()[-600:]
        self.expect(done.returncode == 0, f"{' '.join(words)}: {done.returncode}: {output}")

    def install(self) -> None:
        """Install, and look for what is missing or should not have changed."""
        before = units(self.machine)
        self.do("dpkg", "--install", "/srv/yi-kiosk.deb")
        self.expect(units(self.machine) == before, "installing alone changed the units of the machine")
        self.size = int(self.machine.output("du", "-s", "--block-size=1M", "/usr/lib/yi-kiosk").split()[0] or 0)
        self.expect(0 < self.size <= 400, f"installed it has {self.size} MB")
        linked = 'find /usr/lib/yi-kiosk/lib -name "*.so*" -type f -exec ldd {} + 2>/dev/null'
        lost = self.machine.output("sh", "-c", f"{linked} | grep 'not found' | grep -v 'libde265' | sort -u")
        self.expect(not lost, f"libraries that nothing brings: {lost}")

    def show(self) -> None:
        """Set the machine up, and see the attract loop; every screen of the pack can be drawn."""
        self.machine.run("sh", "-c", SCREEN)
        self.do("kiosk", "device", "set-up", "--language", "en")
        self.do("systemctl", "start", "yi-kiosk-x", "yi-kiosk")
        attracts = self.machine.until(lambda: status(self.machine).get("phase") == "attract")
        self.expect(attracts, f"not in attract: {log(self.machine)}")
        maps = self.machine.output("cat", f"/proc/{status(self.machine).get('process')}/maps")
        self.expect("/usr/lib/yi-kiosk/lib" in maps, "it does not run from its own libraries")
        self.do("kiosk", "ctl", "screenshot", "/var/lib/yi-kiosk/attract.png")
        picture = self.machine.output("base64", "/var/lib/yi-kiosk/attract.png")
        PICTURE.write_bytes(base64.b64decode(picture))
        packs = self.machine.output("sh", "-c", "echo /usr/lib/yi-kiosk/lib/python3*/site-packages/kiosk/_data/content")
        self.do("kiosk", "pack", "check", f"{packs}/showcase")
        self.do("kiosk", "tour", "--pack", f"{packs}/showcase", "--language", "en", "--out", "/var/lib/yi-kiosk/tour")

    def change_version(self) -> None:
        """Upgrade and downgrade under the running kiosk, with data and settings."""
        self.machine.run("runuser", "-u", "yi-kiosk", "--", "sh", "-c", f"mkdir -p {STORE}; echo kept >{STORE}/kept")
        self.machine.run("sh", "-c", "echo 'screen: {diagonal: 43}' >/etc/yi-kiosk/device.yaml")
        for package in ("newer", "yi-kiosk"):
            process = status(self.machine).get("process")
            self.do("dpkg", "--install", f"/srv/{package}.deb")
            wanted = self.machine.output("kiosk", "--version").split()[-1]
            self.expect((wanted == "99.0.0") is (package == "newer"), f"{package}.deb: the version is {wanted}")
            runs = self.machine.until(lambda wanted=wanted: status(self.machine).get("program") == wanted)
            self.expect(runs, f"after {package}.deb the kiosk still runs {status(self.machine).get('program')}")
            self.expect(status(self.machine).get("process") != process, "the kiosk was not restarted")
            self.expect(self.machine.output("cat", f"{STORE}/kept") == "kept", f"{package}.deb: data lost")
            self.expect(
                "43" in self.machine.output("cat", "/etc/yi-kiosk/device.yaml"), f"{package}.deb: settings lost"
            )

    def remove(self, before: str) -> None:
        """Remove, install again, purge: the machine is as before, and the hall's data stay."""
        self.do("dpkg", "--remove", "yi-kiosk")
        self.expect(units(self.machine) == before, "after remove the units are not as before")
        self.expect(self.machine.run("pgrep", "-f", "kiosk_launcher").returncode, "after remove a kiosk runs")
        self.expect(not self.has("/usr/lib/yi-kiosk"), "after remove /usr/lib/yi-kiosk is there")
        self.expect(self.machine.output("cat", f"{STORE}/kept") == "kept", "remove: data lost")
        self.do("dpkg", "--install", "/srv/yi-kiosk.deb")
        self.do("kiosk", "device", "set-up", "--language", "en")
        owner = self.machine.output("stat", "--format=%U", f"{STORE}/kept")
        self.expect(owner == "yi-kiosk", f"after a second installation the data belong to {owner}")
        self.do("dpkg", "--purge", "yi-kiosk")
        self.expect(not self.has("/etc/yi-kiosk"), "after purge /etc/yi-kiosk is there")
        self.expect(self.machine.run("id", "yi-kiosk").returncode, "after purge the user is there")
        self.expect(self.machine.output("cat", f"{STORE}/kept") == "kept", "purge: packs and votes lost")
        owner = self.machine.output("stat", "--format=%U", "/var/lib/yi-kiosk")
        self.expect(owner == "root", f"after purge the data belong to {owner}")

    def has(self, path: str) -> bool:
        """Whether the machine has a file or folder."""
        return self.machine.run("test", "-e", path).returncode == 0


def units(machine: BootedMachine) -> str:
    """Everything by which set-up changes how the machine starts."""
    folders = "/etc/systemd /etc/udev /etc/X11 /etc/sysctl.d /usr/local/bin"
    return machine.output("sh", "-c", f"find {folders} -type f -o -type l | grep -v 20-none | sort")


def status(machine: BootedMachine) -> dict[str, Any]:
    """What the running kiosk answers; empty if none answers."""
    done = machine.run("kiosk", "ctl", "status")
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {}
    return answer


def log(machine: BootedMachine) -> str:
    """The last lines of the kiosk's and the screen's log."""
    words = ("journalctl", "--no-pager", "--lines=30", "--unit=yi-kiosk", "--unit=yi-kiosk-x")
    return machine.output(*words)[-3000:]


if __name__ == "__main__":
    sys.exit(main())
