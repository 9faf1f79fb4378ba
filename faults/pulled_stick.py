"""A memory stick pulled while the operator menu installs a pack: from each read of the archive on, reading fails.

python faults/pulled_stick.py [MOST]

The store task is run as by the operator menu. Each time it must say why it stopped, the live pack must be intact and
unchanged, and nothing may be left over; afterwards the same archive installs without problems.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from parts import packs
from parts.report import judge, not_run

from kiosk import paths
from kiosk.content.loader import load_pack
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.store.archive_builder import build
from kiosk.packs.store.installer import Installer

ROW, WHAT = "-", "a stick pulled while a pack is taken from it"
WORKER = "kiosk.operator.store_worker"


def take(store: Path, archive: Path, log: Path, *, fails_from: int = 0) -> list[dict[str, object]]:
    """Install the archive as the operator menu does, with each read failing from the `fails_from`th on; its output."""
    inject = ["-e", f"inject=read:error=EIO:when={fails_from}+"] if fails_from else []
    trace = ["strace", "-f", "-qq", "-o", str(log), "-P", str(archive), "-e", "trace=read", *inject]
    words = [*trace, sys.executable, "-m", WORKER, str(store), "3", "", "take", str(archive)]
    output = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    return [json.loads(line) for line in output.splitlines()]


def prepare(top: Path) -> tuple[Path, Path]:
    """Make a store in which the small pack is live, and a stick with the article's on it."""
    store, folder = top / "store", paths.content() / "zhenjiang-new-area"
    packs.install(Installer(store), packs.version(top, 1), packs.assets(top / "cache"))
    pack = load_pack(folder, product_catalog()).pack
    assert pack is not None
    return store, build(folder, pack, top / "stick")


def wrong_after(store: Path, output: list[dict[str, object]], top: Path) -> str:
    """What is wrong after the stick was pulled; empty if nothing is."""
    installer = Installer(store)
    faults = packs.faults_of(installer, packs.assets(top / "cache"))
    if packs.live_version(installer) != "1.0" or len(installer.store_index().packs) != 1:
        faults.append("the store is not what it was")
    if left := [path.name for path in (store / "incoming").iterdir()]:
        faults.append(f"left over: {left}")
    if not output or "refused" not in output[-1]:
        faults.append(f"it did not say why: {output[-1:]}")
    return "; ".join(faults)


def main() -> int:
    """Pull it at each read."""
    if shutil.which("strace") is None:
        return not_run(ROW, WHAT, "strace is not installed")
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    top = Path(tempfile.mkdtemp(prefix="yi-kiosk-faults-"))
    try:
        store, archive = prepare(top)
        shutil.copytree(store, top / "whole")
        output = take(top / "whole", archive, top / "log")
        reads = (top / "log").read_text("utf-8", "replace").count(" read(")
        if not reads or not output or "place" not in output[-1]:
            return not_run(ROW, WHAT, "strace cannot follow a program here")
        chosen = range(1, reads + 1)[:: max(1, -(-reads // most))]
        found = {when: wrong_after(store, take(store, archive, top / "log", fails_from=when), top) for when in chosen}
        taken = "place" in take(store, archive, top / "log")[-1]
    finally:
        shutil.rmtree(top, ignore_errors=True)
    bad = {when: wrong for when, wrong in found.items() if wrong}
    for when, wrong in list(bad.items())[:10]:
        print(f"              read {when}: {wrong}")
    figure = f"{len(bad)} of {len(found)} pulls did harm ({reads} reads)"
    return judge(ROW, WHAT, f"{figure}; taken afterwards: {'yes' if taken else 'no'}", well=not bad and taken)


if __name__ == "__main__":
    sys.exit(main())
