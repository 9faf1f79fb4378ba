"""Row 34: a second kiosk and a second launcher on one device, and a launcher killed on its own, outside a cgroup.

Two packs are installed, and the newer one is in its first five minutes. The second ones are refused with the PID of the
first, also after the first ones' lock files are deleted, and while the whole data folder is moved away; nothing on the
device changes. Then the launcher is killed: the kiosk ends with it, and the next launcher shows the newer pack again.
Finally the state folder is removed, and both are killed at once, as by a power cut: the next launcher still shows the
newer pack.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from parts import packs
from parts.hall import TOP
from parts.processes import kill, processes
from parts.report import judge, not_run
from parts.screen import Screen

from kiosk.packs.store.installer import Installer
from kiosk.packs.store.probation import read_health, read_incidents

ROW, WHAT = "34", "a second kiosk, a second launcher, a launcher killed alone"
LAUNCHER = [sys.executable, "-P", "-m", "kiosk_launcher"]
KIOSK = [sys.executable, "-P", "-m", "kiosk"]
REFUSED = 4
FIRST = 240.0  # seconds that the first start may take: pictures are prepared


class Device:
    """One screen, one user, no systemd."""

    def __init__(self, folder: Path) -> None:
        """Plug the screen in, and install two packs, the newer of which is live."""
        for name in ("home", "run", "fb"):
            (folder / name).mkdir(mode=0o700)
        self.screen = Screen(folder / "fb")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "QT_", "QSG_"))}
        kept.pop("WAYLAND_DISPLAY", None)
        self.environment = kept | {
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "DISPLAY": self.screen.display,
            "PYTHONPATH": str(TOP),
            "LANG": "C.UTF-8",
        }
        self.store = Installer(folder / "home" / ".local" / "share" / "yi-kiosk" / "store")
        assets = packs.assets(folder / "house")
        for number in (1, 2):
            packs.install(self.store, packs.version(folder, number), assets)
        self.states = folder / "home" / ".local" / "state" / "yi-kiosk"
        self.mark = f"HOME={folder / 'home'}"

    def start(self) -> subprocess.Popen[bytes]:
        """Start a launcher in a session of its own, as by hand."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(
            LAUNCHER, env=self.environment, cwd="/", stdout=quiet, stderr=quiet, start_new_session=True
        )

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of this user to its end."""
        return subprocess.run(
            words, env=self.environment, cwd="/", capture_output=True, text=True, check=False, timeout=90
        )

    def status(self) -> dict[str, Any]:
        """The kiosk's status; empty without an answer."""
        with suppress(ValueError):
            answer: dict[str, Any] = json.loads(self.run(*KIOSK, "ctl", "status").stdout)
            return answer
        return {}

    def shows(self, version: str) -> bool:
        """Whether attract of this version is on the screen."""
        status = self.status()
        return (status.get("phase"), status.get("version")) == ("attract", version) and self.screen.lit()

    def kiosks(self) -> list[int]:
        """The running kiosks of this user."""
        return processes("kiosk\0run", self.mark)

    def kept(self) -> tuple[object, ...]:
        """The state that no second one may change."""
        return self.store.store_index(), read_health(self.store.folder).trying, read_incidents(self.store.folder)


