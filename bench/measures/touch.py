"""Touch to changed pixel: a tile, a button, the language and a swipe, in the kiosk and in Chromium."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import sleep

from bench.probe_screen import HEIGHT, WIDTH, LateError, ProbeScreen, probe_screen
from bench.records import Measured
from bench.subjects import PACK, await_line, chromium, chromium_tree, kiosk_tree
from bench.walks import CORNER, WEB_HOME, WEB_LANGUAGE, WEB_NEXT, WEB_TILE, Step, record_walk, touch
from bench.web_page import pack_values, write_page

KINDS = ("tile", "button", "language", "swipe")
LATE_S = 3.0
HELD_S = 0.03
MOVES, MOVE_S, MOVE_PX = 30, 0.008, 16
FROM = (WIDTH * 0.7, HEIGHT * 0.45)
TILE, NEXT, LANGUAGE, HOME = "home:industry", "step:next", "bar:language", "bar:home"

Places = Mapping[str, tuple[float, float]]


class Latency:
    """Latencies in ms of one program, by kind; None for a touch that changed no pixel."""

    def __init__(self, screen: ProbeScreen, places: Places) -> None:
        self.found: dict[str, list[float | None]] = defaultdict(list)
        self._screen = screen
        self._places = places

    def round(self) -> None:
        """Tile, button, language and swipe, and back to Home in the first language."""
        self._tap("tile")
        self._tap("button")
        self._tap("language")
        self._swipe()
        for name in ("language", "home"):
            self._screen.wait_until_still()
            touch(self._screen, Step(name, *self._places[name]))

    def _tap(self, kind: str) -> None:
        self._screen.move(*self._places[kind])  # a finger hovers nowhere before it lands
        before = self._still()
        begun = self._screen.press(*self._places[kind])
        changed = self._screen.has_changed(before, HELD_S)
        self._screen.lift()
        self._note(kind, begun, changed or self._screen.has_changed(before, LATE_S))

    def _swipe(self) -> None:
        x, y = FROM
        self._screen.press(x, y)
        before = self._still()
        begun, changed = 0.0, None
        for number in range(1, MOVES + 1):
            moved = self._screen.move(x - number * MOVE_PX, y)
            begun = begun or moved
            changed = changed or self._screen.has_changed(before, MOVE_S)
        self._note("swipe", begun, changed or self._screen.has_changed(before, LATE_S))
        sleep(0.1)  # a finger that rests before it lifts throws nothing
        self._screen.lift()

    def _still(self) -> bytes:
        self._screen.wait_until_still()
        return self._screen.sample()

    def _note(self, kind: str, begun: float, changed: float | None) -> None:
        self.found[kind].append(None if changed is None else (changed - begun) * 1000)


def measure(rounds: int, folder: Path, report: Callable[[str], None]) -> Iterator[Measured]:
    """Yield the latencies of rounds in which both programs answered, and the share of touches that were seen."""
    chromium()
    page = folder / "page.html"
    write_page(page, pack_values(PACK, folder / "kiosk" / "cache" / "yi-kiosk"))
    with probe_screen() as ours, probe_screen() as theirs:
        steps, _ = record_walk(ours.environment, folder / "kiosk")
        by_name = {step.control: (step.x, step.y) for step in steps}
        own = {"tile": by_name[TILE], "button": by_name[NEXT], "home": by_name[HOME], "language": by_name[LANGUAGE]}
        web = {"tile": WEB_TILE, "button": WEB_NEXT, "home": WEB_HOME, "language": WEB_LANGUAGE}
        kiosk, chrome = Latency(ours, own), Latency(theirs, web)
        with (
            kiosk_tree(ours.environment, folder / "kiosk", idle=3600, reads=True) as tree,
            chromium_tree(theirs.environment, folder / "web", page, "home"),
        ):
            await_line(tree)
            for step in steps[:2]:
                touch(ours, step)
            theirs.wait_for_detail(0.01)
            theirs.move(*CORNER)
            for number in range(rounds):
                report(f"round {number + 1} of {rounds}")
                kiosk.round()
                chrome.round()
    for kind in KINDS:
        pairs = [
            (own_ms, web_ms)
            for own_ms, web_ms in zip(kiosk.found[kind], chrome.found[kind], strict=True)
            if own_ms is not None and web_ms is not None
        ]
        if not pairs:
            raise LateError(f"no {kind} changed a pixel in both programs")
        yield Measured(f"touch/{kind}", tuple(own_ms for own_ms, _ in pairs), tuple(web_ms for _, web_ms in pairs))
    seen = [[each for kind in KINDS for each in program.found[kind]] for program in (kiosk, chrome)]
    shares = [100 * sum(each is not None for each in touches) / len(touches) for touches in seen]
    yield Measured("touch/seen", (shares[0],), (shares[1],), note=f"{len(seen[0])} touches of each program")
