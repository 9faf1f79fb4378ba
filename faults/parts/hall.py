"""A hall with one screen: real systemd as PID 1 in namespaces of its own, the bundled unit, and a virtual screen."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.app import FIRST_FRAME
from parts.processes import own_group, processes
from parts.screen import Screen

TOP = Path(__file__).resolve().parents[2]
PARTS = Path(__file__).parent
UNITS = TOP / "resources" / "system" / "systemd"
NEEDED = ("Xvfb", "unshare", "systemctl")
SYSTEMD = Path("/lib/systemd/systemd")
# Runs in the namespaces first: mounts what systemd needs over this machine's own, and becomes systemd.
BEGIN = """
set -e
mount --make-rprivate /
mount -t proc proc /proc
mount -t tmpfs tmpfs /run
mkdir -p /run/systemd/system
mount -t tmpfs tmpfs /sys/fs/cgroup
if [ -n "$3" ]; then
    mkdir /sys/fs/cgroup/systemd /sys/fs/cgroup/memory
    mount -t cgroup -o none,name=systemd cgroup /sys/fs/cgroup/systemd
    mount -t cgroup -o memory cgroup /sys/fs/cgroup/memory
else
    mount -t cgroup2 cgroup2 /sys/fs/cgroup
fi
mount -t tmpfs tmpfs /etc/systemd/system
cp -r "$1"/. /run/systemd/system/
# At its begin systemd would empty this machine's /tmp: it did, once.
mount -t tmpfs tmpfs /usr/lib/tmpfiles.d
for unit in tmpfiles-setup.service tmpfiles-setup-dev.service tmpfiles-clean.service tmpfiles-clean.timer; do
    ln -s /dev/null "/run/systemd/system/systemd-$unit"
