"""`kiosk run` under keys and a mouse from outside: `python -m parts.outside FOLDER INPUTS SEED`, in faults/.

On an X server without a window manager, as on a kiosk. Prints the result as one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtNetwork import QLocalSocket

from parts.installing import FAULTS
from parts.x11 import Display

DEVICE = "format: 1\nsession: {idle: 10, countdown: 5, eased-idle: 10}\n"
KEPT = "what lay in the clipboard before"
KEYS = """
    alt+F4 alt+Tab alt+Escape alt+space alt+F1 alt+F2 alt+Left alt+Return ctrl+q ctrl+w ctrl+n ctrl+o ctrl+p
    ctrl+f ctrl+a ctrl+c ctrl+x ctrl+v ctrl+Insert shift+Insert ctrl+Tab ctrl+Escape ctrl+F4 ctrl+plus
    ctrl+alt+BackSpace ctrl+alt+Delete ctrl+alt+F1 ctrl+alt+F2 ctrl+alt+t ctrl+alt+l ctrl+shift+Escape
    super Super_L Super_R super+d super+l super+r super+Tab super+e Menu shift+F10 Escape Print Sys_Req
    F1 F2 F5 F10 F11 F12 F24 Tab shift+Tab Return space BackSpace Delete Home End Prior Next Left Right Up
    XF86AudioPlay XF86AudioMute XF86AudioRaiseVolume XF86HomePage XF86Back XF86Forward XF86Search XF86WWW
    XF86PowerOff XF86Sleep XF86Close XF86Copy XF86Paste XF86Calculator XF86Eject XF86LogOff a z 0 9 at
