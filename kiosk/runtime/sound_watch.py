"""Watch over the sound server, since Qt does not: films fall silent while it is gone, and sound again later.

Measured with Qt 6.11.3: a server that dies stops a sounding film without a message, and creating another audio output
then aborts the program (an assertion of libpulse). Three seconds later Qt looks for a server once more, and never
again. So nothing sounds from the moment it is gone, and the program restarts when nobody is there.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.device.sound.server import end_server, hangs, server_process
from kiosk.runtime.idle_restart import IdleRestart, RestartRequest
from kiosk.view.stage_view import Sounding, StageView

log = logging.getLogger("kiosk")

LOOK_MS, CAUSE = 1_000, "sound"
STEADY = 10.0  # seconds that a server must stay: one that keeps dying is no reason to keep restarting
YOUNG = 60.0  # seconds, likewise, of this program
HUNG = "The sound server hung, and was ended; systemd starts another."
PULSE_MESSAGES = {
    Sounding.HEARD: "There is a sound server again.",
    Sounding.NO_SERVER: "There is no sound server: films and sounds play without sound. `kiosk doctor` says why.",
    Sounding.LOST: "The sound server is another one now: films sound again when the kiosk has begun again.",
}


class SoundWatch(QObject):
    """Reports to the stage whether there is sound.

    A server of the kiosk's own (`owned`) is ended where it hangs, so that systemd starts another.
    """

    def __init__(
        self,
        restart: IdleRestart,
        stage: StageView,
        socket: Path,
        *,
        owned: bool = False,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._restart = restart
        self._stage = stage
        self._socket = socket
        self._owned = owned
        self._clock = clock
        self._begun = clock()
        self._server = -1
        self._since = 0.0
        # The server that Qt found when it looked; None before it has looked.
        self._found: int | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        stage.playerMade.connect(self._note)
        stage.silenced.connect(self._judge)
        self.look()

    def close(self) -> None:
        """Stop checking."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Find out which server listens now, and act on it."""
        server, now = server_process(self._socket), self._clock()
        if server != self._server:
            self._server, self._since = server, now
            self._tell()
        is_due = now - self._since >= STEADY and now - self._begun >= YOUNG
        if self._stage.sounding is Sounding.LOST and is_due:
            self._restart.want(CAUSE, RestartRequest("The kiosk begins again, so that films sound again."))

    @Slot()
    def _note(self) -> None:
        """Check before anything sounds; the first time Qt looks for the server as well, and then for no other."""
        self.look()
        if self._found is None:
            self._found = self._server

    @Slot()
    def _judge(self) -> None:
        """A film has stopped: check whether the server hangs."""
        if self._owned and hangs(self._socket) and end_server(self._socket):
            log.error("%s", HUNG)

    def _tell(self) -> None:
        sounding = Sounding.LOST
        if not self._server:
            sounding = Sounding.NO_SERVER
        elif self._found in {None, self._server}:
            sounding = Sounding.HEARD
        if sounding is not self._stage.sounding:
            log.log(logging.INFO if sounding is Sounding.HEARD else logging.WARNING, "%s", PULSE_MESSAGES[sounding])
            self._stage.hear(sounding)
            self._restart.drop(CAUSE)
