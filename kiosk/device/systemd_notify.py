"""systemd's notification protocol: one datagram of lines to whoever supervises the kiosk."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from typing import NamedTuple

from kiosk_launcher.child_process import BESIDE_TOLD, LAST_END, keep_descriptors, take_from_above

Tell = Callable[[str], None]


class Supervisor(NamedTuple):
    """Who keeps the kiosk running. `tell` never waits or fails; None where nobody listens.

    `last_end` is how the last run ended, as in `kiosk_launcher.restart_log`; "" where nobody knows.
    `beside_told` is the mark of the words about another kiosk that were written lately; "" for none.
    """

    tell: Tell | None = None
    last_end: str = ""
    beside_told: str = ""


def take_supervisor(environment: MutableMapping[str, str] = os.environ) -> Supervisor:
    """Return the supervisor that the environment names, and see to it that no child ever hears of it.

    Once in a program, and before Qt is begun.
    """
    given = take_from_above(environment)
    keep_descriptors()
    address = given.get("NOTIFY_SOCKET", "")
    family = getattr(socket, "AF_UNIX", None)
    tell = None
    if address and family is not None:
        tell = _Notifier(family, "\0" + address[1:] if address.startswith("@") else address)
    return Supervisor(tell, given.get(LAST_END, ""), given.get(BESIDE_TOLD, ""))


class _Notifier:
    """One socket for all that is told, open and connected from the beginning.

    Who has run out of file descriptors still lives, and so does who is told by a name that is gone: at its logout a
    user's folder in /run goes too.
    """

    def __init__(self, family: int, name: str) -> None:
        self._name = name
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        with suppress(OSError):
            self._socket.connect(name)

    def __call__(self, words: str) -> None:
        try:
            self._socket.send(words.encode())
        except OSError:
            # Who listened may have begun to listen again.
            with suppress(OSError):
                self._socket.sendto(words.encode(), self._name)

    def __del__(self) -> None:
        self._socket.close()
