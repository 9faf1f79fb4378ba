"""The composition root: the one file that knows every layer."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import cast

import shiboken6
from PySide6.QtCore import QLoggingCategory, QObject, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

import kiosk.view.film_surface  # noqa: F401  registers its type for QML
from kiosk import paths
from kiosk.content.messages import Message
from kiosk.device.clock import LOCAL_TIME, moments
from kiosk.device.malloc_tuning import give_pictures_back
from kiosk.device.network_block import NoNetwork
from kiosk.device.settings import Hours, Records
from kiosk.media.rendition_widths import needed_widths
from kiosk.operator.operator_files import OperatorFiles
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.hall_blocks import qml_folders
from kiosk.packs.pack_loader import LoadedPack, for_the_log
from kiosk.packs.product_assets import load_assets
from kiosk.packs.store.pack_selector import PackRef, PackSelector
from kiosk.packs.store.pack_store import PackStore
from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.runtime.data_folder_watch import DataFolderWatch
from kiosk.runtime.gc_control import ResetCollection
from kiosk.runtime.opening_hours_controller import OpeningHoursController
from kiosk.runtime.pack_service import PackService
from kiosk.runtime.pack_switcher import PackSwitcher, SwitcherDeps
from kiosk.runtime.renewal import Renewal
from kiosk.runtime.visit_recorder import VisitRecorder
from kiosk.session import actions
from kiosk.session.outline import Outline
from kiosk.session.phases import Phase
from kiosk.session.state import begin
from kiosk.session.timeouts import Rules, Times
from kiosk.view.attract_view import AttractView
from kiosk.view.composer_view import Composer
from kiosk.view.operator_view import OperatorDeps, OperatorView
from kiosk.view.pack_view import PackView
from kiosk.view.packs_view import PackDeps
from kiosk.view.polls_view import PollView
from kiosk.view.search_view import SearchView
from kiosk.view.session_view import SessionView
from kiosk.view.stage_view import Hardware, StageView

log = logging.getLogger("kiosk")

FAULTY = "the pack has errors"
BUSY = "too busy, or too little memory or room, to make the pack ready; it is tried again in some minutes"
FIRST_FRAME = "The first screen is drawn; a touch begins."
LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Options:
    """Options of one start. `size` in px, None for the whole screen; `diagonal` in inches, 0 to ask the screen.

    `store` holds the installed packs; `pack` is shown without a store, or where every pack in it fails. `last_good`:
    begin with the pack that was live before the live one. `last_end`: how the previous run ended, as the launcher
    reports it. `operator_files`: the operator's files. `records`: what the journal keeps besides votes; None for votes
    alone, in runs without visitors.
    `folders`: the folders of the device's data, the data folder first, watched for loss; none where this is no device.
    `window`: the QML type of the window, where it is not the kiosk's own, which fills the screen.
    """

    pack: Path
    size: tuple[int, int] | None = None
    diagonal: float = 0.0
    times: Times = field(default_factory=Times)
    moving: bool = True
    accelerated: bool = False
    audible: bool = False
    cache: Path = field(default_factory=paths.cache)
    journal: Path = field(default_factory=paths.journal)
    records: Records | None = None
    store: PackStore | None = None
    last_good: bool = False
    last_end: str = ""
    operator_files: OperatorFiles = field(default_factory=OperatorFiles)
    hours: Hours = field(default_factory=Hours)
    folders: tuple[Path, ...] = ()
    window: str = "Main"
    clock: Callable[[], float] = monotonic
    wall: Callable[[], datetime] = LOCAL_TIME


class Kiosk(QObject):
    """The running program: views, engine and window, and the pack on its way to them."""

    def __init__(self, options: Options, more: Mapping[str, QObject] | None = None) -> None:
        """Prepare the window; `more` are further views that it needs, by the names of its properties."""
        super().__init__()
        self.options = options
        widths = needed_widths(max(*(options.size or QGuiApplication.primaryScreen().size().toTuple())))
        assets = load_assets(paths.resources(), CompiledCache(options.cache / "compiled"))
        if options.store is not None and options.size is None:
            options.store.note_screen(widths)
        selector = PackSelector(assets, options.cache, widths, options.pack, options.store)
        if options.last_good:
            selector.pass_over_live()
        self._pack_service = PackService(selector, options.store)
        self._folders = DataFolderWatch(options.folders)

        self.stage = StageView(
            assets.theme,
            paths.resources() / "pictures",
            Hardware(options.diagonal or _diagonal(), options.moving, options.accelerated, options.audible),
            qml_folders(),
        )
        self._connect_pack_service()
        self.pack = PackView(assets.words, LANGUAGES)
        rules = Rules(options.times, Outline(languages=LANGUAGES))
        now = options.clock()
        self.session = SessionView(begin(rules, now), rules, options.clock)
        self.attract = AttractView(self.session, options.wall)
        self.search = SearchView(self.session, self.pack)
        self._writer = BackgroundQueue()
        self.polls = PollView(self.session, self._writer, options.journal, moments(options.wall))
        self._recorder: VisitRecorder | None = None
        if options.records is not None:
            wall = moments(options.wall)
            self._recorder = VisitRecorder(self.session, self._writer, options.records, options.journal, wall)
        switcher_deps = SwitcherDeps(self.stage, self.pack, self.search, assets.theme, self._recorder)
        self._switcher = PackSwitcher(self.session, self._pack_service, switcher_deps, self._writer)
        self.renewal = Renewal(self.session, self.stage, self._pack_service, self._switcher, self._use)
        self.opening_hours = OpeningHoursController(self.session, self.stage, options.hours, options.wall)
        self.opening_hours.look()
        operator_deps = OperatorDeps(
            *(self.pack, self._writer, options.store, self.opening_hours, options.journal, options.wall),
            PackDeps(lambda: self._pack_service.on_screen, self._switcher.look_at),
            coming=self.coming,
            lost=self.lost,
        )
        self.operator = OperatorView(self.session, options.operator_files, operator_deps)
        self._follow_language()
        # Before the screens are created, so that they are created once: in attract, with their content.
        recalled = self._pack_service.start(options.last_end)
        if recalled is None:
            self.session.dispatch(actions.BreakDown(now, "getting ready"))
        else:
            self._use(self._pack_service.wanted, recalled)
        self.engine = QQmlApplicationEngine()
        self.engine.setNetworkAccessManagerFactory(NoNetwork.shared())
        self.engine.addImportPath(str(paths.qml()))
        views: dict[str, QObject] = {
            "session": self.session,
            "pack": self.pack,
            "stage": self.stage,
            "operator": self.operator,
            "attract": self.attract,
            "composer": Composer(self.engine),
            "polls": self.polls,
            "search": self.search,
        }
        self.engine.setInitialProperties(views | dict(more or {}))
        self.engine.loadFromModule("Kiosk.Screens", options.window)
        if not self.engine.rootObjects():
            raise RuntimeError("the screens could not be loaded; the lines above say why")
        self.window = cast("QQuickWindow", self.engine.rootObjects()[0])
        self._collection = ResetCollection(self.session, self.engine)
        self._watching = False

    def _connect_pack_service(self) -> None:
        self.coming = self._pack_service.late.coming
        self._pack_service.arrived.connect(self._use)
        self._pack_service.listed.connect(self._folders.look_at_list)
        self._pack_service.progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)
        self._pack_service.late.delayed.connect(self.stage.delay)
        self._pack_service.late.progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)

    def show(self) -> None:
        """Show the window: in attract if the pack was compiled before, else on "getting ready" until it is."""
        self._watching = True
        self.window.frameSwapped.connect(self._see_frame, Qt.ConnectionType.QueuedConnection)
        if self.stage.preparing:
            self._pack_service.fetch()
        self._pack_service.watch()
        self._folders.begin()
        if self.options.size:
            self.window.resize(QSize(*self.options.size))
            self.window.show()
        else:
            # Without a window manager nothing else makes the window as large as the screen.
            self.window.setGeometry(self.window.screen().geometry())
            self.window.setFlag(Qt.WindowType.FramelessWindowHint)
            self.window.showFullScreen()

    def _see_frame(self) -> None:
        if self._watching and self.session.state.phase is not Phase.OUT_OF_SERVICE:
            self._look_away()
            log.info(FIRST_FRAME)
            if self._recorder is not None:
                self._recorder.begin()

    def _look_away(self) -> None:
        if self._watching:
            self._watching = False
            self.window.frameSwapped.disconnect(self._see_frame)

    def close(self) -> None:
        """Take everything down in the order that Qt needs: the engine before the objects it reads."""
        self._look_away()
        self.window.setProperty("mayClose", True)
        self.window.close()
        self._pack_service.close()
        self._folders.close()
        self.opening_hours.close()
        self.operator.close()
        if self._recorder is not None:
            self._recorder.close()
        self._writer.close()
        self.session.close()
        self._collection.close()
        del self.window
        shiboken6.delete(self.engine)

    def _follow_language(self) -> None:
        self.session.watch(lambda *_: self._read())
        self.operator.changed.connect(self._read)
        self._read()

    @Slot()
    def _read(self) -> None:
        """Draw text in the language of the current user: the visitor or the operator."""
        state = self.session.state
        operators = str(self.operator.language) if state.phase is Phase.SERVICE else ""
        self.stage.read_in(operators or state.settings.language)

    def folder(self) -> Path:
        """Return the folder of the pack on the screen, or on its way there."""
        return self._pack_service.on_screen.folder.resolve()

    def lost(self) -> list[Message]:
        """Return messages for staff about lost folders of this device and about the withdrawal list."""
        return self._folders.told()

    def reload(self) -> None:
        """Read the shown pack again and handle it like any other."""
        self._pack_service.fetch()

    def _progress(self, done: float, total: int) -> None:
        self.stage.prepare(done / max(1, total))

    def _use(self, pack_ref: PackRef, loaded_pack: LoadedPack) -> None:
        """Take a pack that is ready: at once if no visitor is there, else at the reset."""
        for complaint in for_the_log(loaded_pack.complaints):
            log.log(logging.ERROR if complaint.grave else logging.WARNING, "%s", complaint.text)
        if loaded_pack.note:
            log.warning("%s", loaded_pack.note)
        if loaded_pack.values is None or loaded_pack.outline is None:
            if loaded_pack.blind:
                self.stage.finish()
                self.session.dispatch(actions.BreakDown(self.session.now(), "what was withdrawn cannot be read"))
                return
            log.error("The pack %s cannot be shown.", pack_ref.folder)
            if loaded_pack.passing:
                self._pack_service.retry()
            if not self._pack_service.give_up(pack_ref, "unready" if loaded_pack.passing else "unfit"):
                self._make_do(BUSY if loaded_pack.passing else FAULTY)
            return
        self.stage.finish()
        self._switcher.take(pack_ref, loaded_pack, loaded_pack.outline)

    def _make_do(self, reason: str) -> None:
        """Keep the pack on the screen as nothing else can be shown; without one, go out of service."""
        self.stage.finish()
        if self.session.state.outline.pack:
            log.error("The pack that is shown stays on the screen.")
        else:
            self.session.dispatch(actions.BreakDown(self.session.now(), reason))

    def edit(self, loaded_pack: LoadedPack) -> None:
        """Show a pack as its author has saved it, at the place in view; one with errors is not shown."""
        self.stage.finish()
        if loaded_pack.outline is not None:
            self._switcher.edit(loaded_pack, loaded_pack.outline)


def make_application() -> QGuiApplication:
    """Return the one application object. Qt writes its own messages to stderr.

    A Python message handler would deadlock the kiosk: Qt opens QML files and films in its own threads, and the main
    thread waits for them while it holds the interpreter lock that the handler needs.
    """
    give_pictures_back()
    os.environ.setdefault("QT_MESSAGE_PATTERN", "Qt: %{message}")
    # Per-file messages and missing optional libraries are silenced; the player reports a film that fails.
    QLoggingCategory.setFilterRules("qt.multimedia*=false")
    existing = QGuiApplication.instance()
    application = existing if isinstance(existing, QGuiApplication) else QGuiApplication(["yi-kiosk"])
    application.setApplicationName("yi-kiosk")
    application.setDesktopFileName("yi-kiosk")
    return application


def _diagonal() -> float:
    """Return the primary screen's diagonal in inches, 0 where it reports no plausible one."""
    size = QGuiApplication.primaryScreen().physicalSize()
    inches = (size.width() ** 2 + size.height() ** 2) ** 0.5 / 25.4
    return inches if 10 <= inches <= 120 else 0.0
