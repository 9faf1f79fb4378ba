"""Row 33: a withdrawn picture never appears again, neither after a power cut nor in any order of staff actions.

python faults/withdrawn.py [ORDERS [CUTS]], where 0 CUTS means none

The walk: a person is in two installed packs and in the built-in one, and a real kiosk shows her; she is withdrawn.
Then, in a random order, packs with her are installed (also under another name, also killed in the middle), made live,
rolled back and viewed, and the kiosk is killed, ended and restarted, with the built-in pack and as a preview; after
each step a program searches the screens for her. Before she is withdrawn it must find her.

The cuts: as in row 17, on ext4 on a loop device, during the withdrawal and right after it was reported as done; and the
same without fsync, to prove that faults are detected.
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
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from parts import consent, packs
from parts.installing import COMMAND, FAULTS
from parts.report import judge, not_run
from power_cut_install import Disk

from kiosk.device.errors import RefusedError
from kiosk.device.file_lock import HeldError
from kiosk.device.withdrawal_list import UnreadableListError, read_withdrawals
from kiosk.media import needed_widths
from kiosk.packs.store.garbage_collection import is_in_use
from kiosk.packs.store.installer import Installer
from kiosk.packs.store.integrity_check import inspect
from kiosk.packs.store.withdrawing import Request, lift, withdraw

ROW, WHAT = "33", "a picture that was withdrawn"
STEPS = 4  # of each order
NAMES = ("media/wang.svg", "media/other-name.svg", "media/people/a.svg")
SECONDS = 5.0  # a promise
READY = 120.0  # seconds until a pack with her is shown on a busy machine: pictures are prepared again


def at_home(top: Path) -> None:
    """Give this program, and its children, a data folder of its own."""
    for name in ("DATA", "CACHE", "STATE", "CONFIG"):
        os.environ[f"XDG_{name}_HOME"] = str(top / name.lower())


@dataclass
class Device:
    """A device, its running kiosk, and where the person was seen."""

    top: Path
    chance: random.Random
    steps: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    looks: int = 0
    screens: int = 0
    controls: int = 0
    version: int = 2
    late: float = 0.0

    def __post_init__(self) -> None:
        """Install two packs with her, and start the kiosk."""
        self.assets = packs.assets(self.top / "house")
        self.store = Installer(self.top / "store")
        self.store.note_screen(needed_widths(consent.SIZE[0]))
        self.ships = consent.pack(self.top / "ships", "0.9")
        self.kiosk: subprocess.Popen[str] | None = None
        self.install_again()
        self.start()

    def install_again(self) -> None:
        """Install two packs with her."""
        for number in (1, 2):
            self._install(consent.pack(self.top / f"pack-{number}", f"{number}.0"))

    def lift(self, *, noticed: bool) -> None:
        """Lift the withdrawal, and install the pack on the screen again: at once, or after the kiosk noticed."""
        self.install_again()
        until = time.monotonic() + READY
        while not is_in_use(self.store.folder, self.store.store_index().live) and time.monotonic() < until:
            self.look()
        lift(Request("1", "the walk"))
        if noticed:
            self.obeys_after(time.monotonic())
        self._install(self.top / "pack-2")
        self._install(self.top / "pack-1", aside=True)

    def start(self, how: str = "store", shown: Path | None = None) -> None:
        """Start a kiosk."""
        words = [sys.executable, "-m", "parts.consent", how, str(self.store.folder), str(shown or self.ships)]
        self.kiosk = subprocess.Popen(words, cwd=FAULTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._answer() == "ready"

    def end(self, *, killed: bool = False) -> None:
        """End the kiosk, in order or not."""
        kiosk, self.kiosk = self.kiosk, None
        if kiosk is not None and killed:
            kiosk.send_signal(signal.SIGKILL)
            kiosk.communicate()
        elif kiosk is not None:
            kiosk.communicate(timeout=60)

    def ask(self, words: str) -> tuple[int, str]:
        """Make the kiosk search for her; return in how many screens she was seen, and which list it obeys."""
        assert self.kiosk is not None
        assert self.kiosk.stdin is not None
        self.kiosk.stdin.write(f"{words}\n")
        self.kiosk.stdin.flush()
        _, seen, count, obeys = self._answer().split()
        self.looks += int(count) > 0
        self.screens += int(count)
        return int(seen), obeys

    def look(self, words: str = "look") -> None:
        """Search for her where she must not be."""
        seen, _ = self.ask(words)
        if seen:
            self.seen.append(f"{seen} screens after: {', '.join(self.steps)}")

    def is_seen(self) -> bool:
        """Whether she is found where she may be, which proves the search. Prints what was seen instead."""
        begin, seen, before, obeys = time.monotonic(), 0, self.screens, ""
        while not seen and time.monotonic() < begin + READY:
            seen, obeys = self.ask("look")
        if not seen:
            shows = f"{self.screens - before} screens, by the list {obeys} of {read_withdrawals().digest or '-'}"
            print(
                f"        not seen where she may be: {shows}, in {READY:.0f} s; {self.store.store_index().live}",
                flush=True,
            )
        return seen > 0

    def obeys_after(self, begin: float) -> float:
        """Wait until the running kiosk obeys the list; return after how many seconds it did."""
        mark = read_withdrawals().digest
        while self.ask("obeys")[1] != mark and time.monotonic() < begin + 30:
            time.sleep(0.1)
        return time.monotonic() - begin

    def _answer(self) -> str:
        assert self.kiosk is not None
        assert self.kiosk.stdout is not None
        return self.kiosk.stdout.readline().strip()

    # What staff do, and what happens.

    def install(self) -> None:
        """Install a pack with her, under any name."""
        self._install(self._next())

    def install_killed(self) -> None:
        """The same, killed in the middle."""
        words = [*COMMAND, str(self.store.folder), str(self._next())]
        program = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=FAULTS)
        assert program.stdout is not None
        assert program.stdin is not None
        program.stdout.readline()
        program.stdin.write("\n")
        program.stdin.flush()
        time.sleep(self.chance.random() ** 2)
        program.send_signal(signal.SIGKILL)
        program.communicate()

    def rollback(self) -> None:
        """Go back to the previous pack."""
        if self.store.store_index().before:
            self._patiently(self.store.rollback)

    def use(self) -> None:
        """Make any installed pack live."""
        pack = self.chance.choice(self.store.store_index().packs)
        self._patiently(lambda: self.store.use(pack.id, pack.version))

    def kill(self) -> None:
        """Kill the kiosk, and start it again."""
        self.end(killed=True)
        self.start()

    def begin_again(self) -> None:
        """End it in order, and start it again."""
        self.end()
        self.start()

    def built_in(self) -> None:
        """Start it with the built-in pack."""
        self.end()
        self.start("pack")
        self.look()
        self.begin_again()

    def preview(self) -> None:
        """Preview a folder with her."""
        self.end()
        self.start("preview", self._next())
        self.look()
        self.begin_again()

    def look_at(self) -> None:
        """View every pack as the operator."""
        self.look("operator")

    def _install(self, folder: Path, *, aside: bool = False) -> None:
        self._patiently(lambda: packs.install(self.store, folder, self.assets, aside=aside))

    def _patiently(self, act: Callable[[], object]) -> None:
        """Do it once the store is free: a kiosk that loads a pack locks it for a moment."""
        until = time.monotonic() + 60
        while True:
            try:
                act()
            except RefusedError as refused:
                if not isinstance(refused.__cause__, HeldError) or time.monotonic() > until:
                    raise
                time.sleep(0.2)
            else:
                return

    def _next(self) -> Path:
        self.version += 1
        return consent.pack(self.top / "next", f"{self.version}.0", file=self.chance.choice(NAMES))


ACTIONS: tuple[Callable[[Device], None], ...] = (
    Device.install,
    Device.install_killed,
    Device.rollback,
    Device.use,
    Device.kill,
    Device.begin_again,
    Device.built_in,
    Device.preview,
    Device.look_at,
)


def walk(top: Path, orders: int) -> Device:
    """Withdraw her this many times, and take actions in a random order after each."""
    at_home(top)
    device = Device(top, random.Random(33))  # noqa: S311  the same orders each time
    late = 0.0
    for number in range(orders):
        if number:
            device.lift(noticed=number % 2 == 1)
        name = device.chance.choice(("pictures/1", str(device.top / "pack-1" / "media" / "wang.svg")))
        device.controls += device.is_seen()
        begin = time.monotonic()
        withdraw(device.store, Request(name, "the walk"))
        late = max(late, device.obeys_after(begin))
        device.steps = [f"order {number}: withdrawn as {Path(name).name}"]
        device.look()
        for action in device.chance.choices(ACTIONS, k=STEPS):
            device.steps.append(action.__name__)
            action(device)
            device.look()
        print(f"        order {number + 1}: {', '.join(device.steps[1:])}; {len(device.seen)} appearances", flush=True)
    device.end()
    device.late = late
    return device


def cut_rounds(top: Path, rounds: int, how: str) -> tuple[int, int, int]:
    """Return the number of cuts with a fault after it, of cuts after it was reported as done, and of all cuts."""
    chance = random.Random(17)  # noqa: S311  the same moments each time
    disk = Disk(top)
    at_home(disk.place)
    assets = packs.assets(top / "house")
    store = Installer(disk.place / "store")
    wrong = done = 0
    try:
        for number in (1, 2):
            packs.install(store, consent.pack(top / f"pack-{number}", f"{number}.0"), assets)
        os.sync()
        disk.unmount()
        fresh = Path(shutil.copy(disk.image, top / "fresh.img"))
        disk.mount()
        longest = 0.0
        for number in range(rounds + 1):
            words = [sys.executable, "-m", "parts.consent", "withdraw", str(store.folder), "pictures/1", how]
            program = subprocess.Popen(words, cwd=FAULTS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            assert program.stdout is not None
            assert program.stdin is not None
            program.stdout.readline()
            begin = time.perf_counter()
            program.stdin.write("\n")
            program.stdin.flush()
            reported = how or number == 0 or chance.random() < 0.5
            if reported:
                program.stdout.readline()
                longest = longest or time.perf_counter() - begin
                done += 1
            else:
                time.sleep(longest * chance.random() ** 2)
            if how:
                time.sleep(chance.uniform(5, 8))  # names reach the disk after 5 s, file contents after 30
            program.send_signal(signal.SIGSTOP)
            disk.cut(program)
            faults = _faults(store, assets, must_be_gone=bool(reported))
            wrong += bool(faults)
            if faults and not how:
                print(f"        cut {number}: {'; '.join(faults)[:300]}")
            disk.unmount()
            shutil.copy(fresh, disk.image)
            disk.mount()
    finally:
        disk.unmount()
    return wrong, done, rounds + 1


def _faults(store: Installer, assets: object, *, must_be_gone: bool) -> list[str]:
    """What is wrong after a cut: an unreadable list, a damaged pack, or her picture, if it must be gone."""
    found = []
    try:
        hashes = read_withdrawals().hashes
    except UnreadableListError:
        return ["the list cannot be read"]
    if must_be_gone and not hashes:
        found.append("the list is empty")
    for pack in store.store_index().packs:
        if damage := inspect(store.folder, pack):
            found.append(f"{pack.version} is damaged: {damage}")
        source = store.source(pack, assets, store.widths())  # type: ignore[arg-type]
        loaded_pack = source.load_cached() or source.load()
        if loaded_pack.values is None:
            found.append(f"{pack.version} cannot be shown")
        elif must_be_gone and "Ms Wang" in str(loaded_pack.values["panels"]) + str(loaded_pack.values["scenes"]):
            pictures = str(loaded_pack.values["scenes"]) + str(loaded_pack.values["home"])
            found += [f"{pack.version} shows her"] if "Words of hers" in pictures else []
    return found


def main() -> int:
    """Walk, and cut the power."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    cuts = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    top = Path(tempfile.mkdtemp(prefix="yi-kiosk-faults-"))
    try:
        device = walk(top, orders)
    finally:
        shutil.rmtree(top, ignore_errors=True)
    for line in device.seen:
        print(f"        seen in {line}")
    figure = (
        f"{len(device.seen)} appearances in {orders} orders ({device.looks} looks, {device.screens} screens; "
        f"seen before it in {device.controls} of {orders}; off the running screen after {device.late:.1f} s at most)"
    )
    well = not device.seen and device.controls == orders and device.late < SECONDS
    code = judge(ROW, f"{WHAT}: in any order", figure, well=well)
    if cuts == 0:
        return code
    what = f"{WHAT}: power cut"
    if os.name != "posix" or os.geteuid() != 0 or not all(map(shutil.which, ("mkfs.ext4", "mount", "cp"))):
        return code or not_run(ROW, what, "needs root, mkfs.ext4 and mount")
    results = []
    for how, times in (("", cuts), ("careless", 10)):
        top = Path(tempfile.mkdtemp(prefix="yi-kiosk-faults-"))
        try:
            results.append(cut_rounds(top, times, how))
        except subprocess.CalledProcessError as error:
            return code or not_run(ROW, what, f"no loop device here: {error.stderr.decode().strip()}")
        finally:
            shutil.rmtree(top, ignore_errors=True)
    (wrong, done, times), (careless, _, tries) = results
    figure = (
        f"{wrong} wrong in {times} cuts ({done} after it was reported as done); {careless} in {tries} without fsync"
    )
    return code | judge(ROW, what, figure, well=wrong == 0 and 0 < done < times)


if __name__ == "__main__":
    sys.exit(main())
