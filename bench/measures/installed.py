"""Size on a device: the Debian package of dist/, unpacked, with the bytecode that its installation compiles."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.records import Measured
from bench.subjects import MissingProgramError

TOP = Path(__file__).resolve().parents[2]


def measure(rounds: int, folder: Path, report: Callable[[str], None]) -> Iterator[Measured]:  # noqa: ARG001
    """Yield the size in MB (2 ** 20 bytes), as du counts blocks."""
    packages = sorted((TOP / "dist").glob("yi-kiosk_*_amd64.deb"), key=lambda file: file.stat().st_mtime)
    if not packages:
        raise MissingProgramError("there is no package in dist/: make deb")
    package = packages[-1]
    report(f"unpacking {package.name}")
    subprocess.run(["dpkg-deb", "--extract", str(package), str(folder)], check=True)
    root = folder / "usr" / "lib" / "yi-kiosk"
    report("compiling bytecode")
    # As setup/deb/postinst does, by the Python of the machine; what cannot be compiled is left out there as well.
    command = ["/usr/bin/python3", "-m", "compileall", "-q", "-j", "0", str(root / "lib")]
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    done = subprocess.run(["du", "-s", "--block-size=1M", str(root)], check=True, capture_output=True, text=True)
    size = package.stat().st_size / 1e6
    yield Measured("installed/size", (float(done.stdout.split()[0]),), note=f"{package.name} itself has {size:.0f} MB")
