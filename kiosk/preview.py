"""The preview of a pack: a kiosk in a window, updated at each save. On the same layer as app.py."""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from kiosk import paths
from kiosk.app import Kiosk, Options
from kiosk.content.diagnostics import Diagnostic, SourceLocation
from kiosk.content.messages import Message
from kiosk.content.screen_sizes import ScreenSize
from kiosk.device.folder_watcher import changes
from kiosk.device.message_catalog import catalogue
from kiosk.device.withdrawal_list import list_stamp
from kiosk.media.rendition_widths import needed_widths
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.hall_blocks import blocks_argument
from kiosk.packs.lint_worker import read_parts, read_remarks
from kiosk.packs.pack_loader import EndedError, LoadedPack, PackLoader, until
from kiosk.packs.product_assets import load_assets
from kiosk.runtime.gc_control import HeldThread, collect
from kiosk.runtime.subprocess_task import SubprocessTask
from kiosk.session import actions
from kiosk.session.outline import Outline
from kiosk.session.phases import Phase, Screen
from kiosk.session.timeouts import Times
from kiosk.view.preview_view import PreviewView

log = logging.getLogger("kiosk")

FOREVER = 1_000_000.0  # seconds; a writer who turns away for long finds the same page again
ROOM = 0.88
TIDY_MS = 1500
LIST_MS = 1000
REMARK_MS = 700  # after a save; a sooner save means that the writer is still at it
REMARKING = "kiosk.packs.lint_worker"


@dataclass(frozen=True, slots=True)
class PreviewOptions:
    """What to show, on which screen; `page` is panel/page, gallery/number or "", `language` that of the visitor.

    Problems are shown in the language `staff`; `tell` prints messages for the writers on the terminal. `remarks`: lint
    warnings are shown too, a moment after a save.
    """

    pack: Path
    glass: ScreenSize
    page: str = ""
    language: str = ""
    staff: str = "en"
    remarks: bool = True
    accelerated: bool = False
    moving: bool = True
    tell: Callable[[Message], None] = lambda _: None
    cache: Path = field(default_factory=paths.cache)


