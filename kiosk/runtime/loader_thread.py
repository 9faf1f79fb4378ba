"""Loader thread: loads one pack at a time beside the screen, and reports it in Qt's thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.packs.loaded_pack import LoadedPack
from kiosk.packs.pack_source import Report
from kiosk.runtime.gc_control import HeldThread

Load = Callable[[Report], LoadedPack | None]


class LoaderThread(QObject):
    """Emits each pack by `loaded`, None where there is none; `progressed` has the numbers done and in total."""

    loaded = Signal(object)
    progressed = Signal(float, int)
    _ended = Signal(object)

    def __init__(self, name: str) -> None:
        """`name` is that of the thread."""
        super().__init__()
        self._name = name
        self._thread: HeldThread | None = None
        self._closed = False
        self._ended.connect(self._finish)  # from the thread, so Qt queues it

    @property
    def is_running(self) -> bool:
        """Whether a pack is being loaded, or about to be reported."""
        return self._thread is not None

    def start(self, load: Load) -> None:
        """Call `load` in a thread; nothing may be running. It must not raise."""
        self._thread = HeldThread(self._run, load, name=self._name)
        self._thread.start()

    def close(self) -> None:
        """Wait for the thread, and drop what it loaded."""
        self._closed = True
        if self._thread is not None:
            self._thread.settle()

    def _run(self, load: Load) -> None:
        self._ended.emit(load(self.progressed.emit))

    @Slot(object)
    def _finish(self, loaded_pack: LoadedPack | None) -> None:
        if self._closed or self._thread is None:
            return
        self._thread.settle()
        self._thread = None
        self.loaded.emit(loaded_pack)
