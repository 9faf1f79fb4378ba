"""Commands of the control socket."""

from __future__ import annotations

import base64
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject
from PySide6.QtGui import QImageWriter
from PySide6.QtQuick import QQuickWindow

from kiosk import __version__
from kiosk.content.codes import code_of
from kiosk.content.diagnostics import Diagnostic
from kiosk.content.messages import Catalogue, Message
from kiosk.device.memory import held_mb
from kiosk.device.restart_list import last_for_memory
from kiosk.runtime.control_socket import Answer, ControlRequest, Verb
from kiosk.runtime.data_folder_watch import DataFolderWatch
from kiosk.runtime.idle_restart import IdleRestart, RestartRequest
from kiosk.runtime.memory_watch import MemoryWatch
from kiosk.runtime.opening_hours_controller import OpeningHoursController
from kiosk.runtime.pack_switcher import PackSwitcher
from kiosk.runtime.process_runner import ProcessOutcome, ProcessRunner
from kiosk.session import operator_actions
from kiosk.session.state import out_of_service_reason
from kiosk.view.device_controls import LEAVE
from kiosk.view.session_view import SessionView
from kiosk.view.stage_view import StageView

log = logging.getLogger("kiosk")

DONE: Mapping[str, Any] = {"done": True}
UNREADABLE = Message("the screen cannot be read")


@dataclass(frozen=True, slots=True)
class RuntimeContext:
    """What the verbs act on. `problems` are those of device.yaml, and `gone` reports whether the file has gone since.

    `store`: the options that name another store. `restarts` is the list of restarts, including those for memory;
    `restart` restarts the program, None where it cannot. `unkept`: messages about settings that the disk refuses.
    """

    session: SessionView
    opening_hours: OpeningHoursController
    stage: StageView
    switcher: PackSwitcher
    folders: DataFolderWatch
    window: QQuickWindow
    wall: Callable[[], datetime]
    reload: Callable[[], Sequence[Diagnostic]]
    leave: Callable[[int], None]
    problems: Sequence[Diagnostic] = ()
    gone: Callable[[], Sequence[Diagnostic]] = tuple
    store: Sequence[str] = ()
    memory: MemoryWatch | None = None
    restarts: Path | None = None
    restart: IdleRestart | None = None
    unkept: Callable[[], Sequence[Message]] = tuple


