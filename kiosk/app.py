"""The composition root: makes the visitors' program, what keeps it running, and the preview; knows every layer."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import hypot
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, cast

import shiboken6
from PySide6.QtCore import QLoggingCategory, QObject, QSize, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

import kiosk.view.film_surface  # noqa: F401  registers its type for QML
from kiosk import paths
from kiosk.content.device_defaults import MM_PER_INCH
from kiosk.device.clock import LOCAL_TIME, moments
from kiosk.device.malloc_tuning import give_pictures_back
from kiosk.device.network_block import block_network, create_types
from kiosk.device.settings import Hours, Records, Settings
from kiosk.device.signals import quit_on_signal
from kiosk.device.systemd_notify import Tell
from kiosk.media.rendition_widths import needed_widths
from kiosk.operator.operator_files import OperatorFiles
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.hall_blocks import qml_folders
from kiosk.packs.product_assets import load_assets
from kiosk.packs.store.pack_selector import PackSelector
from kiosk.packs.store.pack_store import PackStore
from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.runtime.data_folder_watch import DataFolderWatch
from kiosk.runtime.first_frame import FirstFrame
from kiosk.runtime.gc_control import let_go
from kiosk.runtime.opening_hours_controller import OpeningHoursController
from kiosk.runtime.pack_switcher import PackSwitcher, PackViews
from kiosk.runtime.reset_collection import ResetCollection
from kiosk.runtime.visit_recorder import VisitRecorder
from kiosk.session.outline import Outline
from kiosk.session.phases import Phase
from kiosk.session.state import begin
from kiosk.session.timeouts import Rules, Times
from kiosk.view.attract_view import AttractView
from kiosk.view.composer_view import Composer
from kiosk.view.keys_view import KeysView
from kiosk.view.operator_view import OperatorDeps, OperatorView
from kiosk.view.pack_view import PackView
from kiosk.view.polls_view import PollView
from kiosk.view.search_view import SearchView
from kiosk.view.session_view import SessionView
from kiosk.view.stage_view import Hardware, StageView

if TYPE_CHECKING:
    from kiosk.runtime.preview_updater import PreviewOptions
    from kiosk.services import Services

log = logging.getLogger("kiosk")

FIRST_FRAME = "The first screen is drawn; a touch begins."
LANGUAGES = ("zh", "en")
FOREVER = 1_000_000.0  # seconds; a writer who turns away for long finds the same page again
SHARE_OF_SCREEN = 0.88  # that the preview's window takes at most


@dataclass(frozen=True, slots=True)
class Options:
    """Options of one start. `size` in px, None for the whole screen; `diagonal` in inches, 0 to ask the screen.

    `store` holds the installed packs; `pack` is shown without a store, or where every pack in it fails. `last_good`:
    begin with the pack that was live before the live one. `last_end`: how the previous run ended, as the launcher
    reports it. `operator_files`: the operator's files. `records`: what the journal keeps besides votes; None for votes
    alone, in runs without visitors.
    `lower_edge`: how high above the floor the screen begins, in mm; below 0 where nobody said. `text_size`, in per
    cent, is the one in which each session begins.
    `keys`: what device.yaml makes of keys, by their numbers in `Qt.Key`.
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
    keys: Mapping[int, str] = field(default_factory=dict)
    lower_edge: float = -1.0
    text_size: int = 100
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
        self.folders = DataFolderWatch(options.folders)
        self.stage = StageView(
            assets.theme,
            paths.resources() / "pictures",
            Hardware(
                options.diagonal or _diagonal(),
                options.moving,
                options.accelerated,
                options.audible,
                options.lower_edge,
            ),
            qml_folders(),
        )
        self.pack = PackView(assets.words, LANGUAGES)
        rules = Rules(options.times, Outline(languages=LANGUAGES), options.text_size)
        self.session = SessionView(begin(rules, options.clock()), rules, options.clock)
        self.attract = AttractView(self.session, options.wall)
        self.search = SearchView(self.session, self.pack)
        self.keys = KeysView(self.session, options.keys)
        self._writer = BackgroundQueue()
        self.polls = PollView(self.session, self._writer, options.journal, moments(options.wall))
        self._recorder: VisitRecorder | None = None
        if options.records is not None:
            wall = moments(options.wall)
            self._recorder = VisitRecorder(self.session, self._writer, options.records, options.journal, wall)
        pack_views = PackViews(self.stage, self.pack, self.search, self._recorder)
        self.switcher = PackSwitcher(self.session, selector, options.store, pack_views, self._writer)
        self.switcher.list_changed.connect(self.folders.look_at_list)
        self.opening_hours = OpeningHoursController(self.session, self.stage, options.hours, options.wall)
        self.opening_hours.look()
        operator_deps = OperatorDeps(
            *(self.pack, self._writer, options.store, self.opening_hours, options.journal, options.wall),
            switcher=self.switcher,
            folders=self.folders,
        )
        self.operator = OperatorView(self.session, options.operator_files, operator_deps)
        self._follow_language()
        # Before the screens are created, so that they are created once: in attract, with their content.
        self.switcher.start(options.last_end)
        self.engine = QQmlApplicationEngine()
        block_network(self.engine)
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
            "keys": self.keys,
        }
        self.engine.setInitialProperties(views | dict(more or {}))
        self.engine.loadFromModule("Kiosk.Screens", options.window)
        if not self.engine.rootObjects():
            raise RuntimeError("the screens could not be loaded; the lines above say why")
        self.window = cast("QQuickWindow", self.engine.rootObjects()[0])
        self._collection = ResetCollection(self.session, self.engine)
        self._first_frame = FirstFrame(self.window, lambda: self.session.state.phase is not Phase.OUT_OF_SERVICE)
        self._first_frame.passed.connect(self._serve)

    def show(self) -> None:
        """Show the window: in attract if the pack was compiled before, else on "getting ready" until it is."""
        self.switcher.begin()
        self.folders.begin()
        if self.options.size:
            self.window.resize(QSize(*self.options.size))
            self.window.show()
        else:
            # Without a window manager nothing else makes the window as large as the screen.
            self.window.setGeometry(self.window.screen().geometry())
            self.window.setProperty("frameless", True)
            self.window.showFullScreen()

    @Slot()
    def _serve(self) -> None:
        log.info(FIRST_FRAME)
        create_types(self.engine)
        if self._recorder is not None:
            self._recorder.begin()

    def close(self) -> None:
        """Take everything down in the order that Qt needs: the engine before the objects it reads."""
        self._first_frame.close()
        self.window.setProperty("mayClose", True)
        self.window.close()
        self.switcher.close()
        self.folders.close()
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
        self.session.phaseChanged.connect(self._read)
        self.session.languageChanged.connect(self._read)
        self.operator.changed.connect(self._read)
        self._read()

    @Slot()
    def _read(self) -> None:
        """Draw text in the language of the current user: the visitor or the operator."""
        state = self.session.state
        operators = str(self.operator.language) if state.phase is Phase.OPERATOR else ""
        self.stage.read_in(operators or state.settings.language)


