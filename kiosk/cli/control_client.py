"""Client of the running kiosk's control socket; distinguishes a busy kiosk from an absent one."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from kiosk import paths

PATIENCE = 30.0  # seconds for an answer
ANSWERED_AGAIN = frozenset({"status", "screenshot"})
"""What may be asked a second time where the first answer did not come: it changes nothing."""


class AbsentError(Exception):
    """No kiosk listens on the control socket."""


class BusyError(Exception):
    """A kiosk listens on the control socket, but did not answer in time."""


def ask(
    file: Path | None, verb: str, arguments: Sequence[str] = (), language: str = "", patience: float = PATIENCE
) -> dict[str, Any]:
    """Return the kiosk's answer within `patience` seconds on the socket `file`; None: this user's own.

    Raises AbsentError at once, BusyError.
    """
    until = monotonic() + patience
    line = json.dumps({"verb": verb, "words": list(arguments), "language": language}).encode() + b"\n"
    while True:
        answer = _try(socket_name(file), line, max(0.1, until - monotonic()), again=verb in ANSWERED_AGAIN)
        if answer is not None:
            return answer
        if monotonic() > until:
            raise BusyError
        sleep(0.1)


def socket_name(file: Path | None) -> str:
    """Return the name of the control socket on this system."""
    return paths.control_address(file or paths.control())


def _try(name: str, line: bytes, patience: float, *, again: bool) -> dict[str, Any] | None:
    """Ask once; return None if it may be tried `again`. Raises AbsentError, BusyError."""
    data = (_exchange if os.name == "posix" else _exchange_by_pipe)(name, line, patience)
    if data is None:
        return None  # no connection was made, so nothing was asked
    try:
        answer = json.loads(data)
    except ValueError:
        answer = None
    if isinstance(answer, dict) and not (again and answer.get("busy")):
        return answer
    if not again:
        raise BusyError
    return None


def _exchange(name: str, line: bytes, patience: float) -> bytes | None:
    """Return the answer within `patience` seconds; None if the connection was not accepted. Raises AbsentError."""
    until = monotonic() + patience
    answer = b""
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(patience)
        try:
            caller.connect(name)
        except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError, PermissionError):
            raise AbsentError from None
        except OSError:  # the listen queue is full
            return None
        with suppress(OSError):
            caller.sendall(line)
            while not answer.endswith(b"\n") and (left := until - monotonic()) > 0:
                caller.settimeout(left)
                part = caller.recv(65_536)
                if not part:
                    break
                answer += part
    return answer


def _exchange_by_pipe(name: str, line: bytes, patience: float) -> bytes | None:
    """The same on Windows, where the control socket is a named pipe."""
    from PySide6.QtNetwork import QLocalSocket

    until = monotonic() + patience
    caller = QLocalSocket()
    caller.connectToServer(name)
    if not caller.waitForConnected(round(patience * 1000)):
        errors = QLocalSocket.LocalSocketError
        if caller.error() in {errors.ServerNotFoundError, errors.ConnectionRefusedError}:
            raise AbsentError
        return None
    answer = b""
    caller.write(line)
    while not answer.endswith(b"\n") and (left := round((until - monotonic()) * 1000)) > 0:
        if not caller.bytesAvailable() and not caller.waitForReadyRead(left):
            break
        answer += bytes(caller.readAll().data())
    return answer
