"""systemd's notification protocol: one datagram of lines to the kiosk's supervisor."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from typing import NamedTuple

from kiosk_launcher.child_process import LAST_END, REPORTED_INSTANCE, keep_descriptors, take_supervisor_variables

Tell = Callable[[str], None]


class Supervisor(NamedTuple):
    """The process that keeps the kiosk running. `tell` never waits or fails; None where nothing listens.

    `last_end` is how the last run ended, as in `kiosk_launcher.restart_log`; "" where unknown. `reported_instance` is
    the id of the recent message about another kiosk; "" for none.
    """

    tell: Tell | None = None
    last_end: str = ""
    reported_instance: str = ""


def take_supervisor(environment: MutableMapping[str, str] = os.environ) -> Supervisor:
    """Return the supervisor that the environment names, and hide it from child processes.

    Call it once in a program, before Qt starts.
    """
    variables = take_supervisor_variables(environment)
    keep_descriptors()
    address = variables.get("NOTIFY_SOCKET", "")
    family = getattr(socket, "AF_UNIX", None)
    tell = None
    if address and family is not None:
        tell = _Notifier(family, "\0" + address[1:] if address.startswith("@") else address)
    return Supervisor(tell, variables.get(LAST_END, ""), variables.get(REPORTED_INSTANCE, ""))


class _Notifier:
    """One socket for all notifications, open and connected from the beginning.

    It still works when file descriptors run out, and when its path is gone: a logout removes the user's folder in /run.
    """

    def __init__(self, family: int, name: str) -> None:
        self._name = name
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        with suppress(OSError):
            self._socket.connect(name)

    def __call__(self, text: str) -> None:
        try:
            self._socket.send(text.encode())
        except OSError:
            # The listener may have been restarted.
            with suppress(OSError):
                self._socket.sendto(text.encode(), self._name)

    def __del__(self) -> None:
        self._socket.close()
