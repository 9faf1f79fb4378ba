"""The loudspeakers in the operator menu, for QML: the available ones, and a tone for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.device.message_catalog import Phrases
from kiosk.device.sound.probe import MODULE, SECONDS, SIDES
from kiosk.device.sound.server import FALLBACK
from kiosk.runtime.opening_hours_controller import OpeningHoursController
from kiosk.runtime.subprocess_task import SubprocessTask
from kiosk.view.stage_view import Sounding

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1

PATIENCE_MS = 10_000
LOOKS = {"sound-looking", "sound-some", "sound-none", "sound-hung"}


@QmlElement
class LoudspeakersView(QObject):
    """Another process queries Qt and plays the tones: this one would hang with a hanging server.

    `outputs`: each with its `id` and `name`, and the `sides` that have a loudspeaker. `playing`: "ID SIDE" of the
    current tone. `result`: the result, in the operator's language.
    """

    changed = Signal()
    listed = Signal()

    def __init__(self, opening_hours: OpeningHoursController, phrases: Callable[[], Phrases]) -> None:
        super().__init__()
        self._opening_hours = opening_hours
        self._phrases = phrases
        self._outputs: list[dict[str, Any]] = []
        self._playing = ""
        self._phrase = "sound-looking"
        self._found: dict[str, Any] = {}
        self._process = SubprocessTask()
        self._process.received.connect(self._hear)
        self._process.ended.connect(self._judge)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._tire)

    @Slot()
    def look(self) -> None:
        """Query the outputs; the result arrives a moment later."""
        if not self._playing:
            self._begin(self._phrase)

    @Slot(str, str)
    def play(self, output: str, side: str) -> None:
        """Play a tone to one side of an output, at the maximum volume of films."""
        if self._opening_hours.loudest <= 0:
            self._phrase = "sound-off"
        else:
            self._playing = f"{output} {side}"
            self._begin("sound-playing", "--tone", output, side, str(self._opening_hours.loudest))
        self.changed.emit()

    def close(self) -> None:
        """Stop what is running."""
        self._patience.stop()
        self._process.stop()

    def _begin(self, phrase: str, *arguments: str) -> None:
        self._phrase, self._found = phrase, {}
        self._patience.start()
        self._process.begin(MODULE, arguments)

    @Slot(dict)
    def _hear(self, line: dict[str, Any]) -> None:
        self._found = line

    @Slot(bool)
    def _judge(self, _: bool) -> None:
        self._patience.stop()
        if self._playing:
            taken = self._found.get("heard", 0) > SECONDS / 2
            self._phrase = "sound-played" if taken else "sound-refused"
            self._playing = ""
        elif "outputs" in self._found:
            self._list(self._found["outputs"])
        else:
            self._phrase = "sound-hung"
        self.changed.emit()

    def _list(self, found: list[dict[str, Any]]) -> None:
        outputs = [
            {"id": each["id"], "name": each["name"], "sides": list(SIDES[: each["channels"]])}
            for each in found
            if each["id"] != FALLBACK
        ]
        # The result of the last tone stays until something else happens.
        if outputs != self._outputs or self._phrase in LOOKS:
            self._phrase = "sound-some" if outputs else "sound-none"
        if outputs != self._outputs:
            self._outputs = outputs
            self.listed.emit()

    @Slot()
    def _tire(self) -> None:
        self._process.stop()
        self._playing = ""
        self._phrase = "sound-hung"
        self.changed.emit()

    def _own_outputs(self) -> list[dict[str, Any]]:
        return self._outputs

    def _own_playing(self) -> str:
        return self._playing

    def _result(self) -> str:
        is_lost = self._phrase == "sound-some" and self._opening_hours.sounding is Sounding.LOST
        return self._phrases().get("sound-lost" if is_lost else self._phrase, "")

    outputs = Property(list, _own_outputs, notify=listed)
    playing = Property(str, _own_playing, notify=changed)
    result = Property(str, _result, notify=changed)
