"""Store tasks of the operator menu, for QML: their progress, or why they were refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.device.message_catalog import Phrases
from kiosk.packs.hall_blocks import blocks_argument
from kiosk.packs.store.pack_store import PackStore
from kiosk.runtime.subprocess_task import SubprocessTask

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

WORKER = "kiosk.operator.store_worker"
COPYING = "copying the files"
DOING = {
    "take": "pack-taking",
    "use": "pack-using",
    "back": "pack-backing",
    "remove": "pack-removing",
    "withdraw": "withdrawing",
}


class OperatorSpeech(NamedTuple):
    """The operator menu's current `phrases`, and its `language`."""

    phrases: Callable[[], Phrases]
    language: Callable[[], str]

    def says(self, both: Mapping[str, str]) -> str:
        """Return a message given in every language in this one."""
        return both.get(self.language()) or both.get("en", "")


@QmlElement
class StoreTask(QObject):
    """`state`: idle, working or refused. `doing`, `step` and `hint` describe the work, `done` from 0 to 1 of the step,
    -1 where unknown; `headline` and `problems` describe a refusal. `finished` with the verb and the pack's place.
    """

    changed = Signal()
    worked = Signal()
    finished = Signal(str, str)

    def __init__(self, store: PackStore | None, talk: OperatorSpeech) -> None:
        super().__init__()
        self._store = store
        self._talk = talk
        self._process = SubprocessTask()
        self._process.received.connect(self._hear)
        self._process.ended.connect(self._judge)
        self._protocol: list[dict[str, str]] = []
        self._complete = True
        self._arguments: tuple[str, ...] = ()
        self._forget()

    @property
    def standing(self) -> str:
        """Return its `state`, for Python."""
        return self._state

    @property
    def protocol(self) -> list[str]:
        """Return the protocol of the last withdrawal, line by line; an incomplete step begins with "!"."""
        return [self._talk.says(line) for line in self._protocol]

    @property
    def complete(self) -> bool:
        """Return whether the last withdrawal was completed."""
        return self._complete

    def send(self, verb: str, *arguments: str) -> None:
        """Start a task; a running one is stopped."""
        self._forget()
        self._protocol, self._complete = [], True
        if self._store is not None:
            self._state, self._verb, self._arguments = "working", verb, arguments
            self._process.begin(
                WORKER, [str(self._store.folder), str(self._store.keep), blocks_argument(), verb, *arguments]
            )
        self.changed.emit()

    def stop(self) -> None:
        """Stop the running task, and clear a refusal."""
        self._process.stop()
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        self._state = "idle"
        self._verb = ""
        self._arguments = ()
        self._line: dict[str, Any] = {}
        self._refusal: dict[str, Any] = {}

    @Slot(dict)
    def _hear(self, line: dict[str, Any]) -> None:
        if "refused" in line:
            self._refusal = line
        else:
            self._line = line
            self._protocol = line.get("protocol", self._protocol)
            self._complete = line.get("complete", self._complete)
        self.worked.emit()
        self.changed.emit()

    @Slot(bool)
    def _judge(self, well: bool) -> None:
        verb, place = self._verb, self._line.get("place")
        if well and isinstance(place, str):
            self._forget()
            self.finished.emit(verb, place)
        else:
            self._state = "refused"
        self.changed.emit()

    def _own_state(self) -> str:
        return self._state

    def _doing(self) -> str:
        if (key := DOING.get(self._verb, "")) not in (phrases := self._talk.phrases()):
            return ""
        return phrases.say(key, file=Path(self._arguments[0]).name if self._verb == "take" else "")

    def _step(self) -> str:
        return self._talk.says(self._line.get("stage", {}))

    def _done(self) -> float:
        total = self._line.get("total") or 0
        return min(1.0, self._line.get("done", 0) / total) if total else -1.0

    def _hint(self) -> str:
        if self._verb != "take":
            return ""
        copied = self._line.get("name", COPYING) != COPYING
        return self._talk.phrases().get("pack-pull" if copied else "pack-keep-in", "")

    def _headline(self) -> str:
        key = "pack-refused" if self._verb == "take" else "pack-failed"
        return self._talk.phrases().get(key, "") if self._state == "refused" else ""

    def _problems(self) -> list[str]:
        if self._state != "refused":
            return []
        if not self._refusal:
            return [self._talk.phrases().get("pack-crashed", "")]
        messages = [self._talk.says(problem) for problem in self._refusal.get("problems", ())]
        return messages or [self._talk.says(self._refusal["refused"])]

    state = Property(str, _own_state, notify=changed)
    doing = Property(str, _doing, notify=changed)
    step = Property(str, _step, notify=changed)
    done = Property(float, _done, notify=changed)
    hint = Property(str, _hint, notify=changed)
    headline = Property(str, _headline, notify=changed)
    problems = Property(list, _problems, notify=changed)