"""
STATIONS = 4
ASKED = "Asked over the control socket"
PATIENCE = 660.0  # seconds: a film stops the idle timer for ten minutes


class Outsider:
    """Keyboard and mouse input to a running kiosk, with its windows and its stderr monitored."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.kinds: Counter[str] = Counter()
        self.screens: Counter[str] = Counter()
        self.faults: list[str] = []
        self._chance = random.Random(seed)  # noqa: S311  no secret
        self._folder = folder
        self._display = Display()
        self._application = QGuiApplication([])
        self._clipboard = QGuiApplication.clipboard()
        screen = QGuiApplication.primaryScreen().size()
        self._width, self._height = screen.width(), screen.height()
        self._stderr = (folder / "stderr").open("w+b")
        self._bytes_read = 0
        self._kiosk = self._start()
        self._kinds: dict[str, Callable[[], str]] = {
            "key": self._key,
            "click": lambda: self._click([1, 1, 1, 2, 3, 3, 8, 9]),
            "double click": lambda: self._click([1, 3], "--repeat", "2", "--delay", "60"),
            "wheel": lambda: self._click([4, 5, 6, 7], "--repeat", "3", "--delay", "5"),
            "drag": self._drag,
            "close": self._close,
        }

    def _start(self) -> subprocess.Popen[bytes]:
        homes = {"HOME": "home", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data", "XDG_RUNTIME_DIR": "run"}
        homes |= {"XDG_CONFIG_HOME": "config", "XDG_STATE_HOME": "state"}
        reported = {name: str(self._folder / place) for name, place in homes.items()}
        for place in reported.values():
            Path(place).mkdir(exist_ok=True, mode=0o700)
        device = self._folder / "device.yaml"
        device.write_text(DEVICE, "utf-8")
        pack = FAULTS.parent / "content" / "showcase"
        words = ["run", "--pack", str(pack), "--config", str(device), "--control", str(self._folder / "socket")]
        return subprocess.Popen(
            [sys.executable, "-m", "kiosk", *words],
            cwd=FAULTS.parent,
            env=os.environ | reported,
            stdout=self._stderr,
            stderr=self._stderr,
        )

    def run(self, inputs: int) -> float:
        """Send this many inputs; return the seconds until attract is back and the kiosk responds."""
        if self._until(lambda: self._phase() == "attract", 180) > 180:
            self.faults.append("attract did not come up")
            return 0
        # Output from the start is not caused by the inputs.
        self._hear()
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            self._clipboard.setText(KEPT, mode)
        for number in range(inputs):
            if number * STATIONS % inputs < STATIONS:
                self._go(number * STATIONS // inputs)
            self.screens[self._phase()] += 1
            kind = self._chance.choices(list(self._kinds), [10, 8, 3, 3, 3, 1])[0]
            what = self._kinds[kind]()
            self.kinds[kind] += 1
            time.sleep(self._chance.choice([0.01, 0.05, 0.2]))
            self.faults += [f"{fault}  after  {kind} {what}" for fault in self._look()]
            if self._kiosk.poll() is not None:
                return 0
        self._ask("out-of-service", "off")
        took = self._until(lambda: self._phase() == "attract", PATIENCE)
        self._x("mousemove", self._width // 2, self._height // 2, "click", 1)
        if took > PATIENCE or self._until(lambda: self._phase() == "active", 5) > 5:
            self.faults.append("it does not serve again")
        return took

    def end(self) -> None:
        """End the kiosk in order."""
        if self._kiosk.poll() is None:
            self._ask("quit")
        with suppress(subprocess.TimeoutExpired):
            self._kiosk.wait(20)
        if self._kiosk.poll() != 10:
            self.faults.append(f"reported to leave, it ends with code {self._kiosk.poll()}")
            self._kiosk.kill()

    def _go(self, station: int) -> None:
        """Start in attract, at the operator's keypad, out of service, and in attract again."""
        if station == 1:
            self._until(lambda: self._phase() == "attract", PATIENCE)
            self._x("mousemove", 5, 5, "mousedown", 1, "sleep", 6, "mouseup", 1)
            if self._phase() != "operator":
                self.faults.append("a held corner does not call the keypad")
        elif station > 1:
            self._ask("out-of-service", "on" if station == 2 else "off")
            self._until(lambda: self._phase() in {"attract", "out-of-service"}, PATIENCE)

    def _look(self) -> list[str]:
        found = []
        if (code := self._kiosk.poll()) is not None:
            found.append(f"the kiosk ended with code {code}")
        frames = self._display.frames()
        if [frame[1:] for frame in frames] != [(0, 0, self._width, self._height)]:
            found.append(f"these windows are in sight: {frames}")
        self._application.processEvents()
        if not self._clipboard.ownsClipboard() or not self._clipboard.ownsSelection():
            found.append("the clipboard was taken")
            for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
                self._clipboard.setText(KEPT, mode)
        if output := self._hear():
            found.append(f"it says: {output}")
        return found

    def _hear(self) -> str:
        """Its stderr since the last call, without what this program causes on purpose."""
        size = os.fstat(self._stderr.fileno()).st_size
        words = os.pread(self._stderr.fileno(), size - self._bytes_read, self._bytes_read)
        self._bytes_read = size
        return "\n".join(line for line in words.decode("utf-8", "replace").splitlines() if ASKED not in line)

    def _phase(self) -> str:
        return str(self._ask("status").get("phase", "silent"))

    def _ask(self, verb: str, *words: str) -> dict[str, Any]:
        caller, answer = QLocalSocket(), b""
        caller.connectToServer(str(self._folder / "socket"))
        if caller.waitForConnected(1_000):
            caller.write(json.dumps({"verb": verb, "words": words}).encode() + b"\n")
            while not answer.endswith(b"\n") and (caller.bytesAvailable() or caller.waitForReadyRead(5_000)):
                answer += bytes(caller.readAll().data())
        with suppress(ValueError):
            found: dict[str, Any] = json.loads(answer)
            return found
        return {}

    @staticmethod
    def _until(holds: Callable[[], bool], seconds: float) -> float:
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if holds():
                return time.monotonic() - begun
            time.sleep(0.2)
        return float("inf")

    @staticmethod
    def _x(*words: object) -> str:
        subprocess.run(["xdotool", *map(str, words)], capture_output=True, timeout=30, check=False)
        return " ".join(map(str, words))

    def _spot(self) -> tuple[int, int]:
        return self._chance.randrange(self._width), self._chance.randrange(self._height)

    def _key(self) -> str:
        return self._x("key", self._chance.choice(KEYS.split()))

    def _click(self, buttons: list[int], *more: str) -> str:
        held = self._chance.choice(["", "", "", "ctrl", "alt", "shift", "super"])
        click = ["mousemove", *self._spot(), "click", *more, self._chance.choice(buttons)]
        return self._x(*(["keydown", held, *click, "keyup", held] if held else click))

    def _drag(self) -> str:
        button, way = self._chance.choice([1, 1, 3]), [word for _ in range(4) for word in ("mousemove", *self._spot())]
        return self._x("mousemove", *self._spot(), "mousedown", button, *way, "mouseup", button)

    def _close(self) -> str:
        frames = self._display.frames()
        return self._x("windowquit", frames[0].number) if frames else ""


def main(folder: Path, inputs: int, seed: int) -> int:
    """Send the inputs."""
    outsider = Outsider(folder, seed)
    try:
        took = outsider.run(inputs)
    finally:
        outsider.end()
    reported = {"kinds": outsider.kinds, "screens": outsider.screens, "faults": outsider.faults, "seconds": took}
    print(json.dumps(reported))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
