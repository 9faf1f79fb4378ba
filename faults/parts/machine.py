"""A separate machine for set-up: a Debian's folder under an overlay, booted by its systemd as PID 1 in namespaces.

It affects neither the underlying Debian nor the kernel: its writes are kept in memory, 64 MB unless more is asked for,
and its SysRq is a file.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
NAMESPACES = ("mount", "pid", "uts", "ipc", "net", "cgroup", "root", "wd")
SYSTEMD = "lib/systemd/systemd"
PATIENCE = 300.0  # seconds: a set-up takes some ten of them on a machine that does nothing else
# A second start finds what the first one left. The kernel requires the overlay on another file system.
KEPT = """
set -e
mount --make-rprivate /
mount -t tmpfs -o "size=$7m" tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=$2,upperdir=$1/upper,workdir=$1/work" "$1/root"
for shared in "$3" "$4"; do
    mkdir -p "$1/root$shared"
    mount --rbind -o ro "$shared" "$1/root$shared"
done
while :; do
    unshare --mount --pid --uts --ipc --net --cgroup --fork --kill-child sh -c "$5" begin "$1/root" "$6" || true
done
"""
# Consoles are shared with the host: only if that has no screen.
BEGIN = """
set -e
mount --make-rprivate /
cd "$1"
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=755 tmpfs run
mount -t tmpfs -o mode=755 tmpfs dev
for node in null zero full random urandom tty $2; do
    touch "dev/$node"
    mount --bind "/dev/$node" "dev/$node"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=0666 devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
mkdir run/kernel
mount --rbind proc/sys/kernel run/kernel
mount -t tmpfs -o mode=755 tmpfs proc/sys/kernel
for file in $(cd run/kernel && echo *); do
    if [ -d "run/kernel/$file" ]; then mkdir "proc/sys/kernel/$file"; else touch "proc/sys/kernel/$file"; fi
    [ "$file" = sysrq ] || mount --rbind "run/kernel/$file" "proc/sys/kernel/$file"
done
echo 1 >proc/sys/kernel/sysrq
mkdir -p run/systemd/system
cat >run/systemd/system/machine.target <<END
[Unit]
Requires=basic.target
Wants=dbus.service systemd-logind.service getty.target
After=basic.target
AllowIsolate=yes
END
exec env -i container=yes PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    chroot . /lib/systemd/systemd --system --unit=machine.target --log-target=null --show-status=no
"""


class BootedMachine:
    """The running machine; `pid` is its systemd's PID on the host, 0 while it boots."""

    def __init__(self, around: subprocess.Popen[bytes], log: Path) -> None:
        self._around = around
        self._log = log

    def log(self) -> str:
        """Return its output while it booted."""
        return self._log.read_text("utf-8", "replace")

    @property
    def pid(self) -> int:
        """The PID on the host of its PID 1."""
        for outer in _children(self._around.pid):
            for inner in _children(outer):
                with suppress(OSError):
                    if Path(f"/proc/{inner}/comm").read_text("utf-8").strip() == "systemd":
                        return inner
        return 0

    def run(self, *words: str, seconds: float = PATIENCE) -> subprocess.CompletedProcess[str]:
        """Run a command as its root; return its output."""
        enter = [
            "nsenter",
            f"--target={self.pid}",
            *(f"--{kind}" for kind in NAMESPACES),
        ]
        environment = ["env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8"]
        return subprocess.run(
            [*enter, *environment, *words], capture_output=True, text=True, check=False, timeout=seconds
        )

    def output(self, *words: str) -> str:
        """Return a command's stdout."""
        return self.run(*words).stdout.strip()

    def kiosk(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run the kiosk's command."""
        return self.run(str(Path(sys.executable).parent / "kiosk"), *words)

    def until(self, holds: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Wait until something holds; return whether it did."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if holds():
                return True
            time.sleep(0.1)
        return False

    def ready(self) -> bool:
        """Wait until logind answers."""
        return self.until(lambda: self.pid > 0 and self.run("loginctl", "show-session").returncode == 0)


@contextmanager
def booted(debian: Path = Path("/"), megabytes: int = 64) -> Iterator[BootedMachine]:
    """Boot a machine from a Debian's folder, with so much room for what it writes; it reboots whenever it ends."""
    folder = Path(tempfile.mkdtemp(prefix="machine-", dir="/var/tmp"))
    headless = not (list(Path("/dev").glob("dri/card*")) or Path("/dev/fb0").exists())
    consoles = [f"tty{number}" for number in range(7) if headless and Path(f"/dev/tty{number}").exists()]
    words = [str(folder), str(debian), str(TOP), sys.base_prefix, BEGIN, " ".join(consoles), str(megabytes)]
    command = ["unshare", "--mount", "sh", "-c", KEPT, "kept", *words]
    log = folder.with_suffix(".log")
    with log.open("wb") as output:
        around = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )
    machine = BootedMachine(around, log)
    try:
        yield machine
    finally:
        around.kill()
        around.wait()
        for pid in _of_session(around.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, 9)
        machine.until(lambda: not _of_session(around.pid), 10)
        shutil.rmtree(folder, ignore_errors=True)
        log.unlink(missing_ok=True)


def missing(debian: Path = Path("/")) -> str:
    """The reason why there can be no such machine here; empty if there can."""
    if os.geteuid() != 0:
        return "only root may begin namespaces"
    lacking = [name for name in ("unshare", "nsenter") if not shutil.which(name)]
    lacking += [f"{debian}/{name}" for name in (SYSTEMD, "usr/bin/dbus-daemon") if not (debian / name).exists()]
    if lacking:
        return f"not installed: {', '.join(lacking)}"
    probe = subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"], capture_output=True, check=False)
    return "" if probe.returncode == 0 else "this machine allows no namespaces"


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    return []


def _of_session(leader: int) -> list[int]:
    """The processes of the session that a process leads."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            _, _, after = file.read_text("utf-8", "replace").rpartition(")")
            if int(after.split()[3]) == leader:
                found.append(int(file.parent.name))
    return found
