"""Bytes that a kiosk fetches for a corrected sentence: the whole archive, or by rsync.

python bench/update_bytes.py [PACK]

Needs Debian's rsync. Archives hold files as they are and in one order (docs/decisions/0011), so that rsync finds again
what did not change.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[1]
PACK = TOP / "content" / "zhenjiang-new-area"
TRANSFERRED = re.compile(r"Total bytes (?:sent|received): ([\d,]+)")


def correct_sentence(pack: Path) -> None:
    """Add a word to the first page's title."""
    file = min((pack / "panels").glob("*.yaml"))
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(\n    title:\s*\n\s+zh: \S+)", r"\1的", text, count=1), "utf-8")
    if file.read_text("utf-8") == text:
        raise SystemExit(f"{file}: no title was found")


def build(pack: Path, version: str, out: Path) -> Path:
    """Build the pack as this version, and return its archive."""
    head = pack / "pack.yaml"
    text = re.sub(r"^version: .*$", f"version: {version}", head.read_text("utf-8"), flags=re.MULTILINE)
    head.write_text(text, "utf-8")
    command = [sys.executable, "-m", "kiosk", "pack", "build", str(pack), "--out", str(out)]
    subprocess.run(command, cwd=TOP, stdout=subprocess.DEVNULL, check=True)
    return next(out.glob(f"*-{version}.kioskpack"))


def transferred(new: Path, old: Path, folder: Path) -> int:
    """Bytes that rsync sends and receives where the old archive is there already."""
    there = folder / "there.kioskpack"
    shutil.copy(old, there)
    command = ["rsync", "--no-whole-file", "--checksum", "--stats", str(new), str(there)]
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    if there.read_bytes() != new.read_bytes():
        raise SystemExit("rsync left another archive there")
    return sum(int(found.replace(",", "")) for found in TRANSFERRED.findall(printed))


def main() -> int:
    """Print the size of the archive, and what rsync transfers."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else PACK
    if shutil.which("rsync") is None:
        print("rsync is missing: apt-get install rsync", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="yi-kiosk-update-") as name:
        folder = Path(name)
        pack = Path(shutil.copytree(source, folder / "pack"))
        old = build(pack, "1.0.0", folder)
        correct_sentence(pack)
        new = build(pack, "1.0.1", folder)
        print(f"archive {new.stat().st_size:,} bytes, by rsync {transferred(new, old, folder):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
