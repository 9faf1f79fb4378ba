"""Row 35: the disk is full before the launcher starts, and stays full, including /tmp, and nothing is cached yet.

Setup: the kiosk's home is a tmpfs without a free byte, or a filled ext4, and no other folder is writable, nor is /tmp.
Attract must appear, or a calm "out of service", and the unit must not restart in a loop. On the full ext4 `kiosk pack`
rolls a pack back and makes it live again; the kiosk shows it, and so does the next start.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from parts import packs
from parts.hall import PARTS, TOP, missing, open_hall
from parts.processes import eldest, kill, processes
from parts.report import judge, not_run

from kiosk.packs.store import probation
from kiosk.packs.store.installer import Installer

ROW, WHAT = "35", "disk full before the launcher starts"
LAUNCHING = f"{sys.executable} {PARTS / 'launching.py'}"
MEGABYTES = 200
PATIENCE = 90.0  # seconds


@contextmanager
def home(top: Path, kind: str) -> Iterator[Path]:
    """Mount a small disk for the kiosk's home."""
    place, image = top / "disk", top / "disk.img"
    place.mkdir()
    if kind == "tmpfs":
        words = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    else:
        with image.open("wb") as stream:
            stream.truncate(MEGABYTES * 1_000_000)
        subprocess.run(["mkfs.ext4", "-q", "-m", "0", str(image)], check=True, capture_output=True)
        words = ["mount", "-o", "loop", str(image), str(place)]
    subprocess.run(words, check=True, capture_output=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True, capture_output=True)


def fill(place: Path) -> None:
    """Use every free byte, including those freed meanwhile."""
    for number in range(3):
        with (place / f"filler-{number}").open("wb", buffering=0) as stream:
            for size in (1_000_000, 4_096, 1):
                with suppress(OSError):
                    while True:
                        stream.write(bytes(size))
        os.sync()


def surroundings(place: Path) -> str:
    """The unit's settings for the disk."""
    # ProtectSystem=strict: /tmp and /var/tmp are read-only unless the unit has its own.
    return f"PrivateTmp=no\nBindPaths={place}\nReadWritePaths={place}\nWorkingDirectory={place}\n"


def from_nothing(top: Path) -> int:
    """The very first start, with nothing writable at all."""
    with home(top, "tmpfs") as place:
        fill(place)
        launchers: set[int] = set()
        with open_hall(command=LAUNCHING, more=surroundings(place), HOME=str(place)) as hall:

            def calm() -> bool:
                launchers.update(eldest(processes("launching.py", f"HOME={place}")))
                own = bool(processes("screen.py", f"HOME={place}"))
                return hall.lit() and (own or hall.sight().get("phase") in {"attract", "out-of-service"})

            took = hall.until(calm, PATIENCE)
            phase, log = hall.sight().get("phase", "the launcher's own screen"), hall.log()
    well = took <= PATIENCE and len(launchers) == 1
    if not well:
        print(log[-3000:])
    figure = f"{phase} after {took:.1f} s, {len(launchers)} start of the launcher"
    return judge(ROW, "a tmpfs without a byte, and nothing prepared", figure, well=well)


def on_a_full_ext4(top: Path) -> int:
    """A device that has run for long starts with a full disk, and staff change the pack."""
    with home(top, "ext4") as place:
        store = Installer(place / ".local" / "share" / "yi-kiosk" / "store")
        with open_hall(command=LAUNCHING, more=surroundings(place), HOME=str(place)) as hall:

            def shows(version: str) -> bool:
                return hall.shown() == f"small {version}" and hall.lit()

            def start_again(version: str) -> float:
                fill(place)
                back = hall.back(lambda: kill(processes("launching.py", f"HOME={place}")[-1]), PATIENCE)
                return max(back, hall.until(lambda: shows(version), PATIENCE))

            # The screen is known before anything is installed, as on a device that has run before.
            hall.until(lambda: bool(hall.begun()), PATIENCE)
            assets = packs.assets(top / "house")
            for number in (1, 2):
                packs.install(store, packs.version(top, number), assets)
            hall.until(lambda: shows("2.0"), PATIENCE)
            # Both have passed probation: only the disk is tested here.
            for pack in store.store_index().packs:
                probation.settle(store.folder, pack.install_path)
            took, output = [start_again("2.0")], []
            for words, version in ((["rollback"], "1.0"), (["use", "small", "2.0"], "2.0"), (["rollback"], "1.0")):
                fill(place)
                output.append(_pack(place, *words))
                took.append(hall.until(lambda version=version: shows(version), 30))
            took.append(start_again("1.0"))
            log = hall.log()
    codes = [done.returncode for done in output]
    figure = f"started after {took[0]:.1f} s; rollback, use, rollback: exit codes {codes}, on the screen after "
    figure += f"{took[1]:.1f}, {took[2]:.1f}, {took[3]:.1f} s; started again after {took[4]:.1f} s"
    well = max(took) <= PATIENCE and codes == [0, 0, 0]
    if not well:
        print(*(done.stderr for done in output), log[-3000:], sep="\n")
    return judge(ROW, "a full ext4: it starts, and its pack is changed", figure, well=well)


def _pack(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"HOME": str(place), "PYTHONPATH": str(TOP), "LANG": "C.UTF-8"}
    environment = {name: value for name, value in environment.items() if not name.startswith("XDG_")}
    command = [sys.executable, "-P", "-m", "kiosk", "pack", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def main() -> int:
    """Test both disks; 1 if one was not survived."""
    if why := missing() or ("" if shutil.which("mkfs.ext4") else "there is no mkfs.ext4"):
        return not_run(ROW, WHAT, why)
    bad = 0
    for act in (from_nothing, on_a_full_ext4):
        with tempfile.TemporaryDirectory(prefix="full-") as top:
            bad += act(Path(top))
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