class Preview:
    """A kiosk in a writer's window, which is updated at each save of the pack."""

    def __init__(self, options: PreviewOptions) -> None:
        # The visitors' program starts without all that a writer needs.
        from kiosk.device.message_catalog import catalogue
        from kiosk.runtime.preview_updater import PreviewUpdater
        from kiosk.view.preview_view import PreviewView

        self._screen = options.screen
        self._scratch = Path(tempfile.mkdtemp(prefix="yi-kiosk-"))
        self.view = PreviewView(options.pack.resolve().name, options.screen, catalogue(options.staff_language))
        kiosk_options = Options(
            options.pack,
            (options.screen.width, options.screen.height),
            options.screen.inches,
            Times(idle=FOREVER, eased_idle=FOREVER),
            moving=options.moving,
            accelerated=options.accelerated,
            audible=True,
            cache=options.cache,
            # A vote in the preview is nobody's vote.
            journal=self._scratch / "journal.sqlite",
            window="PreviewWindow",
        )
        self.kiosk = Kiosk(kiosk_options, {"preview": self.view})
        parts = (self.kiosk.session, self.kiosk.stage, self.kiosk.switcher, self.view)
        self.updater = PreviewUpdater(options, *parts)

    def show(self) -> None:
        """Show the window, as large as fits on this screen, and follow the folder from now on."""
        room = QGuiApplication.primaryScreen().availableSize() * SHARE_OF_SCREEN
        from PySide6.QtCore import Qt

        size = QSize(self._screen.width, self._screen.height)
        self.kiosk.window.resize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        self.kiosk.window.show()
        self.updater.start()

    def close(self) -> None:
        """Stop following, and take everything down."""
        self.updater.close()
        self.kiosk.close()
        shutil.rmtree(self._scratch, ignore_errors=True)


def run(options: Options, settings: Settings, tell: Tell | None, config: Path | None, control: Path | None) -> int:
    """Show the kiosk, and keep it running, until it is asked to stop; return the exit code. See `Services`.

    The caller holds the garbage collector (`gc_control.hold`), and is released from it after the first frame.
    """
    application = make_application()
    kiosk = Kiosk(options)
    services: list[Services] = []

    def begin() -> None:
        let_go()
        # Their imports and sockets would delay the first frame, which needs none of them.
        from kiosk.services import Services

        services.append(Services(kiosk, settings, tell, config=config, control=control))

    kiosk.show()
    first_frame = FirstFrame(kiosk.window)
    first_frame.passed.connect(begin)
    with quit_on_signal(application):
        code = application.exec()
    first_frame.close()
    for running in services:
        running.close()
    kiosk.close()
    return code


def run_preview(options: PreviewOptions) -> int:
    """Show a pack while it is written, until the window is closed; return the exit code."""
    application = make_application()
    preview = Preview(options)
    preview.show()
    with quit_on_signal(application):
        code = application.exec()
    preview.close()
    return code


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
    inches = hypot(size.width(), size.height()) / MM_PER_INCH
    return inches if 10 <= inches <= 120 else 0.0
