"""An installation in a program that can be killed: `python -m parts.installing STORE PACK [careless]`, in faults/.

Everything it needs is loaded first. It prints "ready" and waits for a line; between that and "done" it installs.
`careless` skips fsync, to prove that faults would be detected.
"""

from __future__ import annotations

import sys
from pathlib import Path

import kiosk.packs.search_index
import kiosk.packs.view_data.pack_data  # noqa: F401  loaded before anything is counted
from kiosk.device import disk
from kiosk.packs.product_catalog import product_catalog
from kiosk.packs.store import installer
from kiosk.packs.store.installer import Installer
from parts import packs

FAULTS = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "-m", "parts.installing"]  # in FAULTS


def main(folder: str, pack: str, how: str = "") -> int:
    """Install when a line is read."""
    if how == "careless":
        disk.flush_file = disk.flush_folder = lambda _: None
        installer.flush_tree = lambda _: None
    assets = packs.assets(Path(pack).parent / "house")
    product_catalog()
    print("ready", flush=True)
    sys.stdin.readline()
    packs.install(Installer(Path(folder)), Path(pack), assets)
    print("done", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