def until(holds: Callable[[], bool], seconds: float) -> float:
    """Wait until something holds; return the seconds that it took, infinity on timeout."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        if holds():
            return time.monotonic() - begun
        time.sleep(0.1)
    return float("inf")


def delete_locks(device: Device) -> int:
    """Delete the lock files of the running kiosk and launcher; return their number."""
    files = list(device.store.folder.parent.rglob("*.lock"))
    files = [file for file in files if file.name in {"kiosk.lock", "launcher.lock"}]
    for file in files:
        file.unlink()
    return len(files)


def second_ones(device: Device, launcher: int, what: str) -> int:
    """Start another kiosk and another launcher beside the running ones."""
    before, first = device.kept(), device.status()["process"]
    reported = []
    for command, number in (([*KIOSK, "run"], first), ([*KIOSK, "run", "--built-in"], first), (LAUNCHER, launcher)):
        done = device.run(*command)
        reported.append(done.returncode == REFUSED and f"process {number}" in done.stderr)
    after = device.status()
    same = bool(before[1]) and device.kept() == before
    same = same and after.get("process") == first and len(device.kiosks()) == 1
    figure = f"{sum(reported)} of {len(reported)} refused with the first's number, one kiosk, store and socket "
    return judge(ROW, what, figure + ("untouched" if same else "changed"), well=all(reported) and same)


def while_moved_away(device: Device, launcher: int) -> int:
    """Start the same while the data folder is moved away; then put it back, and wait for its pack."""
    data = device.store.folder.parent
    first, aside = device.status()["process"], data.with_name("moved-away")
    data.rename(aside)
    reported = []
    for command, number in (([*KIOSK, "run"], first), ([*KIOSK, "run", "--built-in"], first), (LAUNCHER, launcher)):
        done = device.run(*command)
        reported.append(done.returncode == REFUSED and f"process {number}" in done.stderr)
    lost = any(str(data) in line for line in device.status().get("lost", ()))
    count = len(device.kiosks())
    shutil.rmtree(data, ignore_errors=True)
    aside.rename(data)
    back = until(lambda: device.shows("2.0"), 60)
    figure = f"{sum(reported)} of {len(reported)} refused with the first's number, {count} kiosk, the loss "
    figure += f"{'is' if lost else 'is not'} reported, the pack is back after {back:.1f} s"
    well = all(reported) and count == 1 and lost and back <= 60
    return judge(ROW, "a second kiosk, a second launcher while the data folder is moved away", figure, well=well)


def launcher_killed(device: Device, launcher: subprocess.Popen[bytes], what: str, *, kiosk_too: bool = False) -> int:
    """Kill the launcher, alone or with the kiosk; check what the next launcher shows."""
    before = device.store.store_index()
    for pid in device.kiosks() if kiosk_too else ():
        os.kill(pid, signal.SIGSTOP)  # neither notices the other's end
    launcher.send_signal(signal.SIGKILL)
    for pid in device.kiosks() if kiosk_too else ():
        kill(pid)
    launcher.wait()
    gone = until(lambda: not device.kiosks(), 20)
    again = device.start()
    try:
        took = until(lambda: device.shows("2.0"), 60)
        untouched = device.store.store_index() == before and not read_incidents(device.store.folder)
        one = len(device.kiosks())
    finally:
        again.terminate()
        again.wait(30)
    figure = f"the kiosk ended after {gone:.1f} s; by the next launcher the same pack after {took:.1f} s, {one} kiosk"
    well = gone <= 10 and took <= 60 and untouched and one == 1
    return judge(ROW, what, figure, well=well)


def main() -> int:
    """Run all of them; 1 if one was not survived."""
    lacking = [name for name in ("Xvfb",) if not shutil.which(name)]
    if lacking or os.name == "nt":
        return not_run(ROW, WHAT, "Xvfb is not installed")
    with tempfile.TemporaryDirectory(prefix="device-") as name:
        device = Device(Path(name))
        launcher = device.start()
        try:
            if until(lambda: device.shows("2.0"), FIRST) > FIRST:
                return judge(ROW, WHAT, f"it did not come up: {device.status()}", well=False)
            bad = second_ones(device, launcher.pid, "a second kiosk, a second launcher")
            count = delete_locks(device)
            bad += second_ones(device, launcher.pid, f"the same, and {count} locked files were deleted") + (count != 3)
            bad += while_moved_away(device, launcher.pid)
            what = "a launcher killed alone: the kiosk ends, the probation is untouched"
            bad += launcher_killed(device, launcher, what)
            launcher = device.start()
            if until(lambda: device.shows("2.0"), FIRST) > FIRST:
                return judge(ROW, WHAT, f"it did not come up again: {device.status()}", well=False)
            shutil.rmtree(device.states)
            what = "the folder of states removed, then both killed at once: the pack is not held to be the cause"
            return int(bad + launcher_killed(device, launcher, what, kiosk_too=True) > 0)
        finally:
            if launcher.poll() is None:
                launcher.kill()
                launcher.wait()
            until(lambda: not device.kiosks(), 10)
            for pid in device.kiosks():
                kill(pid)
            device.screen.close()


if __name__ == "__main__":
    sys.exit(main())
