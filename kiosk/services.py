"""Everything that keeps a kiosk running unattended: heartbeat, watches, control socket. Made after the first frame."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from kiosk import paths
from kiosk.content.diagnostics import Diagnostic
from kiosk.device.clock import HallClock
from kiosk.device.settings import Settings, find_gone, find_settings, keep_settings
from kiosk.device.sound.server import server_socket
from kiosk.device.systemd_notify import Tell
from kiosk.runtime.control_commands import ControlCommands, RuntimeContext
from kiosk.runtime.control_socket import ControlSocket
from kiosk.runtime.display_hotplug import DisplayHotplug
from kiosk.runtime.fd_watch import FdWatch
from kiosk.runtime.heartbeat import Heartbeat
from kiosk.runtime.idle_restart import IdleRestart
from kiosk.runtime.memory_watch import MemoryWatch
from kiosk.runtime.settings_retry import SettingsRetry
from kiosk.runtime.sound_watch import SoundWatch
from kiosk.runtime.window_fit import WindowFit
from kiosk.view.device_controls import RESTART

if TYPE_CHECKING:
    from kiosk.app import Kiosk

log = logging.getLogger("kiosk")


class Services:
    """Everything that keeps a kiosk running unattended, from construction to `close`.

    `settings` come from the file `config`, or the default places of device.yaml; the control socket lies at `control`,
    or this user's default. `tell` notifies the supervisor that the kiosk lives. A full-screen kiosk follows the
    displays that are plugged in.
    """

    def __init__(
        self,
        kiosk: Kiosk,
        settings: Settings,
        tell: Tell | None = None,
        *,
        config: Path | None = None,
        control: Path | None = None,
    ) -> None:
        self._kiosk = kiosk
        self._settings = settings
        self._config = config
        self._heartbeat: Heartbeat | None = None
        if tell is not None:
            self._heartbeat = Heartbeat(kiosk.window, tell, lambda: kiosk.session.state.phase)
            self._heartbeat.stopped.connect(_give_up)
            self._heartbeat.start()
        operator_files = kiosk.options.operator_files
        self._restart = IdleRestart(kiosk.session)
        self._restart.due.connect(lambda: QCoreApplication.exit(RESTART))
        self._memory = MemoryWatch(self._restart, operator_files.memory_limit, operator_files.restarts)
        self._fds = FdWatch(self._restart)
        self._settings_retry = SettingsRetry(operator_files)
        self._sound: SoundWatch | None = None
        if (socket := server_socket()) is not None:
            self._sound = SoundWatch(self._restart, kiosk.stage, socket, owned="PULSE_SERVER" in os.environ)
        whole = kiosk.options.size is None
        self._fit = WindowFit(kiosk.window, self._restart) if whole else None
        # Wayland compositors rotate displays themselves.
        turns = whole and QGuiApplication.platformName() == "xcb"
        self._hotplug = DisplayHotplug(kiosk.window, settings.turn) if turns else None
        self._control = ControlSocket(control or paths.control(), ControlCommands(self._context()).verbs())
        kiosk.operator.when_ended(QCoreApplication.exit)

    def close(self) -> None:
        """Stop all services, before the kiosk is closed."""
        if self._heartbeat is not None:
            self._heartbeat.stop()
        watches = (self._restart, self._memory, self._fds, self._settings_retry, self._sound, self._fit, self._hotplug)
        for watch in watches:
            if watch is not None:
                watch.close()
        self._control.close()

    def _context(self) -> RuntimeContext:
        kiosk = self._kiosk
        return RuntimeContext(
            session=kiosk.session,
            opening_hours=kiosk.opening_hours,
            stage=kiosk.stage,
            switcher=kiosk.switcher,
            folders=kiosk.folders,
            window=kiosk.window,
            wall=kiosk.options.wall,
            reload=self._reload,
            leave=QCoreApplication.exit,
            problems=self._settings.problems,
            gone=lambda: find_gone(self._settings),
            store=("--store", str(kiosk.options.store.folder)) if kiosk.options.store else (),
            memory=self._memory,
            restarts=kiosk.options.operator_files.restarts,
            restart=self._restart,
            unkept=kiosk.options.operator_files.unkept,
        )

    def _reload(self) -> Sequence[Diagnostic]:
        """Read the settings and the pack again; return the problems of the settings."""
        blocks = self._settings.blocks
        self._settings = find_settings(
            self._config, paths.config_candidates(), paths.kept_settings(), self._settings.read
        )
        keep_settings(self._settings, paths.kept_settings())
        if self._settings.blocks != blocks:
            log.warning("device.yaml names other blocks of the hall: they are taken once the program starts again.")
        if isinstance(self._kiosk.options.wall, HallClock):
            self._kiosk.options.wall.zone = self._settings.hours.zone
        self._kiosk.opening_hours.use(self._settings.hours)
        self._kiosk.keys.use(self._settings.keys)
        self._kiosk.switcher.load()
        return self._settings.problems


def _give_up() -> None:
    """Exit at once: where nothing can be drawn, an orderly shutdown is not possible either."""
    log.critical("No frame reaches the screen any more; the kiosk ends, to be started again.")
    logging.shutdown()
    os._exit(1)
