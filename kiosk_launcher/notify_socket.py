"""Notification socket: receives the kiosk's signs of life and forwards them to systemd, as datagrams of lines."""

from __future__ import annotations

import os
import socket
import struct
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

FORWARDED = ("READY=", "WATCHDOG=", "STATUS=", "EXTEND_TIMEOUT_USEC=")
MAX_BYTES = 4096
_CREDENTIALS = struct.Struct("3i")  # pid, uid, gid


class NotifySocket:
    """A socket of its own for the kiosk; `address` is passed to the kiosk. Without such sockets it receives nothing.

    It lies in the folder that the service manager provides, which no other user may enter; where there is none, or no
    room in it, at an address without a file. The launcher starts whatever the state of the disk.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._systemd_address = environment.get("NOTIFY_SOCKET", "")
        self._environment = environment
        self._family = getattr(socket, "AF_UNIX", None)
        self._socket: socket.socket | None = None
        self._file: Path | None = None
        self.address: dict[str, str] = {}
        self.listen()

    def listen(self) -> None:
        """Listen, and listen again if the socket file, which a new kiosk needs, is gone."""
        if self._family is None or (self._socket is not None and (self._file is None or self._file.exists())):
            return
        self.close()
        for file in _addresses(self._environment):
            with suppress(OSError):
                self._listen(self._family, file)
                return

    @property
    def works(self) -> bool:
        """Whether signs of life can be received."""
        return self._socket is not None

    def receive(self, seconds: float, sender: int) -> dict[str, str]:
        """Wait at most this long for a sign of life of the process `sender`; return its content, and forward it.

        Empty where none came. Messages of others are ignored, where the system reports the sender.
        """
        if self._socket is None:
            time.sleep(seconds)
            return {}
        deadline = time.monotonic() + seconds
        while (remaining := deadline - time.monotonic()) > 0:
            self._socket.settimeout(remaining)
            try:
                data, ancillary = self._socket.recvmsg(MAX_BYTES, socket.CMSG_SPACE(_CREDENTIALS.size))[:2]
            except OSError:
                continue
            if _sender_of(ancillary) not in {sender, None}:
                continue
            lines = data.decode("utf-8", "replace").splitlines()
            self.notify(*(line for line in lines if line.startswith(FORWARDED)))
            return dict(line.split("=", 1) for line in lines if "=" in line)
        return {}

    def close(self) -> None:
        """Stop listening."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink()
            self._file = None

    def notify(self, *lines: str) -> None:
        """Notify systemd, if it listens."""
        if not self._systemd_address or not lines or self._family is None:
            return
        name = "\0" + self._systemd_address[1:] if self._systemd_address.startswith("@") else self._systemd_address
        try:
            with socket.socket(self._family, socket.SOCK_DGRAM) as client:
                client.sendto("\n".join(lines).encode(), name)
        except OSError:
            return

    def _listen(self, family: int, file: Path | None) -> None:
        receiver = socket.socket(family, socket.SOCK_DGRAM)
        try:
            if hasattr(socket, "SO_PASSCRED"):
                receiver.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)
            if file is not None:
                file.unlink(missing_ok=True)
            # An empty name: Linux chooses a free address without a file.
            receiver.bind(str(file) if file is not None else "")
        except OSError:
            receiver.close()
            raise
        name = receiver.getsockname()
        self.address = {"NOTIFY_SOCKET": "@" + name[1:].decode("ascii") if isinstance(name, bytes) else str(name)}
        self._socket, self._file = receiver, file


def _addresses(environment: Mapping[str, str]) -> Iterator[Path | None]:
    """Yield the files at which it may listen, best first; None is an address without a file."""
    name = f"yi-kiosk-heartbeat-{os.getpid()}"
    folder = environment.get("RUNTIME_DIRECTORY", "").partition(":")[0] or environment.get("XDG_RUNTIME_DIR", "")
    if Path(folder).is_absolute():
        yield Path(folder, name)
    if hasattr(socket, "SO_PASSCRED"):
        yield None
    with suppress(OSError):
        yield Path(tempfile.gettempdir(), name)


def _sender_of(ancillary: list[tuple[int, int, bytes]]) -> int | None:
    """Return the sender of a message; None where the system does not report it."""
    if not hasattr(socket, "SO_PASSCRED"):
        return None
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS and len(data) >= _CREDENTIALS.size:
            return int(_CREDENTIALS.unpack(data[: _CREDENTIALS.size])[0])
    return 0
