"""Drawings of pages as the kiosk shows them: by kiosk.tour.page_drawing in processes beside the server.

One process for each size of screen, for the pack as it is now; a later save ends it. What was drawn is kept until then.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.packs.hall_blocks import blocks_argument
from kiosk_launcher.child_process import child_environment, module_command

PROGRAM = "kiosk.tour.page_drawing"
SIZES: Mapping[str, str] = {"landscape": "1920x1080", "portrait": "1080x1920"}
SECONDS = 120.0  # for one answer: a first start compiles the pack and its pictures
_MOST_LINE = 4_000_000


class NotDrawnError(Exception):
    """The page cannot be drawn now: the pack has errors, or the program that draws failed."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One part of a page: its picture, and its texts with their places as shares of width and height."""

    file: Path
    texts: tuple[tuple[str, tuple[float, float, float, float]], ...]


class Drawings:
    """Draws the pages of one pack. Safe to ask from several threads: one page of a size is drawn at a time."""

    def __init__(self, pack: Path, cache: Path) -> None:
        self._pack, self._cache = pack, cache
        self._folder = Path(tempfile.mkdtemp(prefix="yi-desk-"))
        self._locks = {size: threading.Lock() for size in SIZES}
        self._running: dict[str, tuple[str, subprocess.Popen[bytes]]] = {}
        self._drawn: dict[tuple[str, ...], tuple[Drawn, ...]] = {}
        self._state = ""
        self._closed = False

    def draw(self, state: str, orientation: str, shown: str, language: str, text_size: int) -> tuple[Drawn, ...]:
        """Return the parts of a page of the pack in this `state`. Raises NotDrawnError."""
        key = (state, orientation, shown, language, str(text_size))
        with self._locks[orientation]:
            if self._state != state:
                self._drawn, self._state = {}, state
            if key not in self._drawn:
                self._drawn[key] = self._ask(state, orientation, shown, language, text_size)
            return self._drawn[key]

    def file(self, name: str) -> Path | None:
        """Return a picture that was drawn, by its name."""
        known = {drawn.file.name: drawn.file for parts in list(self._drawn.values()) for drawn in parts}
        return known.get(name)

    def close(self) -> None:
        """End the processes, and remove what was drawn."""
        self._closed = True
        for _, process in self._running.values():
            _end(process)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _ask(self, state: str, orientation: str, shown: str, language: str, text_size: int) -> tuple[Drawn, ...]:
        process = self._process(state, orientation)
        room = self._folder / hashlib.sha256(f"{state}{orientation}".encode()).hexdigest()[:16]
        room.mkdir(exist_ok=True)
        request = {"shown": shown, "language": language, "text_size": text_size, "folder": str(room)}
        answer = self._answer(orientation, process, json.dumps(request))
        width, height = map(int, SIZES[orientation].split("x"))
        try:
            pictures: Sequence[Mapping[str, Any]] = answer["pictures"]
            return tuple(self._part(room, each, width, height) for each in pictures)
        except (KeyError, TypeError, ValueError, OSError) as error:
            raise NotDrawnError from error

    def _part(self, room: Path, picture: Mapping[str, Any], width: int, height: int) -> Drawn:
        source = room / Path(str(picture["file"])).name
        target = self._folder / f"{room.name}-{source.name}"
        source.replace(target)
        texts = tuple(
            (str(words), (x / width, y / height, w / width, h / height)) for words, (x, y, w, h) in picture["texts"]
        )
        return Drawn(target, texts)

    def _process(self, state: str, orientation: str) -> subprocess.Popen[bytes]:
        if self._closed:
            raise NotDrawnError
        known = self._running.get(orientation)
        if known is not None and known[0] == state and known[1].poll() is None:
            return known[1]
        if known is not None:
            _end(known[1])
        arguments = (str(self._pack), str(self._cache), SIZES[orientation], blocks_argument())
        environment = child_environment(os.environ) | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        process = subprocess.Popen(
            module_command(PROGRAM, *arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._running[orientation] = state, process
        if not self._answer(orientation, process, "").get("ready"):
            raise NotDrawnError
        return process

    def _answer(self, orientation: str, process: subprocess.Popen[bytes], request: str) -> Mapping[str, Any]:
        """Return the next line of a process, which is ended where it takes too long. Raises NotDrawnError."""
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        try:
            if request and process.stdin:
                process.stdin.write(f"{request}\n".encode())
                process.stdin.flush()
            line = process.stdout.readline(_MOST_LINE) if process.stdout else b""
            answer: Mapping[str, Any] = json.loads(line)
        except (OSError, ValueError) as error:
            self._running.pop(orientation, None)
            _end(process)
            raise NotDrawnError from error
        finally:
            timer.cancel()
        return answer


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    process.wait()
