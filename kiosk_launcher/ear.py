"""Hears the kiosk's signs of life, and hands them on to systemd: its notification protocol, datagrams of lines."""

from __future__ import annotations

import shutil
import socket
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

HANDED_ON = ("READY=", "WATCHDOG=", "STATUS=", "EXTEND_TIMEOUT_USEC=")
LONGEST = 4096


class Ear:
    """A socket of its own for the kiosk; `address` is what the kiosk is told of it. Without such sockets it is deaf."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._above = environment.get("NOTIFY_SOCKET", "")
        self._family = getattr(socket, "AF_UNIX", None)
        self._socket: socket.socket | None = None
        self.address: dict[str, str] = {}
        self._folder = ""
        if self._family is not None:
            self._folder = tempfile.mkdtemp(prefix="yi-kiosk-")
            file = str(Path(self._folder) / "heartbeat")
            self._socket = socket.socket(self._family, socket.SOCK_DGRAM)
            self._socket.bind(file)
            self.address = {"NOTIFY_SOCKET": file}

    @property
    def works(self) -> bool:
        """Whether signs of life can be heard."""
        return self._socket is not None

    def hear(self, seconds: float) -> dict[str, str]:
        """Wait at most so long for a sign of life; return what it says, and hand it on. Empty where none came."""
        if self._socket is None:
            time.sleep(seconds)
            return {}
        self._socket.settimeout(seconds)
        try:
            lines = self._socket.recv(LONGEST).decode("utf-8", "replace").splitlines()
        except OSError:
            return {}
        self.say(*(line for line in lines if line.startswith(HANDED_ON)))
        return dict(line.split("=", 1) for line in lines if "=" in line)

    def close(self) -> None:
        """Hear no more."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            shutil.rmtree(self._folder, ignore_errors=True)

    def say(self, *lines: str) -> None:
        """Tell systemd, where it listens."""
        if not self._above or not lines or self._family is None:
            return
        name = "\0" + self._above[1:] if self._above.startswith("@") else self._above
        try:
            with socket.socket(self._family, socket.SOCK_DGRAM) as mouth:
                mouth.sendto("\n".join(lines).encode(), name)
        except OSError:
            return
