"""The control socket: a program of the same user sends one line of JSON, and receives one.

Local to this machine, accessible to its user alone, with a fixed list of verbs. Requests and answers are limited in
length, number and time: a caller that keeps silent, asks without end or does not read the answer is cut off.
"""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kiosk import paths
from kiosk.content.messages import Message

log = logging.getLogger("kiosk")

LONGEST = 1_000  # bytes of a request
MOST_CALLERS = 16  # served at once
WAITING = 256  # pending connections that the system holds
LARGEST_ANSWER = 64_000_000  # bytes, also the total of all unread answers
PATIENCE_MS = 5_000  # for a whole request
WORK_MS = 60_000  # for the command
TAKING_MS = 10_000  # for reading the answer
LOOK_MS = 2_000  # between checks of the socket
UNLOGGED = frozenset({"status"})
"""What may be asked every few seconds for months, and changes nothing."""

Answer = Callable[[Mapping[str, Any]], None]


class ControlRequest(NamedTuple):
    """The arguments after a verb, and the language for the caller's problems; "" is English."""

    arguments: Sequence[str] = ()
    language: str = ""


Verb = Callable[[ControlRequest, Answer], None]
NOT_A_REQUEST = 'a request is one line such as {"verb": "status", "words": []}'
NOT_IN_TIME = Message("it was not done within a minute; `kiosk ctl status` and the log say how it goes on")
TOO_MUCH = Message("too much is being asked at once; ask again in a moment")


