"""Tells whoever keeps the kiosk running how it is: systemd's notification protocol, by one datagram of lines."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress

Tell = Callable[[str], None]


def find_keeper(environment: Mapping[str, str] = os.environ) -> Tell | None:
    """Return what tells the keeper that the environment names; None where nobody listens. It never waits or fails."""
    address = environment.get("NOTIFY_SOCKET", "")
    family = getattr(socket, "AF_UNIX", None)
    if not address or family is None:
        return None
    return _Mouth(family, "\0" + address[1:] if address.startswith("@") else address)


class _Mouth:
    """One socket for all that is told, open from the beginning: who has run out of file descriptors still lives."""

    def __init__(self, family: int, name: str) -> None:
        self._name = name
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)

    def __call__(self, words: str) -> None:
        with suppress(OSError):
            self._socket.sendto(words.encode(), self._name)

    def __del__(self) -> None:
        self._socket.close()
