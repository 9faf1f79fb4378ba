"""`make soak`: memory of the real kiosk, in its own process and on its own screen, over visits, scenes and films.

python -m soak                          all parts, some hours: see docs/soak.md
python -m soak visits --count 2000 --seed 3
python -m soak film --count 30          minutes, in both renderers
python -m soak visits --real-time --hours 8
python -m soak --read build/soak        only judge and draw what was measured before
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from soak.curves import draw
from soak.parts import GROUPS, PARTS, Verdict, counted, judge, read

TOP = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOP / "setup"))

from virtual_screen import VirtualScreenError, end_in_order, run_on, virtual_screen  # noqa: E402

ENDED, OVER = 0, 3  # exit codes of the subject: finished; given up, since it used too much memory
DOCUMENT = TOP / "docs" / "soak.md"
PICTURES = TOP / "docs" / "pictures"
TABLE = re.compile(r"(<!-- measured -->\n).*?(<!-- end -->)", re.DOTALL)
HEAD = (
    "| part | how much | what is left behind (95 % interval) | target | PSS | descriptors | threads |\n"
    "|---|---|---|---|---|---|---|\n"
)


def run(name: str, reported: argparse.Namespace) -> bool:
    """Run one part, writing its readings to `reported.out`; return whether the kiosk finished."""
    part = PARTS[name]
    renderer = reported.renderer or part.renderer
    folder = Path(tempfile.mkdtemp(prefix="yi-kiosk-soak-"))
    reported.out.mkdir(parents=True, exist_ok=True)
    try:
        with virtual_screen("1920x1080") as environment:
            own = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in ("DATA", "CACHE", "CONFIG", "STATE")}
            own |= {"QSG_RENDER_LOOP": "basic", "XDG_RUNTIME_DIR": str(folder)}
            if not (part.is_film or reported.real_time):
                own["QT_QPA_UPDATE_IDLE_TIME"] = "0"  # Qt waits 5 ms before each frame, to collect more changes
            if renderer == "software":
                own["QT_QUICK_BACKEND"] = "software"
            else:
                environment.pop("QT_QUICK_BACKEND", None)
            words = [sys.executable, "-m", "soak.subject", part.script, str(folder)]
            words += ["--curve", str(reported.out / f"{name}.csv"), "--renderer", renderer]
            words += ["--count", str(reported.count or part.count), "--every", str(reported.every or part.every)]
            words += ["--seed", str(reported.seed), "--size", "1920x1080" if part.is_film else reported.size]
            words += ["--pack", str(reported.pack)] if reported.pack else []
            words += ["--real-time", "--hours", str(reported.hours)] if reported.real_time else []
            code = run_on(environment | own, words, str(TOP))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if code not in {ENDED, OVER}:
        print(f"{name}: the kiosk ended with code {code}")
    return code == ENDED


def conclude(name: str, out: Path) -> Verdict:
    """Judge and plot the readings of a part."""
    readings = read(out / f"{name}.csv")
    if not readings:
        return Verdict(False, [f"{name}: nothing was read", "  FAIL"], f"| {name} | nothing was read |")
    verdict = judge(name, readings)
    part = PARTS[name]
    draw(out / f"{name}.svg", f"{name}: {readings[-1].number:,} {part.unit}s", readings, counted(part, readings))
    print("\n".join(verdict.reported), flush=True)
    return verdict


def write_down(verdicts: dict[str, Verdict], out: Path) -> None:
    """Write the table to docs/soak.md, and the curves of the parts that it shows beside it.

    The row of a part that was not measured stays.
    """
    text = DOCUMENT.read_text("utf-8")
    rows = {row.split("|")[1].strip(): row for row in text.splitlines() if row.startswith("| ")}
    rows |= {name: verdict.row for name, verdict in verdicts.items()}
    table = HEAD + "\n".join(rows[name] for name in PARTS if name in rows) + "\n"
    DOCUMENT.write_text(TABLE.sub(lambda found: found[1] + "\n" + table + "\n" + found[2], text), "utf-8")
    for name in verdicts:
        if f"soak-{name}.svg" in text:
            shutil.copy(out / f"{name}.svg", PICTURES / f"soak-{name}.svg")


def chosen(names: Sequence[str]) -> list[str]:
    """The parts by name or group name; raises ValueError for an unknown one."""
    found = [part for name in names or ("all",) for part in GROUPS.get(name, (name,))]
    if unknown := [name for name in found if name not in PARTS]:
        raise ValueError(f"there is no part {unknown[0]}; there are {', '.join([*PARTS, *GROUPS])}")
    return list(dict.fromkeys(found))


def main(argv: Sequence[str]) -> int:
    """Run the requested parts; 1 if a target is not met."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("parts", nargs="*", metavar="PART", help=", ".join([*PARTS, *GROUPS]))
    words.add_argument("--count", type=int, help="how many visits or scenes, or minutes of film")
    words.add_argument("--every", type=int, help="a reading after so many")
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--size", default="960x540", help="of the window; a film has 1920x1080")
    words.add_argument("--pack", type=Path)
    words.add_argument("--renderer", choices=("software", "opengl"))
    words.add_argument("--real-time", action="store_true", help="visitors who take their time")
    words.add_argument("--hours", type=float, default=8.0, help="of real time")
    words.add_argument("--out", type=Path, default=TOP / "build" / "soak")
    words.add_argument("--read", type=Path, metavar="DIR", help="only judge and draw what was measured before")
    words.add_argument("--docs", action="store_true", help="put the table and the curves into docs/soak.md")
    reported = words.parse_args(argv)
    end_in_order()
    try:
        parts = chosen(reported.parts)
        if reported.read:
            reported.out = reported.read
            parts = [name for name in parts if (reported.out / f"{name}.csv").exists()]
        ended = {name: bool(reported.read) or run(name, reported) for name in parts}
    except (ValueError, VirtualScreenError) as problem:
        print(problem, file=sys.stderr)
        return 2
    verdicts = {name: conclude(name, reported.out) for name in parts}
    if reported.docs:
        write_down(verdicts, reported.out)
    return int(not all(ended[name] and verdicts[name].well for name in parts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
