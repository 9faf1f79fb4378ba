"""Row 18: an installation killed at each of its system calls that changes something on the disk.

python faults/killed_install.py [MOST]: MOST limits it to about that many, evenly spread; each takes some seconds.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from time import monotonic, sleep

from parts import packs
from parts.installing import COMMAND, FAULTS
from parts.report import judge, not_run

from kiosk.packs.store.installer import Installer

ROW, WHAT = "18", "killed at every system call of an install"
TELL = 25  # rounds
CALLS = (
    "openat,write,pwrite64,rename,renameat,renameat2,mkdir,mkdirat,unlink,unlinkat,rmdir,fsync,fdatasync,syncfs,"
    "flock,ftruncate,fchmod,chmod,utimensat,link,linkat,symlink,sendfile,copy_file_range,close"
)


def kill(slot: Path, call: str = "", when: int = 0) -> tuple[str, bool]:
    """Kill an installation at the `when`th such call; return what is wrong then, and whether it had finished."""
    store, log = slot / "store", slot / "log"
    shutil.rmtree(store, ignore_errors=True)
    shutil.copytree(slot / "before", store)
    log.unlink(missing_ok=True)
    words = [*COMMAND, str(store), str(slot / "version-2")]
    inject = ["-e", f"inject={call}:signal=KILL:when={when}"] if when else []
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=FAULTS) as program:
        assert program.stdout is not None
        program.stdout.readline()
        follow = ["strace", "-q", "-o", str(log), "-e", f"trace={CALLS}", *inject, "-p", str(program.pid)]
        with subprocess.Popen(follow, stderr=subprocess.DEVNULL) as tracer:
            status = Path(f"/proc/{program.pid}/status")
            while tracer.poll() is None and "TracerPid:\t0\n" in status.read_text("ascii"):
                sleep(0.005)
            output, _ = program.communicate("\n")
    assets = packs.assets(slot / "house")
    wrong = packs.faults_of(Installer(store), assets)
    if when and not wrong:  # leftovers are removed, and the next installation is complete
        packs.install(Installer(store), slot / "version-2", assets)
        wrong = packs.faults_of(Installer(store), assets)
        left = [path.name for path in (store / "incoming").iterdir()]
        wrong += [f"left over: {left}"] if left else []
    return "; ".join(wrong), "done" in output


def make_slot(slot: Path) -> Path:
    """Make a folder with a store in which version 1 is live; compiled packs contain absolute paths."""
    slot.mkdir()
    for number in (1, 2):
        packs.version(slot, number)
    packs.install(Installer(slot / "store"), slot / "version-1", packs.assets(slot / "house"))
    (slot / "store").rename(slot / "before")
    return slot


def count_calls(log: Path) -> Counter[str]:
    """The number of times each call was made."""
    names = (re.match(r"(\w+)\(", line) for line in log.read_text("utf-8", "replace").splitlines())
    return Counter(found[1] for found in names if found)


def main() -> int:
    """Inject the fault at each call."""
    if shutil.which("strace") is None:
        return not_run(ROW, WHAT, "strace is not installed")
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    top = Path(tempfile.mkdtemp(prefix="yi-kiosk-faults-"))
    try:
        slots: Queue[Path] = Queue()
        for number in range(os.cpu_count() or 1):
            slots.put(make_slot(top / f"slot-{number}"))
        slot = slots.get()
        wrong, done = kill(slot)
        calls = count_calls(slot / "log") if (slot / "log").exists() else Counter()
        slots.put(slot)
        if wrong or not done or not calls:
            return not_run(ROW, WHAT, f"strace cannot follow a program here {wrong}")
        rounds = [(call, when) for call, times in sorted(calls.items()) for when in range(1, times + 1)]
        chosen = rounds[:: max(1, len(rounds) // most)]
        print(f"        {len(chosen)} of {len(rounds)} calls are tried", flush=True)
        results, begun = [], monotonic()
        with ThreadPoolExecutor(slots.qsize()) as pool:
            for result in pool.map(lambda each: _in_a_slot(slots, *each), chosen):
                results.append(result)
                if len(results) % TELL == 0:
                    print(f"        {len(results)} tried after {monotonic() - begun:.0f} s", flush=True)
    finally:
        shutil.rmtree(top, ignore_errors=True)
    broken = [f"{call} {when}: {wrong}" for (call, when), (wrong, _) in zip(chosen, results, strict=True) if wrong]
    for line in broken[:10]:
        print(f"              {line}")
    killed = sum(not done for _, done in results)
    figure = f"{len(broken)} broken live packs in {killed} kills ({len(results)} of {len(rounds)} calls tried)"
    return judge(ROW, WHAT, figure, well=not broken and killed > 0)


def _in_a_slot(slots: Queue[Path], call: str, when: int) -> tuple[str, bool]:
    slot = slots.get()
    try:
        return kill(slot, call, when)
    finally:
        slots.put(slot)


if __name__ == "__main__":
    sys.exit(main())