class Preview(QObject):
    """A kiosk that shows a pack while it is written. One thread watches and reads the folder; only Qt's shows it."""

    reads = Signal()
    read = Signal(object)
    progressed = Signal(float, int)
    shown = Signal()

    def __init__(self, wishes: PreviewOptions) -> None:
        super().__init__()
        self._wishes = wishes
        self._scratch = Path(tempfile.mkdtemp(prefix="yi-kiosk-"))
        self.view = PreviewView(wishes.pack.resolve().name, wishes.glass, catalogue(wishes.staff))
        options = Options(
            wishes.pack,
            (wishes.glass.width, wishes.glass.height),
            wishes.glass.inches,
            Times(idle=FOREVER, eased_idle=FOREVER),
            moving=wishes.moving,
            accelerated=wishes.accelerated,
            audible=True,
            cache=wishes.cache,
            # A vote in the preview is nobody's vote.
            journal=self._scratch / "journal.sqlite",
            window="PreviewWindow",
        )
        self.kiosk = Kiosk(options, {"preview": self.view})
        assets = load_assets(paths.resources(), CompiledCache(wishes.cache / "compiled"))
        self._provider = PackLoader(assets, wishes.cache, needed_widths(max(wishes.glass.width, wishes.glass.height)))
        self._arrived = False
        self._stop = threading.Event()
        self._thread = HeldThread(self._watch, name="preview")
        self._listed = list_stamp()
        self._renewer: threading.Thread | None = None
        self._list = QTimer(self, interval=LIST_MS)
        self._list.timeout.connect(self._look_at_list)
        self._tidy = QTimer(self, singleShot=True, interval=TIDY_MS)
        self._tidy.timeout.connect(collect)
        self._editor = SubprocessTask()
        self._editor.said.connect(self._remark)
        self._editor.ended.connect(self._make_do)
        self._found: tuple[Diagnostic, ...] = ()
        self.kiosk.session.changed.connect(self._follow)
        self._pause = QTimer(self, singleShot=True, interval=REMARK_MS)
        self._pause.timeout.connect(self._edit)
        self.reads.connect(self._hush, Qt.ConnectionType.QueuedConnection)
        self.reads.connect(self.view.wait, Qt.ConnectionType.QueuedConnection)
        self.read.connect(self._see, Qt.ConnectionType.QueuedConnection)
        self.progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)
        if self.kiosk.session.state.phase is Phase.ATTRACT:
            self._arrive()

    def show(self) -> None:
        """Show the window, as large as fits on this screen, and follow the folder from now on."""
        room = QGuiApplication.primaryScreen().availableSize() * ROOM
        glass = self._wishes.glass
        self.kiosk.window.resize(QSize(glass.width, glass.height).scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        self.kiosk.window.show()
        self._thread.start()
        self._list.start()

    def close(self) -> None:
        """Stop following, and take everything down."""
        self._stop.set()
        self._list.stop()
        self._hush()
        if self._renewer is not None:
            self._renewer.join()
        self._thread.settle()
        self.kiosk.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _watch(self) -> None:
        for _ in changes(self._wishes.pack, self._stop):
            self.reads.emit()
            self.read.emit(self._provide())

    @Slot()
    def _look_at_list(self) -> None:
        """Show the pack again where something else is withdrawn on this machine."""
        stamp = list_stamp()
        if stamp != self._listed and (self._renewer is None or not self._renewer.is_alive()):
            self._listed = stamp
            self._renewer = threading.Thread(target=lambda: self.read.emit(self._provide()), daemon=True)
            self._renewer.start()

    def _provide(self) -> LoadedPack:
        pack = self._wishes.pack
        try:
            return self._provider.provide(pack, until(self._stop, self.progressed.emit))
        except EndedError:
            return LoadedPack()
        except OSError:
            # The folder vanished during the reading, or cannot be a pack.
            message = Message("{name} cannot be read as a folder", name=pack.name)
            return LoadedPack(problems=(Diagnostic(SourceLocation(pack.name), message, "a folder", kind="file"),))
        except Exception:
            log.exception("The pack %s could not be made ready; this is a fault of the program.", pack)
            return LoadedPack()

    def _progress(self, done: float, total: int) -> None:
        self.kiosk.stage.prepare(done / max(1, total))

    def _see(self, loaded_pack: LoadedPack) -> None:
        sound = loaded_pack.outline is not None
        if sound and not self._provider.obeyed(loaded_pack):
            self._listed = ()  # something was withdrawn during the reading: read again
            return
        self._found = loaded_pack.problems
        if sound:
            self.view.note_sound()
        if not sound or not self._wishes.remarks or self.view.alarmed:
            self.view.tell(loaded_pack.problems)
        if sound and self._wishes.remarks:
            self._pause.start()
        if not sound and self.kiosk.renewal.is_outdated():
            # The last sound version still contains what was withdrawn since.
            self.kiosk.session.dispatch(actions.BreakDown(self.kiosk.session.now(), "the pack has errors"))
        self.kiosk.edit(loaded_pack)
        if loaded_pack.outline is not None and not self._arrived:
            self._arrive()
        self._tidy.start()
        self.shown.emit()

    def _hush(self) -> None:
        """Cancel the lint of the previous save, now outdated."""
        self._pause.stop()
        self._editor.stop()

    def _edit(self) -> None:
        wishes = self._wishes
        words = [str(wishes.pack), str(wishes.cache), wishes.staff, wishes.glass.name, blocks_argument()]
        self._editor.begin(REMARKING, words)

    def _remark(self, line: dict[str, Any]) -> None:
        self.view.tell(read_remarks(line))
        self.view.foretell(read_parts(line))

    @Slot()
    def _follow(self) -> None:
        """Show the parts of the page that is in view now."""
        state = self.kiosk.session.state
        pages = state.outline.panels.get(state.place.panel, ()) if state.place.screen is Screen.PANEL else ()
        page = pages[state.place.page] if state.place.page < len(pages) else ""
        self.view.follow(state.place.panel, page, state.settings.language)

    def _make_do(self, well: bool) -> None:
        """Show at least the problems found at reading, where the lint failed."""
        if not well:
            self.view.tell(self._found)

    def _arrive(self) -> None:
        """Go to the requested page, once there is a pack."""
        self._arrived = True
        session, outline = self.kiosk.session, self.kiosk.session.state.outline
        if not self._wishes.page and not self._wishes.language:
            return
        session.dispatch(actions.Pressed(session.now()))
        session.goHome()
        if self._wishes.language:
            session.chooseLanguage(self._wishes.language)
        name, _, part = self._wishes.page.partition("/")
        if name in outline.panels and part in {"", *outline.panels[name]}:
            session.openPanel(name, part)
        elif outline.galleries.get(name) and not part:
            session.openGallery(name)
        elif part.isdecimal() and 1 <= int(part) <= outline.galleries.get(name, 0):
            session.openPicture(name, int(part) - 1)
        elif name not in {"", "home"}:
            self._wishes.tell(_lost(self._wishes.page, outline))


def _lost(page: str, outline: Outline) -> Message:
    panels = [f"{panel}/{each}" for panel, pages in outline.panels.items() for each in pages]
    return Message(
        "{page} is not in this pack; there are: {names}", page=page, names=", ".join([*panels, *outline.galleries])
    )
