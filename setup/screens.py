"""Draws every screen of a pack, in each language and size, on virtual screens, into build/screens/LANGUAGE-SIZE/."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from virtual_screen import SIZE, NoVirtualScreen, virtual_screen

TOP = Path(__file__).resolve().parent.parent
OUT = Path("build/screens")
LANGUAGES = ("zh", "en")
SIZES = (SIZE, "1080x1920")


def draw(pack: str, sizes: Sequence[str], languages: Sequence[str]) -> int:
    """Walk the kiosk once for each size and language; return the first exit code that is not 0, else 0."""
    for size in sizes:
        with virtual_screen(size) as environment:
            for language in languages:
                words = ["tour", "--pack", pack, "--out", str(OUT / f"{language}-{size}"), "--size", size]
                done = subprocess.run(
                    [sys.executable, "-m", "kiosk", *words, "--language", language],
                    env=environment,
                    cwd=TOP,
                    check=False,
                )
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
    try:
        return draw(wish.pack, wish.sizes, wish.languages)
    except NoVirtualScreen as problem:
        print(problem, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
