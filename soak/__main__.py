"""`make soak`: the real kiosk, in a process and on a screen of its own, through visits and scenes; what it holds then.

SOAK=scenes make soak
python -m soak visits --count 10000 --seed 3
python -m soak --read build/soak/visits.csv
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from soak.curves import draw
from soak.reading import Reading
from soak.trend import trend

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / "setup"))

from virtual_screen import VirtualScreenError, virtual_screen  # noqa: E402  beside no package


@dataclass(frozen=True, slots=True)
class Part:
    """`count` steps, a reading after each `every`, and the slope from `start` on, which is to stay under `target` kB."""

    unit: str
    count: int
    every: int
    start: int
    target: float


PARTS = {
    "scenes": Part("scene", 2000, 10, 300, 1.0),
    "visits": Part("visit", 10_000, 20, 300, 2.0),
    "film": Part("second", 30, 5, 60, 20 * 1024),
}
OVER = 3  # the kiosk took more than is good for the machine, and was ended


def run(part: str, told: argparse.Namespace) -> Path | None:
    """Run one part; return the file of its readings, None where the kiosk did not come to the end."""
    plan = PARTS[part]
    out = told.out / f"{part}.csv"
    folder = Path(tempfile.mkdtemp(prefix="yi-kiosk-soak-"))
    try:
        with virtual_screen("1920x1080") as environment:
            surroundings = environment | {"QSG_RENDER_LOOP": "basic", "XDG_RUNTIME_DIR": str(folder)}
            surroundings |= {
                f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("DATA", "CACHE", "CONFIG", "STATE")
            }
            if told.renderer == "software":
                surroundings["QT_QUICK_BACKEND"] = "software"
            words = [sys.executable, "-m", "soak.subject", part, str(folder)]
            words += ["--count", str(told.count or plan.count), "--every", str(told.every or plan.every)]
            words += ["--seed", str(told.seed), "--size", told.size, "--renderer", told.renderer]
            if told.pack:
                words += ["--pack", str(told.pack)]
            code = subprocess.run(words, cwd=TOP, env=surroundings, check=False).returncode
        told.out.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / f"{part}.csv", out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if code:
        print(f"{part}: the kiosk ended with code {code}")
    return None if code not in {0, OVER} else out


def judge(file: Path) -> bool:
    """Print what the readings of a part come to, draw them, and tell whether the target is met."""
    part = PARTS[file.stem]
    readings = [Reading.parse(line) for line in file.read_text("ascii").splitlines()[1:]]
    last = readings[-1]
    if part.unit == "second":
        return judge_film(file, readings, part)
    start = min(part.start, last.number // 2)
    counted = [reading for reading in readings if reading.number >= start]
    numbers = [reading.number for reading in counted]
    slopes = {
        name: trend(numbers, [getattr(reading, name) for reading in counted]) for name in ("in_use", "pss", "objects")
    }
    slope = slopes["in_use"]
    draw(file.with_suffix(".svg"), part.unit + "s", readings, start, slope)
    well = slope.high < part.target
    pace = last.number / max(0.1, last.seconds) * 60
    print(f"{file.stem}: {last.number:,} {part.unit}s, {pace:.0f} a minute; slopes from {part.unit} {start} on")
    for name, unit in (("in_use", "kB in use"), ("pss", "kB PSS"), ("objects", "Python objects")):
        each = slopes[name]
        print(f"  {each.slope:9.3f} {unit} a {part.unit}   (95 %: {each.low:.3f} to {each.high:.3f})")
    first = counted[0]
    print(
        f"  descriptors {first.descriptors} to {last.descriptors}, threads {first.threads} to {last.threads}, "
        f"longest frame {max(reading.frame for reading in counted):.0f} ms"
    )
    print(f"  {'PASS' if well else 'FAIL'}  under {part.target:g} kB in use a {part.unit}")
    return well


def judge_film(file: Path, readings: list[Reading], part: Part) -> bool:
    """Compare what is held at the end with what was held after a minute."""
    draw(file.with_suffix(".svg"), "seconds", readings, part.start, None)
    after = next((reading for reading in readings if reading.number >= part.start), None)
    last = readings[-1]
    if after is None or after is last:
        print(f"film: it played for {last.number} s only, at {last.pss / 1024:.0f} MB\n  FAIL")
        return False
    more = max(last.pss - after.pss, last.in_use - after.in_use)
    print(f"film: PSS {after.pss / 1024:.1f} MB after {after.number} s, {last.pss / 1024:.1f} MB after {last.number} s")
    print(f"  {'PASS' if more < part.target else 'FAIL'}  {more / 1024:.1f} MB more, under {part.target / 1024:g} MB")
    return more < part.target


def main() -> int:
    """Run what is asked for; 1 where a target is not met."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; else all")
    words.add_argument("--count", type=int, help="how many")
    words.add_argument("--every", type=int, help="a reading after so many")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--size", default="1280x720")
    words.add_argument("--pack", type=Path)
    words.add_argument("--renderer", choices=("software", "opengl"), default="software")
    words.add_argument("--out", type=Path, default=TOP / "build" / "soak")
    words.add_argument("--read", type=Path, metavar="FILE", help="only judge and draw what was measured before")
    told = words.parse_args()
    if told.read:
        return int(not judge(told.read))
    bad = False
    try:
        for part in told.parts or PARTS:
            file = run(part, told)
            bad |= file is None or not judge(file)
    except VirtualScreenError as problem:
        print(problem, file=sys.stderr)
        return 2
    return int(bad)


if __name__ == "__main__":
    sys.exit(main())
