"""`kiosk-launcher [OPTIONS OF kiosk run]`: starts the kiosk, and starts it again, with less where it keeps failing.

Three crashes within ten minutes lead a rung down: from the live pack to the one before it, to the built-in one, to a
screen of the launcher's own that says "out of service". After an hour all is tried again from the top.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from kiosk_launcher.display import display_mark, missing_display
from kiosk_launcher.ear import Ear
from kiosk_launcher.record import write_down

RUNGS: tuple[tuple[str, ...], ...] = ((), ("--last-good",), ("--built-in",))
NAMES = ("the live pack", "the pack before it", "the built-in pack", "out of service")
CRASHES, WINDOW, RETRY = 3, 600.0, 3600.0
DELAYS = (0.2, 1.0, 3.0)
START, SILENCE = 90.0, 15.0  # seconds to the first sign of life, and between two of them
LEFT, NO_SCREEN = 10, 3  # exit codes of the kiosk: told to leave for good; nothing to draw on
HUNG, AGAIN, TOLD = "hung", "again", "told"
IDLE = frozenset({"attract", "closed", "out-of-service"})
SCREEN = Path(__file__).with_name("screen.py")


class Launcher:
    """Runs `program` with options that say how much to give way, and `stand_in` where none of them helps."""

    def __init__(
        self, program: Sequence[str], stand_in: Sequence[str], environment: Mapping[str, str], ear: Ear
    ) -> None:
        self.program, self.stand_in = list(program), list(stand_in)
        self.ear = ear
        self.environment = {"PYTHONFAULTHANDLER": "1"} | dict(environment) | self.ear.address
        self.rung = 0
        self.fell = 0.0
        self.crashes: deque[float] = deque()
        self.ended = False

    def run(self) -> int:
        """Keep something on the screen until told to end, or to leave for good. Return 0, or LEFT."""
        while not self.ended:
            if missing_display(self.environment):
                waiting = ("STATUS=There is no display; waiting for one.", "WATCHDOG=1", "EXTEND_TIMEOUT_USEC=60000000")
                self.ear.say(*waiting)
                time.sleep(0.5)
                continue
            words = [*self.program, *RUNGS[self.rung]] if self.rung < len(RUNGS) else self.stand_in
            begun, display = time.monotonic(), display_mark(self.environment)
            code = self.watch(words)
            lived = time.monotonic() - begun
            if code == LEFT:
                return LEFT
            if code not in {0, AGAIN, TOLD}:
                unseen = code == NO_SCREEN or missing_display(self.environment)
                unseen = unseen or display_mark(self.environment) != display
                write_down(self.environment, "no screen" if unseen else str(code), lived, NAMES[self.rung])
                if not unseen:
                    self.give_way()
            if self.rung and time.monotonic() - self.fell >= RETRY:
                self.rung, self.crashes = 0, deque()
        return 0

    def give_way(self) -> None:
        """Count a crash, go a rung down after the third, and wait a little."""
        now = time.monotonic()
        self.crashes.append(now)
        while self.crashes[0] < now - WINDOW:
            self.crashes.popleft()
        delay = DELAYS[min(len(self.crashes), len(DELAYS)) - 1]
        if self.rung == len(RUNGS):
            sys.stderr.write("\n\n    暂停服务 · Out of service\n\n")
            delay = 60.0
        elif len(self.crashes) >= CRASHES:
            self.rung, self.fell, self.crashes = self.rung + 1, now, deque()
            self.ear.say(f"STATUS=Three crashes in ten minutes; now with {NAMES[self.rung]}.")
        end = time.monotonic() + delay
        while not self.ended and time.monotonic() < end:
            self.ear.say("WATCHDOG=1", "EXTEND_TIMEOUT_USEC=60000000")
            time.sleep(min(delay, 0.5))

    def watch(self, words: Sequence[str]) -> int | str:
        """Run a command as long as it gives signs of life; return its exit code, or HUNG, AGAIN or TOLD."""
        child = subprocess.Popen(words, env=self.environment, stdin=subprocess.DEVNULL, start_new_session=True)
        due = time.monotonic() + START
        idle = self.rung == len(RUNGS)
        why: int | str | None = None
        while why is None:
            said = self.ear.hear(0.25)
            now = time.monotonic()
            if said:
                due = now + SILENCE
                idle = said.get("X_KIOSK_PHASE", "attract" if idle else "") in IDLE
            if (code := child.poll()) is not None:
                why = code
            elif self.ended:
                why = TOLD
            elif self.ear.works and now > due:
                why = HUNG
            elif self.rung and now - self.fell >= RETRY and idle:
                why = AGAIN
        end(child, gently=why != HUNG)
        return why

    def stop(self, *_: object) -> None:
        """End in order: for SIGTERM and SIGINT."""
        self.ended = True


def end(child: subprocess.Popen[bytes], *, gently: bool) -> None:
    """End a child and all that it has begun; one that hangs is not asked first."""
    if gently and child.poll() is None:
        child.terminate()
        with suppress(subprocess.TimeoutExpired):
            child.wait(10)
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (AttributeError, ProcessLookupError, PermissionError):
        child.kill()
    child.wait()


def main() -> int:
    """Run the launcher on this machine; the options are those of `kiosk run`."""
    program = [sys.executable, "-P", "-m", "kiosk", "run", *sys.argv[1:]]
    ear = Ear(os.environ)
    launcher = Launcher(program, [sys.executable, "-P", str(SCREEN)], os.environ, ear)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, launcher.stop)
    try:
        return launcher.run()
    finally:
        ear.close()


if __name__ == "__main__":
    sys.exit(main())