done
exec env -i container=yes PATH="$PATH" LANG=C.UTF-8 "$2" --system --unit=hall.target --log-target=null --show-status=no
"""
TARGET = "[Unit]\nDefaultDependencies=no\nWants=yi-kiosk.service\n"
DROP_IN = """[Unit]
DefaultDependencies=no
[Service]
ExecStart=
ExecStart={command}
User={user}
Group=
SupplementaryGroups=
StateDirectory=
ProtectHome=no
ReadWritePaths={folder}
BindPaths={folder}
BindReadOnlyPaths={top}
WorkingDirectory={folder}
StandardOutput=append:{folder}/log
StandardError=append:{folder}/log
Environment={environment}
{more}
"""


@dataclass
class Hall:
    """The running machine. `folder` has its home, its log and the requested faults."""

    folder: Path
    systemd: subprocess.Popen[bytes]
    screen: Screen
    environment: Mapping[str, str] = field(default_factory=dict)

    def call(self, fault: str, words: str = "") -> None:
        """Request a fault of the kiosk."""
        (self.folder / "faults" / fault).write_text(words, "utf-8")

    @property
    def kiosk(self) -> int:
        """The PID of the running kiosk on this machine, 0 if there is none."""
        return next(iter(processes("faulty.py", str(self.folder))), 0)

    def shown(self) -> str:
        """The pack on the screen, with its version."""
        file = self.folder / "faults" / "shown"
        return file.read_text("utf-8") if file.exists() else ""

    def log(self) -> str:
        """The whole log."""
        file = self.folder / "log"
        return file.read_text("utf-8", "replace") if file.exists() else ""

    def begun(self) -> int:
        """The number of starts that drew attract."""
        return self.log().count(FIRST_FRAME)

    def lit(self) -> bool:
        """Whether the screen shows anything: most of it is not black."""
        return self.screen.lit()

    def restarts(self) -> list[dict[str, Any]]:
        """The launcher's record of each end of the kiosk."""
        file = self.folder / "home" / ".local" / "state" / "yi-kiosk" / "restarts.jsonl"
        return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []

    def sight(self) -> dict[str, Any]:
        """The `texts` on the screen now, the `places` of its controls, and the `phase`; empty without an answer."""
        file = self.folder / "faults" / "sight"
        with suppress(OSError):
            file.write_text("", "utf-8")
        self.call("look")
        seen: list[dict[str, Any]] = []

        def read() -> bool:
            with suppress(OSError, ValueError):
                seen.append(json.loads(file.read_text("utf-8")))
            return bool(seen)

        self.until(read, 5)
        return seen[0] if seen else {}

    def touch(self, control: str) -> bool:
        """Tap a control; False if it is not there."""
        place = self.sight().get("places", {}).get(control)
        if place is not None:
            self.screen.tap(*place)
            time.sleep(0.8)
        return place is not None

    def until(self, holds: Callable[[], bool], seconds: float) -> float:
        """Wait until something holds; return the seconds that it took, infinity on timeout."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if holds():
                return time.monotonic() - begun
            time.sleep(0.02)
        return float("inf")

    def back(self, fault: Callable[[], None], seconds: float = 90) -> float:
        """Inject a fault; return the seconds until another start of the kiosk draws attract."""
        before = self.begun()
        fault()
        return self.until(lambda: self.begun() > before and self.lit(), seconds)


@contextmanager
def open_hall(  # noqa: PLR0913  each fault bends another part of the machine
    session: str = "x11",
    command: str = "",
    more: str = "",
    make_screen: Callable[[Path], Screen] = Screen,
    *,
    beside: Mapping[str, str] | None = None,
    old_groups: bool = False,
    **environment: str,
) -> Iterator[Hall]:
    """Start the machine with the unit of a session; it boots to `hall.target`, which wants the kiosk.

    `beside`: the text of further units, by name, which the target also wants.
    `old_groups`: use cgroup v1, where only that can limit memory.
    """
    folder = Path(tempfile.mkdtemp(prefix="hall-"))
    for name in ("faults", "home", "run", "units/yi-kiosk.service.d", "fb"):
        (folder / name).mkdir(parents=True)
    screen = make_screen(folder / "fb")
    reported = {"HOME": folder / "home", "DISPLAY": screen.display, "XDG_RUNTIME_DIR": folder / "run", "XAUTHORITY": ""}
    reported |= {"FAULTS": folder / "faults", "PYTHONPATH": TOP, "PYTHONDONTWRITEBYTECODE": "1"} | environment
    launch = command or f"{sys.executable} {PARTS / 'launching.py'}"
    unit = (UNITS / session / "yi-kiosk.service").read_text("utf-8").replace("@BIN@", "/bin").replace("@DOCS@", "/none")
    # The rest of this machine's system is not started here.
    unit = re.sub(r"^(Wants|After|Conflicts)=.*\n", "", unit, flags=re.MULTILINE)
    drop_in = DROP_IN.format(
        command=launch,
        folder=folder,
        top=TOP,
        more=more,
        user="" if session == "x11" else "nobody",
        environment=" ".join(f'"{name}={value}"' for name, value in reported.items()),
    )
    (folder / "units" / "yi-kiosk.service").write_text(unit, "utf-8")
    (folder / "units" / "yi-kiosk.service.d" / "faults.conf").write_text(drop_in, "utf-8")
    for name, words in (beside or {}).items():
        (folder / "units" / name).write_text(words, "utf-8")
    wanted = "".join(f"Wants={name}\n" for name in beside or ())
    (folder / "units" / "hall.target").write_text(TARGET + wanted, "utf-8")
    if session != "x11":
        for each in (folder, *folder.rglob("*")):
            os.chown(each, 65534, 65534)
    try:
        with own_group() as joining:
            kinds = ["--mount", "--pid", "--uts", "--ipc", "--net", "--cgroup"]
            begin = ["sh", "-c", BEGIN, "begin", str(folder / "units"), str(SYSTEMD), "old" if old_groups else ""]
            systemd = subprocess.Popen(
                [*joining, "unshare", *kinds, "--fork", "--kill-child", *begin], stdin=subprocess.DEVNULL
            )
            try:
                yield Hall(folder, systemd, screen, {name: str(value) for name, value in reported.items()})
            finally:
                systemd.kill()
                systemd.wait()
                _await_end(folder)
    finally:
        screen.close()
        shutil.rmtree(folder, ignore_errors=True)


def _await_end(folder: Path) -> None:
    for _ in range(100):
        if not processes(f"HOME={folder}"):
            return
        time.sleep(0.05)


def missing() -> str:
    """The reason why there can be no hall here; empty if there can."""
    lacking = [name for name in NEEDED if not shutil.which(name)]
    if lacking or not SYSTEMD.exists():
        return f"not installed: {', '.join(lacking) or 'systemd'}"
    if os.geteuid() != 0:
        return "only root may begin namespaces"
    probe = subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"], capture_output=True, check=False)
    return "" if probe.returncode == 0 else "this machine allows no namespaces"
