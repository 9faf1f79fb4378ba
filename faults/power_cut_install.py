"""Row 17: power cuts during an installation, on ext4 on a loop device: only what reached the device is kept.

python faults/power_cut_install.py [ROUNDS]

A round: the installation is stopped (SIGSTOP) at a random moment, the image is copied as it is, and whatever the
program and the kernel still had in memory is lost. The copy is mounted, its journal replayed, and the live pack is
checked; the next round continues from it. The same is done some seconds after an installation without fsync, to prove
that faults are detected.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from parts import packs
from parts.installing import COMMAND, FAULTS
from parts.report import judge, not_run

from kiosk.packs.store.installer import Installer

ROW, WHAT = "17", "power cut while a pack is installed"
MEGABYTES = 96
PACKS = 4


class Disk:
    """A disk of its own that can lose its power."""

    def __init__(self, top: Path) -> None:
        """Make and mount it. Raises OSError, CalledProcessError."""
        self.image, self.place = top / "disk.img", top / "disk"
        self.place.mkdir()
        with self.image.open("wb") as file:
            file.truncate(MEGABYTES * 1_000_000)
        subprocess.run(["mkfs.ext4", "-q", "-F", str(self.image)], check=True, capture_output=True)
        self.mount()

    def mount(self) -> None:
        """Mount it."""
        subprocess.run(["mount", "-o", "loop", str(self.image), str(self.place)], check=True, capture_output=True)

    def unmount(self) -> None:
        """Unmount it in order."""
        subprocess.run(["umount", str(self.place)], check=False, capture_output=True)

    def cut(self, program: subprocess.Popen[str]) -> None:
        """Lose everything that has not reached the disk, and end the stopped program."""
        copy = self.image.with_suffix(".cut")
        subprocess.run(["cp", "--sparse=always", str(self.image), str(copy)], check=True)
        program.send_signal(signal.SIGKILL)
        program.communicate()
        self.unmount()
        copy.replace(self.image)
        self.mount()


def cut_rounds(top: Path, rounds: int, how: str) -> tuple[int, int]:
    """Return the number of rounds that left the live pack damaged, and of those that left the new one live."""
    chance = random.Random(17)  # noqa: S311  the same moments each time
    disk = Disk(top)
    store = Installer(disk.place / "store")
    assets = packs.assets(top / "house")
    broken = new = 0
    try:
        packs.install(store, top / "version-0", assets)
        os.sync()
        longest = 0.0
        for number in range(rounds + 2):
            source = top / f"version-{(number + 1) % PACKS}"
            before = packs.live_version(store)
            words = [*COMMAND, str(store.folder), str(source), how]
            program = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=FAULTS)
            assert program.stdout is not None
            assert program.stdin is not None
            program.stdout.readline()
            begin = time.perf_counter()
            program.stdin.write("\n")
            program.stdin.flush()
            if number < 2:  # its duration, with pictures to prepare and without
                program.stdout.readline()
                longest = max(longest, time.perf_counter() - begin)
            elif how:
                program.stdout.readline()
                time.sleep(chance.uniform(5, 8))  # names reach the disk after 5 s, file contents after 30
            else:
                time.sleep(longest * chance.random() ** 2)
            program.send_signal(signal.SIGSTOP)
            disk.cut(program)
            wrong = packs.faults_of(store, assets)
            broken += bool(wrong)
            new += packs.live_version(store) != before
            if wrong and not how:
                print(f"        round {number}: {'; '.join(wrong)[:300]}")
            if wrong:
                shutil.rmtree(store.folder, ignore_errors=True)
                packs.install(store, top / "version-0", assets)
                os.sync()
    finally:
        disk.unmount()
    return broken, new


def main() -> int:
    """Cut the power this many times."""
    if os.name != "posix" or os.geteuid() != 0 or not all(map(shutil.which, ("mkfs.ext4", "mount", "cp"))):
        return not_run(ROW, WHAT, "needs root, mkfs.ext4 and mount")
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    results = []
    for how, times in (("", rounds), ("careless", 10)):
        top = Path(tempfile.mkdtemp(prefix="yi-kiosk-faults-"))
        try:
            for number in range(PACKS):
                packs.version(top, number)
            results.append((*cut_rounds(top, times, how), times + 2))
        except subprocess.CalledProcessError as error:
            return not_run(ROW, WHAT, f"no loop device here: {error.stderr.decode().strip()}")
        finally:
            shutil.rmtree(top, ignore_errors=True)
    (broken, new, times), (careless, _, tries) = results
    figure = (
        f"{broken} broken live packs in {times} cuts ({new} times the new one); {careless} in {tries} without fsync"
    )
    return judge(ROW, WHAT, figure, well=broken == 0 and 0 < new < times)


if __name__ == "__main__":
    sys.exit(main())