class ControlSocket(QObject):
    """Answers requests on the socket `file` through the verbs; a verb may answer later."""

    def __init__(self, file: Path, verbs: Mapping[str, Verb]) -> None:
        super().__init__()
        self._verbs = verbs
        self._callers: list[Caller] = []
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setListenBacklogSize(WAITING)
        self._server.newConnection.connect(self._meet)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._meet)
        self._file = file
        self._made: tuple[int, int, int] | None = None
        self._looking = QTimer(self, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._make()
        if os.name == "posix":
            self._looking.start()

    @Slot()
    def _look(self) -> None:
        """Create the socket again where it, or its folder, is gone."""
        if _file_identity(self._file) != self._made or self._made is None:
            self._make()

    def _make(self) -> None:
        name = paths.control_address(self._file)
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
        if _is_answered(name):
            # Removing the file would cut off a running kiosk.
            log.warning("Another kiosk answers at the control socket %s; this one cannot be asked.", name)
            return
        if self._made is not None:
            log.warning("The control socket %s is gone; it is made again.", name)
        self._made = None
        self._server.close()
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            log.warning("The control socket %s cannot be opened: %s.", name, self._server.errorString())
        elif os.name == "posix":
            with suppress(OSError):  # it may be gone again
                self._file.chmod(0o600)
            self._made = _file_identity(self._file)

    def close(self) -> None:
        """Stop answering."""
        self._looking.stop()
        self._next.stop()
        self._server.close()
        for caller in list(self._callers):
            caller.cut()
        self._next.stop()

    @Slot()
    def _meet(self) -> None:
        """Accept pending callers, as many as there is room for; the others wait."""
        while self._server.hasPendingConnections():
            if len(self._callers) >= MOST_CALLERS:
                self._make_room()
            if len(self._callers) >= MOST_CALLERS:
                return
            caller = Caller(self._server.nextPendingConnection(), self)
            self._callers.append(caller)
            caller.listen()

    def _make_room(self) -> None:
        """Cut off the caller that has kept silent the longest: a real request comes at once."""
        for caller in list(self._callers):
            if not caller.has_asked:
                caller.hear_now()
            if not caller.has_asked and caller in self._callers:
                caller.cut()
                return

    def obey(self, caller: Caller, line: bytes) -> None:
        """Execute a request line."""
        asked = _read(line)
        if asked is None:
            caller.answer({"error": NOT_A_REQUEST})
            return
        verb, request = asked
        if verb not in self._verbs:
            caller.answer({"error": f"there is no {verb[:40]!r}; there are: {', '.join(self._verbs)}"})
            return
        if verb not in UNLOGGED:
            log.info("Asked over the control socket: %s", " ".join([verb, *request.arguments])[:200])
        self._verbs[verb](request, caller.answer)

    def has_room(self, size: int) -> bool:
        """Return whether an answer of this many bytes may wait to be read."""
        return size + sum(caller.waiting for caller in self._callers) <= LARGEST_ANSWER

    def part(self, caller: Caller) -> None:
        """Forget a caller."""
        if caller in self._callers:
            self._callers.remove(caller)
            caller.deleteLater()
            self._next.start()


class Caller(QObject):
    """One connection: it sends one line, waits, and receives one answer, each within a time limit."""

    def __init__(self, socket: QLocalSocket, control: ControlSocket) -> None:
        super().__init__(control)
        self._control = control
        self._socket = socket
        socket.setParent(self)
        socket.setReadBufferSize(LONGEST + 1)
        self.has_asked = False
        self._is_answered = False
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._tire)

    def listen(self) -> None:
        """Listen to it from now on."""
        self._clock.start(PATIENCE_MS)
        self._socket.readyRead.connect(self._hear)
        self._socket.disconnected.connect(self._part)
        self._hear()

    def hear_now(self) -> None:
        """Read what has already arrived without a notification."""
        self._socket.waitForReadyRead(0)

    @property
    def waiting(self) -> int:
        """Bytes of the answer that the caller has not read yet."""
        return int(self._socket.bytesToWrite())

    def cut(self) -> None:
        """Disconnect it at once."""
        self._socket.abort()
        self._part()

    def answer(self, reply: Mapping[str, Any]) -> None:
        """Send the answer, on the first call only; a caller that is gone gets nothing."""
        if self._is_answered:
            return
        self._is_answered = True
        line = json.dumps(reply, ensure_ascii=False).encode() + b"\n"
        if not self._control.has_room(len(line)):
            line = json.dumps({"error": TOO_MUCH, "busy": True}).encode() + b"\n"
        self._clock.start(TAKING_MS)
        self._socket.write(line)
        self._socket.flush()
        self._socket.disconnectFromServer()

    @Slot()
    def _hear(self) -> None:
        if self.has_asked:
            return
        if self._socket.canReadLine():
            self.has_asked = True
            self._clock.start(WORK_MS)
            self._control.obey(self, bytes(self._socket.readLine(LONGEST + 1).data()))
        elif self._socket.bytesAvailable() > LONGEST:
            self.has_asked = True
            self.answer({"error": NOT_A_REQUEST})

    @Slot()
    def _tire(self) -> None:
        if self.has_asked and not self._is_answered:
            self.answer({"error": NOT_IN_TIME})
        else:
            self.cut()

    @Slot()
    def _part(self) -> None:
        self._is_answered = True
        self._clock.stop()
        self._control.part(self)


def _file_identity(file: Path) -> tuple[int, int, int] | None:
    """Return the identity of a file; None where there is none. A deleted file's inode number may be reused."""
    try:
        seen = file.lstat()
    except OSError:
        return None
    return seen.st_dev, seen.st_ino, seen.st_ctime_ns


def _is_answered(name: str) -> bool:
    """Return whether a program listens at a socket; a socket left behind by a crash has no listener."""
    if os.name != "posix":
        return False
    with socket.socket(socket.AF_UNIX) as caller:
        caller.setblocking(False)
        try:
            caller.connect(name)
        except BlockingIOError:
            return True  # too busy to accept us
        except OSError:
            return False
        return True


def _read(line: bytes) -> tuple[str, ControlRequest] | None:
    """Return the verb of a request, and its arguments; None where it is invalid."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return None
    verb, arguments = (asked.get("verb"), asked.get("words", [])) if isinstance(asked, dict) else (None, [])
    if isinstance(verb, str) and isinstance(arguments, list) and all(isinstance(each, str) for each in arguments):
        language = asked.get("language", "")
        return verb, ControlRequest(arguments, language if isinstance(language, str) else "")
    return None
