"""Pictures of every screen of a pack, in each language and size, without a screen, in build/screens/LANGUAGE-SIZE/."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
OUT = Path("build/screens")
LANGUAGES = ("zh", "en")
SIZES = ("1920x1080", "1080x1920")


def draw(pack: str, sizes: Sequence[str], languages: Sequence[str]) -> int:
    """Walk the kiosk once for each size and language; return the first exit code that is not 0, else 0."""
    for size, language in product(sizes, languages):
        arguments = [
            "tour",
            "--pack",
            pack,
            "--out",
            str(OUT / f"{language}-{size}"),
            "--size",
            size,
            "--language",
            language,
        ]
        done = subprocess.run([sys.executable, "-m", "kiosk", *arguments], cwd=TOP, check=False)
        if done.returncode:
            return done.returncode
    print(f"Pictures of every screen: {TOP / OUT}")
    return 0


def main() -> int:
    """Parse the command line and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", required=True)
    parser.add_argument("--sizes", nargs="+", default=SIZES)
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    wish = parser.parse_args()
    return draw(wish.pack, wish.sizes, wish.languages)


if __name__ == "__main__":
    sys.exit(main())
