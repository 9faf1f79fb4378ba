"""Preview updater: reads a pack again at each save of its writers, and shows it with its problems."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kiosk import paths
from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message
from kiosk.content.screen_sizes import ScreenSize
from kiosk.device.folder_watcher import changes
from kiosk.device.withdrawal_list import list_stamp
from kiosk.packs.hall_blocks import blocks_argument
from kiosk.packs.lint_worker import read_parts, read_remarks
from kiosk.packs.loaded_pack import LoadedPack, LoadFailure
from kiosk.packs.pack_source import InterruptedLoadError, until
from kiosk.runtime.gc_control import HeldThread, collect
from kiosk.runtime.pack_switcher import PackSwitcher
from kiosk.runtime.subprocess_task import SubprocessTask
from kiosk.session import actions
from kiosk.session.outline import Outline
from kiosk.session.phases import Phase, Screen
from kiosk.view.preview_view import PreviewView
from kiosk.view.session_view import SessionView
from kiosk.view.stage_view import StageView

log = logging.getLogger("kiosk")

COLLECT_MS = 1500
LIST_MS = 1000
LINT_MS = 700  # after a save; a sooner save means that the writer is still at it
LINT_WORKER = "kiosk.packs.lint_worker"


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """What to show, on which screen; `page` is panel/page, gallery/number or "", `language` that of the visitor.

    Problems are shown in `staff_language`; `tell` prints messages for the writers on the terminal. `lint`: its warnings
    are shown too, a moment after a save.
    """

    pack: Path
    screen: ScreenSize
    page: str = ""
    language: str = ""
    staff_language: str = "en"
    lint: bool = True
    accelerated: bool = False
    moving: bool = True
    tell: Callable[[Message], None] = lambda _: None
    cache: Path = field(default_factory=paths.cache)


class PreviewUpdater(QObject):
    """One thread watches and reads the folder; only Qt's shows it. `shown`: a save was read, and is shown."""

    reads = Signal()
    read = Signal(object)
    progressed = Signal(float, int)
    shown = Signal()

    def __init__(
        self,
        options: PreviewOptions,
        session: SessionView,
        stage: StageView,
        switcher: PackSwitcher,
        view: PreviewView,
    ) -> None:
        super().__init__()
        self._options = options
        self._session = session
        self._switcher = switcher
        self._view = view
        self._source = switcher.source
        self._arrived = False
        self._ended = threading.Event()
        self._thread = HeldThread(self._follow_folder, name="preview")
        self._list_stamp = list_stamp()
        self._reloader: threading.Thread | None = None
        self._list_timer = QTimer(self, interval=LIST_MS)
        self._list_timer.timeout.connect(self._look_at_list)
        self._collection = QTimer(self, singleShot=True, interval=COLLECT_MS)
        self._collection.timeout.connect(collect)
        self._lint = SubprocessTask()
        self._lint.received.connect(self._show_lint)
        self._lint.ended.connect(self._end_lint)
        self._problems: tuple[Diagnostic, ...] = ()
        session.changed.connect(self._follow)
        self._pause = QTimer(self, singleShot=True, interval=LINT_MS)
        self._pause.timeout.connect(self._begin_lint)
        self.reads.connect(self._cancel_lint, Qt.ConnectionType.QueuedConnection)
        self.reads.connect(view.wait, Qt.ConnectionType.QueuedConnection)
        self.read.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self.progressed.connect(stage.prepare, Qt.ConnectionType.QueuedConnection)
        if session.state.phase is Phase.ATTRACT:
            self._arrive()

    def start(self) -> None:
        """Follow the folder and the withdrawal list from now on."""
        self._thread.start()
        self._list_timer.start()

    def close(self) -> None:
        """Stop following."""
        self._ended.set()
        self._list_timer.stop()
        self._cancel_lint()
        if self._reloader is not None:
            self._reloader.join()
        self._thread.settle()

    def _follow_folder(self) -> None:
        for _ in changes(self._source.folder, self._ended):
            self.reads.emit()
            self._read()

    @Slot()
    def _look_at_list(self) -> None:
        """Show the pack again where something else is withdrawn on this machine."""
        stamp = list_stamp()
        if stamp != self._list_stamp and (self._reloader is None or not self._reloader.is_alive()):
            self._list_stamp = stamp
            self._reloader = threading.Thread(target=self._read, daemon=True)
            self._reloader.start()

    def _read(self) -> None:
        self.read.emit(self._load())

    def _load(self) -> LoadedPack:
        problems: tuple[Diagnostic, ...] = ()
        try:
            return self._source.load(until(self._ended, self.progressed.emit))
        except InterruptedLoadError:
            pass
        except OSError:
            # The folder vanished during the reading, or cannot be a pack.
            name = self._source.folder.name
            message = Message("{name} cannot be read as a folder", name=name)
            problems = (Diagnostic(SourceLocation(name), message, "a folder", kind="file"),)
        except Exception:
            log.exception("The pack %s could not be made ready; this is a fault of the program.", self._source.folder)
        return LoadedPack(self._source, failure=LoadFailure.INTERRUPTED, problems=problems)

    @Slot(object)
    def _show(self, loaded_pack: LoadedPack) -> None:
        sound = loaded_pack.outline is not None
        if sound and not loaded_pack.is_current:
            self._list_stamp = ()  # something was withdrawn during the reading: read again
            return
        self._problems = loaded_pack.problems
        if sound:
            self._view.note_sound()
        if not sound or not self._options.lint or self._view.alarmed:
            self._view.tell(self._problems)
        if sound and self._options.lint:
            self._pause.start()
        self._switcher.edit(loaded_pack)
        if sound and not self._arrived:
            self._arrive()
        self._collection.start()
        self.shown.emit()

    @Slot()
    def _cancel_lint(self) -> None:
        """Cancel the lint of the previous save, now outdated."""
        self._pause.stop()
        self._lint.stop()

    @Slot()
    def _begin_lint(self) -> None:
        options = self._options
        folders = (str(options.pack), str(options.cache))
        arguments = [*folders, options.staff_language, options.screen.name, blocks_argument()]
        self._lint.begin(LINT_WORKER, arguments)

    @Slot(dict)
    def _show_lint(self, line: dict[str, Any]) -> None:
        self._view.tell(read_remarks(line))
        self._view.foretell(read_parts(line))

    @Slot(bool)
    def _end_lint(self, well: bool) -> None:
        """Show at least the problems found at reading, where the lint failed."""
        if not well:
            self._view.tell(self._problems)

    @Slot()
    def _follow(self) -> None:
        """Show the parts of the page that is in view now."""
        state = self._session.state
        pages = state.outline.panels.get(state.place.panel, ()) if state.place.screen is Screen.PANEL else ()
        page = pages[state.place.page] if state.place.page < len(pages) else ""
        self._view.follow(state.place.panel, page, state.settings.language)

    def _arrive(self) -> None:
        """Go to the requested page, once there is a pack."""
        self._arrived = True
        session, outline = self._session, self._session.state.outline
        if not self._options.page and not self._options.language:
            return
        session.dispatch(actions.Pressed(session.now()))
        session.goHome()
        if self._options.language:
            session.chooseLanguage(self._options.language)
        name, _, part = self._options.page.partition("/")
        if name in outline.panels and part in {"", *outline.panels[name]}:
            session.openPanel(name, part)
        elif outline.galleries.get(name) and not part:
            session.openGallery(name)
        elif part.isdecimal() and 1 <= int(part) <= outline.galleries.get(name, 0):
            session.openPicture(name, int(part) - 1)
        elif name not in {"", "home"}:
            self._options.tell(_missing(self._options.page, outline))


def _missing(page: str, outline: Outline) -> Message:
    panels = [f"{panel}/{each}" for panel, pages in outline.panels.items() for each in pages]
    return Message(
        "{page} is not in this pack; there are: {names}", page=page, names=", ".join([*panels, *outline.galleries])
    )
