"""A private sound server, configured as by `kiosk device set-up`, with cards that can be plugged in and pulled out.

The cards are null sinks that PulseAudio takes for sound cards; their sound is read from their monitors.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from kiosk.device.sound.server import server_process

TOP = Path(__file__).resolve().parents[1]
SHIPPED = TOP / "resources" / "system" / "sound"
NEEDED = ("pulseaudio", "pactl", "parec")
CARD = "sink_properties=device.class=sound"  # so that it outranks sinks that are no card
RATE = 8_000  # samples per second, for listening
FULL, FRAME = 32_768, 4


class Heard(NamedTuple):
    """The peak of the left and of the right channel, 0 to 1."""

    left: float
    right: float


class _Ear:
    """Records a card in a thread of its own: even a silent card delivers samples."""

    def __init__(self, card: str, environment: Mapping[str, str]) -> None:
        command = ["parec", "--raw", "--format=s16le", "--channels=2", f"--rate={RATE}", "--latency-msec=50"]
        self.card, self.data = card, bytearray()
        self._process = subprocess.Popen(
            [*command, f"--device={card}.monitor"], env=environment, stdout=subprocess.PIPE
        )
        self._thread = Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while part := os.read(self._process.stdout.fileno(), 65_536):
            self.data += part

    def await_bytes(self, length: int) -> None:
        """Wait until this many bytes were recorded, for 20 s at most."""
        end = time.monotonic() + 20
        while len(self.data) < length and self._thread.is_alive() and time.monotonic() < end:
            time.sleep(0.02)

    def close(self) -> Heard:
        """Stop recording, and return what was heard."""
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        samples = array("h", bytes(self.data[: len(self.data) // FRAME * FRAME]))
        return Heard(*(max(map(abs, samples[side::2]), default=0) / FULL for side in (0, 1)))


class SoundServer:
    """PulseAudio with the options of the bundled unit, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "native"
        own = {"HOME": folder, "PULSE_RUNTIME_PATH": folder, "PULSE_STATE_PATH": folder / "state"}
        (folder / "state").mkdir(exist_ok=True)
        self._environment = os.environ | {name: str(value) for name, value in own.items()}
        for name in ("PULSE_SERVER", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "NOTIFY_SOCKET"):
            self._environment.pop(name, None)
        self._process: subprocess.Popen[bytes] | None = None
        self.environment = {"PULSE_SERVER": f"unix:{self.socket}"}

    def start(self, *cards: str) -> None:
        """Start with these cards."""
        unit = (SHIPPED / "yi-kiosk-sound.service").read_text("utf-8")
        (line,) = re.findall("^ExecStart=(.*)$", unit, re.MULTILINE)
        command = line.replace("/etc/yi-kiosk/sound.pa", str(SHIPPED / "yi-kiosk.pa")).split()
        # Only here: a card is plugged in by loading a module.
        command += ["--disallow-module-loading=no"]
        # On a busy machine the system kills a real-time thread that does not sleep.
        command += ["--realtime=no", "--high-priority=no"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)
        end = time.monotonic() + 20
        while time.monotonic() < end and server_process(self.socket) != self._process.pid:
            time.sleep(0.02)
        for card in cards:
            self.plug(card)

    def kill(self) -> None:
        """Kill it."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """Stop it: it is there, but does not answer."""
        if self._process is not None:
            self._process.send_signal(signal.SIGSTOP)

    def plug(self, card: str) -> None:
        """Plug a card in."""
        self.ask("load-module", "module-null-sink", f"sink_name={card}", "norewinds=1", CARD)

    def pull(self, card: str) -> None:
        """Pull a card out."""
        modules = [line.split("\t") for line in self.ask("list", "short", "modules").splitlines()]
        self.ask("unload-module", next(line[0] for line in modules if f"sink_name={card} " in f"{line[2]} "))

    def ask(self, *arguments: str) -> str:
        """Run pactl and return its output. Raises RuntimeError with the server's log."""
        done = subprocess.run(
            ["pactl", *arguments], env=self._environment | self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            state = "not started" if self._process is None else self._process.poll()
            log = (self.folder / "log").read_text("utf-8", "replace")[-2_000:]
            raise RuntimeError(
                f"pactl {' '.join(arguments)}: {done.stderr.strip()}\nserver's exit status: {state}\n{log}"
            )
        return done.stdout

    def hear(self, card: str, seconds: float) -> Heard:
        """Listen to a card for `seconds`."""
        with self.listening(card) as heard:
            time.sleep(seconds)
        return heard[card]

    @contextmanager
    def listening(self, *cards: str) -> Iterator[dict[str, Heard]]:
        """Listen to cards within the `with`; the result is available after it."""
        heard = dict[str, Heard]()
        ears = [_Ear(card, self._environment | self.environment) for card in cards]
        try:
            for ear in ears:
                ear.await_bytes(1)
            begun, before = time.monotonic(), [len(ear.data) for ear in ears]
            yield heard
            # On a busy machine sound that was played in time may be recorded late.
            seconds = time.monotonic() - begun
            for ear, length in zip(ears, before, strict=True):
                ear.await_bytes(length + round(seconds * RATE) * FRAME)
        finally:
            for ear in ears:
                heard[ear.card] = ear.close()

    def playing(self) -> list[str]:
        """Return the card of each stream that plays."""
        sinks = {line.split("\t")[0]: line.split("\t")[1] for line in self.ask("list", "short", "sinks").splitlines()}
        return [sinks[line.split("\t")[1]] for line in self.ask("list", "short", "sink-inputs").splitlines()]


def missing() -> str:
    """The reason why no sound server can run here; empty if it can."""
    lacking = [name for name in NEEDED if not shutil.which(name)]
    return f"not installed: {', '.join(lacking)}" if lacking else ""


@contextmanager
def sound_server(*cards: str) -> Iterator[SoundServer]:
    """Run a server with these cards, and clean up afterwards."""
    with tempfile.TemporaryDirectory(prefix="sound-") as folder:
        server = SoundServer(Path(folder))
        server.start(*cards)
        try:
            yield server
        finally:
            server.kill()
