"""Pack switcher: loads packs, and brings them onto the screen when the session takes them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.device.withdrawal_list import known_withdrawals
from kiosk.packs.loaded_pack import LoadedPack, LoadFailure, log_excerpt
from kiosk.packs.pack_source import PackSource, until
from kiosk.packs.store import probation
from kiosk.packs.store.pack_selector import PackSelector
from kiosk.packs.store.pack_store import PackStore
from kiosk.packs.store.probation import Incident
from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.runtime.integrity_inspector import IntegrityInspector
from kiosk.runtime.late_pack import LatePack
from kiosk.runtime.loader_thread import LoaderThread
from kiosk.runtime.store_watch import StoreWatch
from kiosk.runtime.visit_recorder import VisitRecorder
from kiosk.session import actions, operator_actions
from kiosk.session.live_reload import PackEdited
from kiosk.session.outline import Outline
from kiosk.session.phases import Phase
from kiosk.view.pack_view import PackView
from kiosk.view.search_view import SearchView
from kiosk.view.session_view import SessionView
from kiosk.view.stage_view import StageView

log = logging.getLogger("kiosk")

OBEY_MS = 2_500  # from the notice of a withdrawal until the screen hides everything
RETRY_MS = 5 * 60_000  # after a pack could not be prepared for lack of time, memory or room

GETTING_READY = "getting ready"
FAULTY = "the pack has errors"
BUSY = "too busy, or too little memory or room, to make the pack ready; it is tried again in some minutes"
UNREADABLE = "what was withdrawn cannot be read"

UNKNOWN = "?"
# The operator's screens behind the PIN hide the pack as well, and must not be disturbed.
_UNSEEN = frozenset({Phase.OPERATOR, Phase.OUT_OF_SERVICE})


class PackViews(NamedTuple):
    """The views that a pack is shown with; `recorder` is None where no visits are recorded."""

    stage: StageView
    pack: PackView
    search: SearchView
    recorder: VisitRecorder | None


class PackSwitcher(QObject):
    """Keeps the wanted pack on the screen. The selector has the wanted and the shown pack; these are the others:
    the pending one, which the session has yet to take, and the one that the operator previews.

    A new pack comes at once if no visitor is there, else at the reset. Where something is withdrawn, or an installation
    restores what was lifted, the shown pack is loaded again and comes at once, even under a visitor's hand; where that
    takes too long, nothing is shown until then. `late` watches over a load. `list_changed`: see `StoreWatch`.
    """

    list_changed = Signal()

    def __init__(
        self,
        session: SessionView,
        selector: PackSelector,
        store: PackStore | None,
        views: PackViews,
        writer: BackgroundQueue,
    ) -> None:
        super().__init__()
        self._session = session
        self._selector = selector
        self._views = views
        self._writer = writer
        self._pending: LoadedPack | None = None
        self._previewed: LoadedPack | None = None
        self._must_load_again = False
        self._is_overdue = False  # what is withdrawn has been on the screen for too long
        self._is_failed = False  # the shown pack cannot be shown without what is withdrawn
        self._loading = ""
        self._overtaken = Event()
        self._loader = LoaderThread("loader")
        self._loader.loaded.connect(self._receive)
        self._reloader = LoaderThread("reloader")
        self._reloader.loaded.connect(self._receive_again)
        self.late = LatePack(selector)
        self.late.found.connect(self._take)
        self.late.delayed.connect(views.stage.delay)
        for each in (self._loader, self.late):
            each.progressed.connect(views.stage.prepare)
        self._loader.progressed.connect(self.late.note)
        self._watch = StoreWatch(selector)
        self._watch.list_changed.connect(self._follow_list)
        self._watch.files_restored.connect(self._follow_files)
        self._watch.live_changed.connect(self._follow_store)
        self._inspector = IntegrityInspector(selector, store) if store is not None else None
        if self._inspector is not None:
            self._inspector.damaged.connect(self._replace_damaged)
            self._inspector.discarded.connect(self.load)
        self._renewal = QTimer(self, singleShot=True, interval=0)
        self._renewal.timeout.connect(self._renew)
        self._patience = QTimer(self, singleShot=True, interval=OBEY_MS)
        self._patience.timeout.connect(self._hide)
        self._probation = QTimer(self, singleShot=True, interval=probation.GOOD_SECONDS * 1000)
        self._probation.timeout.connect(self._settle)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self._try_again)
        session.outlineChanged.connect(self._follow)

    # From the store to the session

    def start(self, last_end: str = "") -> None:
        """Show the first pack, as compiled before; where there is no such, "getting ready" until it is loaded."""
        self._watch.skip()
        cached = self._selector.select_first(last_end).load_cached()
        if cached is not None:
            self._take(cached)
        else:
            self._session.dispatch(actions.BreakDown(self._session.now(), GETTING_READY))

    def begin(self) -> None:
        """Load the first pack, unless it was compiled before, and follow the store from now on."""
        if self._views.stage.preparing:
            self.load()
        self._watch.start()

    @Slot()
    def load(self) -> None:
        """Load the wanted pack in a thread; one that is being loaded already is loaded again after that.

        The load of another one, which nobody waits for any more, is interrupted.
        """
        wanted = self._selector.wanted
        self._must_load_again = self._loader.is_running
        if not self._loader.is_running:
            self._loading = wanted.install_path
            self._overtaken.clear()
            self.late.begin()
            self._loader.start(lambda report: self._selector.load(wanted, until(self._overtaken, report)))
        elif self._loading != wanted.install_path:
            self._overtaken.set()

    def edit(self, loaded_pack: LoadedPack) -> None:
        """Show a pack as its author has saved it, at the place in view.

        One with errors is not shown; nothing is, if the shown one has what was withdrawn since.
        """
        shown = self._selector.shown
        self._views.stage.finish()
        if loaded_pack.outline is not None:
            self._show_now(loaded_pack, loaded_pack.outline)
        elif shown is not None and not shown.is_current:
            self._session.dispatch(actions.BreakDown(self._session.now(), FAULTY))

    def preview(self, install_path: str, then: Callable[[bool], None]) -> None:
        """Show the operator an installed pack that is not in use; `then` receives whether it can be shown."""
        source = self._selector.at(install_path)
        if source.install_path != install_path:
            then(False)
            return
        present = partial(self._present, source, then)
        cached = source.load_cached()
        if cached is None:
            self._writer.write(partial(self._selector.load, source, lambda *_: None), present)
        else:
            present(cached)

    def close(self) -> None:
        """End what is running; the kiosk exits in order. Packs still on their way are dropped."""
        self._watch.close()
        for timer in (self._renewal, self._probation, self._retry, self._patience):
            timer.stop()
        if self._inspector is not None:
            self._inspector.close()
        self._selector.end()
        self._loader.close()
        self._reloader.close()
        self.late.close()

    @property
    def source(self) -> PackSource:
        """The pack on the screen; while there is none, the wanted one."""
        shown = self._selector.shown
        return shown.source if shown is not None else self._selector.wanted

    def unkept_incidents(self) -> list[Incident]:
        """Return the incidents that the disk has not taken."""
        return self._selector.unkept()

    def obeyed(self) -> str:
        """Return the digest of the withdrawals that the screen obeys; "" where there are none.

        UNKNOWN while attract awaits another scene: until then the previous one is in view.
        """
        loaded_pack, state = self._previewed or self._selector.shown, self._session.state
        if loaded_pack is not None and state.phase is not Phase.OUT_OF_SERVICE:
            return loaded_pack.digest if state.phase is not Phase.ATTRACT or state.loop.coming is None else UNKNOWN
        withdrawals = known_withdrawals()
        return withdrawals.digest if withdrawals is not None else ""

    def _bring(self) -> None:
        """Bring the wanted pack, as compiled before; where there is no such, load it."""
        cached = self._selector.wanted.load_cached()
        if cached is None:
            self.load()
        else:
            self._take(cached)

    @Slot(object)
    def _receive(self, loaded_pack: LoadedPack) -> None:
        self.late.end()
        is_other = loaded_pack.source.install_path != self._selector.wanted.install_path
        is_overtaken = is_other or self._overtaken.is_set()
        is_wanted = loaded_pack.is_current and not is_overtaken
        again = self._must_load_again or not is_wanted
        # Requested faster than it is read, a sound pack would otherwise never come.
        if is_wanted and (loaded_pack.outline is not None or not again):
            self._take(loaded_pack)
        if again:
            self.load()

    @Slot(object)
    def _take(self, loaded_pack: LoadedPack) -> None:
        """Take a pack into use: at once if no visitor is there, else at the reset."""
        for line in log_excerpt(loaded_pack.log_lines):
            log.log(logging.ERROR if line.is_error else logging.WARNING, "%s", line.text)
        if loaded_pack.note:
            log.warning("%s", loaded_pack.note)
        if loaded_pack.outline is None:
            self._refuse(loaded_pack)
            return
        self._views.stage.finish()
        self._pending = loaded_pack
        self._offer(loaded_pack.outline)

    def _refuse(self, loaded_pack: LoadedPack) -> None:
        """Show another pack than one that cannot be shown."""
        if loaded_pack.failure is LoadFailure.UNREADABLE_LIST:
            self._views.stage.finish()
            self._session.dispatch(actions.BreakDown(self._session.now(), UNREADABLE))
            return
        log.error("The pack %s cannot be shown.", loaded_pack.source.folder)
        is_busy = loaded_pack.failure is LoadFailure.BUSY
        if is_busy:
            self._retry.start()
        if not self._give_up(loaded_pack.source, "unready" if is_busy else "unfit"):
            self._make_do(BUSY if is_busy else FAULTY)

    def _make_do(self, reason: str) -> None:
        """Keep the pack on the screen as nothing else can be shown; without one, go out of service."""
        self._views.stage.finish()
        if self._session.state.outline.pack and not self._is_failed:
            log.error("The pack that is shown stays on the screen.")
        else:
            self._session.dispatch(actions.BreakDown(self._session.now(), reason))

    def _give_up(self, source: PackSource, kind: str, file: str = "") -> bool:
        """Bring the pack before this one; return whether there is one."""
        before = self._selector.wanted
        instead = self._selector.give_up(source, kind, file)
        self._watch.skip()
        if instead is not None and instead is not before:
            self._bring()
        return instead is not None

    def _offer(self, outline: Outline) -> None:
        self._session.dispatch(actions.PackReady(self._session.now(), outline))
        self._session.dispatch(actions.Repaired(self._session.now()))

    def _show_now(self, loaded_pack: LoadedPack, outline: Outline) -> None:
        """Show a pack in place of the shown one, even if a visitor is there, at the same place."""
        self._pending = loaded_pack
        if self._session.state.phase is Phase.OUT_OF_SERVICE:
            self._offer(outline)
        else:
            self._session.dispatch(PackEdited(self._session.now(), outline))

    def _present(self, source: PackSource, then: Callable[[bool], None], loaded_pack: LoadedPack | None) -> None:
        if loaded_pack is None or loaded_pack.outline is None:
            then(False)
        elif not loaded_pack.is_current:
            self.preview(source.install_path, then)
        else:
            self._previewed = loaded_pack
            self._session.dispatch(operator_actions.PreviewPack(self._session.now(), loaded_pack.outline))
            then(True)

    # From the session to the screen

    @Slot()
    def _follow(self) -> None:
        """Show another pack, once the session takes it and before anything of it is drawn."""
        outline = self._session.state.outline
        known = (self._pending, self._previewed, self._selector.shown)
        loaded_pack = next((each for each in known if each is not None and each.outline is outline), None)
        if loaded_pack is None:
            return
        values = loaded_pack.values or {}
        self._views.stage.apply_theme(loaded_pack.theme, outline.languages)
        self._views.pack.show(values)
        self._views.search.use(loaded_pack.search)
        if loaded_pack is not self._previewed:
            self._previewed = None
        if loaded_pack is self._pending:
            self._pending = None
            if self._views.recorder is not None:
                self._views.recorder.use(outline.pack, values)
            self._note_shown(loaded_pack)

    def _note_shown(self, loaded_pack: LoadedPack) -> None:
        """Begin its probation; if withdrawals have changed since it was loaded, load it again."""
        shown = self._selector.shown
        is_same = shown is not None and shown.source is loaded_pack.source
        is_on_probation = self._selector.begin(loaded_pack)
        self._is_failed = False
        if not loaded_pack.is_current or loaded_pack.has_restored_files():
            self._renewal.start()
        self.late.see(loaded_pack)
        self._probation.stop()
        if is_on_probation:
            self._probation.start()
        if self._inspector is not None:
            self._inspector.schedule(soon=is_same)

    @Slot()
    def _settle(self) -> None:
        if self._selector.shown is not None:
            self._selector.settle(self._selector.shown.source)

    # Changes of the store and of the withdrawals

    @Slot()
    def _follow_store(self) -> None:
        before = self._selector.wanted
        if self._selector.select_live(again=True) is not before:
            self._bring()

    @Slot()
    def _follow_list(self) -> None:
        self.list_changed.emit()
        if not self._is_obeyed():
            self._renew()
        elif self._inspector is not None:
            self._inspector.hasten()

    @Slot()
    def _follow_files(self) -> None:
        if not self._reloader.is_running:
            self._renew()

    def _is_obeyed(self) -> bool:
        """Return whether the screen obeys the list and nothing is under way: the list may have been rewritten."""
        shown = self._selector.shown
        is_under_way = self._reloader.is_running or self._patience.isActive()
        return shown is not None and shown.is_current and not self._is_failed and not is_under_way

    @Slot()
    def _renew(self) -> None:
        """Load the shown pack again, beside any other load, and show it at once.

        The screen may stay as it is until then if it obeys all withdrawals: something was lifted.
        """
        shown = self._selector.shown
        if shown is None:
            self.load()
            return
        withdrawals = known_withdrawals()
        obeys = withdrawals is not None and shown.withdrawals is not None and shown.withdrawals.covers(withdrawals)
        if obeys and not self._is_failed:
            self._patience.stop()
        elif not self._patience.isActive():
            self._patience.start()
        cached = shown.source.load_cached()
        if cached is not None:
            self._receive_again(cached)
        elif not self._reloader.is_running:
            self._reloader.start(partial(self._selector.load, shown.source))

    @Slot(object)
    def _receive_again(self, loaded_pack: LoadedPack) -> None:
        shown = self._selector.shown
        if shown is None or loaded_pack.source is not shown.source or not loaded_pack.is_current:
            self._renew()
            return
        self._patience.stop()
        if self._is_overdue:
            self._is_overdue = False
            self._session.changed.disconnect(self._stay_hidden)
        if loaded_pack.outline is not None:
            self._views.stage.finish()
            if self._session.state.phase is Phase.PREVIEW:
                self._session.dispatch(operator_actions.EndPreview(self._session.now()))
            self._previewed = None
            self._show_now(loaded_pack, loaded_pack.outline)
        else:
            # Any change of the list may be the one that fixes it.
            self._is_failed = True
            self._session.dispatch(actions.BreakDown(self._session.now(), FAULTY))
            self._take(loaded_pack)
        # A pack that waited for a reset is brought again.
        if self._selector.wanted.install_path != self.source.install_path and not self._loader.is_running:
            self._bring()

    @Slot()
    def _hide(self) -> None:
        log.warning("The pack takes long to be made ready without what was withdrawn; until then nothing is shown.")
        if not self._is_overdue:
            self._is_overdue = True
            self._session.changed.connect(self._stay_hidden)
        self._stay_hidden()

    @Slot()
    def _stay_hidden(self) -> None:
        if self._session.state.phase not in _UNSEEN:
            self._views.stage.await_pack()
            self._session.dispatch(actions.BreakDown(self._session.now(), GETTING_READY))

    @Slot(object, str)
    def _replace_damaged(self, source: PackSource, file: str) -> None:
        self._give_up(source, "damaged", file)

    @Slot()
    def _try_again(self) -> None:
        """Load the live pack again, for which the machine was too busy."""
        if self._loader.is_running:
            self._retry.start()
            return
        live, shown = self._selector.select_live(again=True), self._selector.shown
        is_shown = shown is not None and bool(live.install_path) and live.install_path == shown.source.install_path
        if not is_shown:
            self._bring()
