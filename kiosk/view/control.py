"""The control socket: a program of the same user asks, by one line of JSON, and is answered by one.

Local to this machine, readable by its user alone, with a fixed list of verbs. What is asked is bounded in length, in
number and in time.
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

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger("kiosk")

LONGEST = 1_000  # bytes of a request
MOST_CALLERS = 8
PATIENCE_MS = 5_000  # for a whole request
Answer = Callable[[Mapping[str, Any]], None]


class Asked(NamedTuple):
    """The words after a verb, and the language in which whoever asks is told of problems; "" is English."""

    words: Sequence[str] = ()
    language: str = ""


Verb = Callable[[Asked, Answer], None]
NOT_A_REQUEST = 'a request is one line such as {"verb": "status", "words": []}'


class Control(QObject):
    """Answers on the socket `file` with what the verbs say; a verb may answer later."""

    def __init__(self, file: Path, verbs: Mapping[str, Verb]) -> None:
        super().__init__()
        self._verbs = verbs
        self._callers: set[QLocalSocket] = set()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._meet)
        name = address(file)
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
        if _is_answered(name):
            # What is removed here would be the way to a kiosk that runs.
            log.warning("Another kiosk answers at the control socket %s; this one cannot be asked.", name)
            return
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            log.warning("The control socket %s cannot be opened: %s.", name, self._server.errorString())
        elif os.name == "posix":
            file.chmod(0o600)

    def close(self) -> None:
        """Answer no more."""
        self._server.close()
        for caller in list(self._callers):
            caller.abort()
        self._callers.clear()

    def _meet(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            if len(self._callers) >= MOST_CALLERS:
                caller.abort()
                caller.deleteLater()
                continue
            self._callers.add(caller)
            caller.setReadBufferSize(LONGEST + 1)
            caller.readyRead.connect(lambda caller=caller: self._read(caller))
            caller.disconnected.connect(lambda caller=caller: self._part(caller))
            QTimer.singleShot(PATIENCE_MS, caller, lambda caller=caller: self._tire(caller))
            self._read(caller)

    def _read(self, caller: QLocalSocket) -> None:
        if caller.canReadLine():
            caller.readyRead.disconnect()
            caller.setProperty("asked", True)
            self._obey(caller, bytes(caller.readLine(LONGEST + 1).data()))
        elif caller.bytesAvailable() > LONGEST:
            self._tell(caller, {"error": NOT_A_REQUEST})

    def _obey(self, caller: QLocalSocket, line: bytes) -> None:
        asked = _read(line)
        if asked is None:
            self._tell(caller, {"error": NOT_A_REQUEST})
            return
        verb, said = asked
        if verb not in self._verbs:
            self._tell(caller, {"error": f"there is no {verb[:40]!r}; there are: {', '.join(self._verbs)}"})
            return
        log.info("Asked over the control socket: %s", " ".join([verb, *said.words])[:200])
        self._verbs[verb](said, lambda answer: self._tell(caller, answer))

    def _tell(self, caller: QLocalSocket, answer: Mapping[str, Any]) -> None:
        if caller in self._callers:
            caller.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")
            caller.flush()
            caller.disconnectFromServer()

    def _tire(self, caller: QLocalSocket) -> None:
        if caller in self._callers and not caller.property("asked"):
            caller.abort()

    def _part(self, caller: QLocalSocket) -> None:
        self._callers.discard(caller)
        caller.deleteLater()


def _is_answered(name: str) -> bool:
    """Tell whether somebody listens at a socket; one that a crash left behind is nobody's."""
    if os.name != "posix":
        return False
    with socket.socket(socket.AF_UNIX) as caller:
        caller.setblocking(False)
        try:
            caller.connect(name)
        except BlockingIOError:
            return True  # too busy to take us
        except OSError:
            return False
        return True


def _read(line: bytes) -> tuple[str, Asked] | None:
    """Return the verb of a request, and what else is asked; None where it is none."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return None
    verb, words = (asked.get("verb"), asked.get("words", [])) if isinstance(asked, dict) else (None, [])
    if isinstance(verb, str) and isinstance(words, list) and all(isinstance(word, str) for word in words):
        language = asked.get("language", "")
        return verb, Asked(words, language if isinstance(language, str) else "")
    return None


def address(file: Path) -> str:
    """Return the name of the socket: the file itself, on Windows a pipe of this user."""
    if os.name == "posix":
        return str(file)
    return f"yi-kiosk-{os.environ.get('USERNAME', '')}"