class ControlCommands(QObject):
    """The verbs of the control socket, over a `RuntimeContext`."""

    def __init__(self, context: RuntimeContext) -> None:
        super().__init__()
        self._context = context
        self._begun = monotonic()
        self._problems = tuple(context.problems)
        self._working: set[ProcessRunner] = set()

    def verbs(self) -> dict[str, Verb]:
        """Return all verbs by name."""
        return {
            "status": self._status,
            "screenshot": self._screenshot,
            "reload": self._reload,
            "use": lambda asked, answer: self._pack("use", asked, answer),
            "rollback": lambda asked, answer: self._pack("rollback", asked, answer),
            "out-of-service": self._out_of_service,
            "restart": self._restart,
            "quit": self._quit,
        }

    def _status(self, asked: ControlRequest, answer: Answer) -> None:
        from kiosk.device.message_catalog import catalogue, spoken

        translations = catalogue(spoken(asked.language))
        state, memory, restarts = self._context.session.state, self._context.memory, self._context.restarts
        reason = out_of_service_reason(state)
        answer(
            {
                "program": __version__,
                "phase": str(state.phase),
                "pack": state.outline.pack,
                "version": state.outline.version,
                "folder": str(self._context.switcher.source.folder.resolve()),
                "coming": self._coming(translations),
                "open": self._context.opening_hours.is_open,
                "hours": self._context.opening_hours.held,
                "out-of-service": state.disabled_by_operator,
                "sound": str(self._context.stage.sounding),
                "reason": reason.in_language(translations),
                "code": code_of(reason),
                "sessions": state.sessions,
                "ghosts": state.ghosts,
                "uptime": round(monotonic() - self._begun),
                "time": self._context.wall().isoformat(timespec="seconds"),
                "memory": held_mb(),
                "memory-limit": memory.limit if memory else 0,
                "begins-again": str(memory.reason) if memory else "",
                "began-again": str((restarts and last_for_memory(restarts)) or ""),
                "process": os.getpid(),
                "obeys": self._context.switcher.obeyed(),
                "lost": [message.in_language(translations) for message in self._context.folders.messages()],
                "unkept": [message.in_language(translations) for message in self._unkept()],
                "problems": [problem.text() for problem in (*self._problems, *self._context.gone())],
            }
        )

    def _unkept(self) -> list[Message]:
        incidents = self._context.switcher.unkept_incidents()
        return [*self._context.unkept(), *(each.message() for each in incidents)]

    def _coming(self, translations: Catalogue) -> Mapping[str, Any] | None:
        """Return the pack that is being prepared, and the process that holds the store if it waits for that."""
        load = self._context.switcher.late.progress()
        if load is None:
            return None
        who = load.holder
        return {
            "pack": load.pack,
            "seconds": round(load.seconds),
            "done": round(load.done, 3) if load.done >= 0 else None,
            "waits-for": {"process": who.process, "command": who.command, "state": who.state} if who else None,
            "message": load.message().in_language(translations),
        }

    def _screenshot(self, _: ControlRequest, answer: Answer) -> None:
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if QImageWriter(buffer, QByteArray(b"png")).write(self._context.window.grabWindow()):
            answer({"png": base64.b64encode(data.data()).decode("ascii")})
        else:
            answer({"error": UNREADABLE})

    def _reload(self, asked: ControlRequest, answer: Answer) -> None:
        from kiosk.device.message_catalog import catalogue, spoken

        self._problems = tuple(self._context.reload())
        translations = catalogue(spoken(asked.language))
        answer({"done": True, "problems": [problem.translated(translations).as_dict() for problem in self._problems]})

    def _pack(self, verb: str, asked: ControlRequest, answer: Answer) -> None:
        """Run the command in a process of its own; the kiosk notices the live pack, and switches at a reset."""
        from kiosk.device.message_catalog import spoken

        work = ProcessRunner(self)
        self._working.add(work)

        def tell(outcome: ProcessOutcome) -> None:
            self._working.discard(work)
            work.deleteLater()
            lines = (outcome.out + outcome.err).decode("utf-8", "replace").strip()
            answer({"done": True, "output": lines} if outcome.code == 0 else {"error": lines or outcome.why})

        names = [word for word in asked.arguments if not word.startswith("-")]
        names += ["--language", spoken(asked.language)]
        work.begin_module("kiosk", ["pack", verb, *self._context.store, *names], tell)

    def _out_of_service(self, asked: ControlRequest, answer: Answer) -> None:
        if list(asked.arguments) not in (["on"], ["off"]):
            answer({"error": "say on or off"})
            return
        session = self._context.session
        session.dispatch(
            (operator_actions.TakeOutOfService if asked.arguments[0] == "on" else operator_actions.ReturnToService)(
                session.now()
            )
        )
        if unkept := self._context.unkept():
            from kiosk.device.message_catalog import catalogue, spoken

            translations = catalogue(spoken(asked.language))
            answer({"done": True, "output": "\n".join(message.in_language(translations) for message in unkept)})
        else:
            answer(DONE)

    def _restart(self, _: ControlRequest, answer: Answer) -> None:
        answer(DONE)
        if self._context.restart is not None:
            self._context.restart.want(
                "asked", RestartRequest("The kiosk begins again, as asked by kiosk ctl restart.")
            )

    def _quit(self, _: ControlRequest, answer: Answer) -> None:
        answer(DONE)
        self._context.leave(LEAVE)
