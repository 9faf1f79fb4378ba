"""`make golden`: draw every golden picture again, and say which have changed."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pyvips

import tests.conftest  # noqa: F401  Qt without a screen
from kiosk import paths
from kiosk.app import make_application
from tests.golden.likeness import compare
from tests.golden.screens import PATIENT_S, PICTURES, opened


def main() -> int:
    """Write what has changed or is new; remove what is shown no more. Screens that are still alike keep their file."""
    make_application()
    PICTURES.mkdir(exist_ok=True)
    kept: set[Path] = set()
    with tempfile.TemporaryDirectory() as folder, opened(paths.cache(), Path(folder) / "journal.sqlite") as screens:
        for name in screens.all():
            file, drawn = PICTURES / f"{name}.webp", screens.look(PATIENT_S)
            kept.add(file)
            if file.exists():
                likeness = compare(pyvips.Image.new_from_file(str(file))[:3], drawn)
                if not likeness.differing:
                    continue
                print(f"{name}: {likeness.differing} of {likeness.boxes} boxes have changed")
            else:
                print(f"{name}: new")
            drawn.webpsave(str(file), lossless=True, effort=4)
    for file in set(PICTURES.glob("*.webp")) - kept:
        print(f"{file.stem}: shown no more")
        file.unlink()
    size = sum(file.stat().st_size for file in kept) / 1e6
    print(
        f"{len(kept)} golden pictures, {size:.1f} MB, in {PICTURES}. Look at each that has changed before it is kept."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
