"""The packs of this device for the operator: preview, use, roll back, remove, install from a stick."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.packs.store.pack_store import PackStore
from kiosk.packs.view_data import Value
from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.runtime.pack_switcher import PackSwitcher
from kiosk.session import operator_actions
from kiosk.session.phases import Phase
from kiosk.view.session_view import SessionView
from kiosk.view.store_task import OperatorSpeech, StoreTask

if TYPE_CHECKING:
    from kiosk.packs.store.comparison import Comparison
    from kiosk.packs.store.index import Installed, StoreIndex

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PacksView(QObject):
    """`stage`: list, working, refused or chosen; `rows` of the list, or `missing`, why there is none.

    `chosen` is the selected pack, `notice` the result of the last action; `back` the pack that one touch returns to.
    """

    changed = Signal()

    def __init__(
        self,
        session: SessionView,
        store: PackStore | None,
        talk: OperatorSpeech,
        switcher: PackSwitcher,
        queue: BackgroundQueue,
    ) -> None:
        super().__init__()
        self._session = session
        self._store = store
        self._talk = talk
        self._switcher = switcher
        self._task = StoreTask(store, talk)
        self._task.changed.connect(self.changed)
        self._task.worked.connect(self._hold)
        self._task.finished.connect(self._take_up)
        self._queue = queue
        self._store_index: StoreIndex | None = None
        self._broken: dict[str, str] = {}
        self._turn_to(None)
        session.authenticatedChanged.connect(self._follow)

    def _turn_to(self, place: str | None, notice: str = "") -> None:
        self._place = place
        self._notice = notice
        self._comparison: Comparison | None = None

    @Slot()
    def retell(self) -> None:
        """Show everything again in another language."""
        self._task.changed.emit()

    def close(self) -> None:
        """Stop what is running."""
        self._task.stop()

    @Slot()
    def look(self) -> None:
        """Read the installed packs again."""
        if self._store is not None:
            from kiosk.device.errors import RefusedError
            from kiosk.operator.bilingual import both

            self._broken = {}
            try:
                self._store_index = self._store.store_index()
            except RefusedError as refused:
                self._store_index, self._broken = None, both(refused.message)
        self.changed.emit()

    @Slot(str)
    def choose(self, place: str) -> None:
        """Show the details of an installed pack; "" is the built-in one."""
        self._turn_to(place)
        if (pack := self._pack()) is not None and self._store is not None:
            from kiosk.packs.store.comparison import compare

            job = partial(compare, self._store.pack_folder(pack), self._switcher.source.folder)
            self._queue.write(job, partial(self._take_comparison, place))
        self.changed.emit()

    @Slot(str)
    def take(self, file: str) -> None:
        """Check an archive and install it aside: the live pack stays."""
        self._turn_to(None)
        self._task.send("take", file)

    @Slot()
    def leave(self) -> None:
        """Go back to the list; running work is stopped, and leaves nothing behind."""
        self._turn_to(None)
        self._task.stop()
        self.look()

    @Slot()
    def preview(self) -> None:
        """Show the chosen pack on this screen, to the operator alone."""
        if self._place is not None:
            self._switcher.preview(self._place, self._arrive)

    @Slot()
    def endPreview(self) -> None:
        """Return to the operator menu."""
        self._session.dispatch(operator_actions.EndPreview(self._session.now()))

    @Slot()
    def use(self) -> None:
        """Take the chosen pack into use; it appears once the operator leaves."""
        if self._session.state.phase is Phase.PREVIEW:
            self.endPreview()
        if (pack := self._pack()) is not None:
            self._task.send("use", pack.id, self._version(pack))

    @Slot()
    def takeBack(self) -> None:
        """Take the previous pack into use again."""
        self._task.send("back")

    @Slot()
    def remove(self) -> None:
        """Remove the chosen pack from this device."""
        if (pack := self._pack()) is not None:
            self._task.send("remove", pack.id, self._version(pack))

    @Slot(str, str)
    def _take_up(self, verb: str, place: str) -> None:
        """Show the result of a finished store task."""
        self.look()
        if verb == "remove":
            self.leave()
            return
        self.choose(place)
        self._notice = "pack-checked" if verb == "take" else "pack-used"

    @Slot()
    def _hold(self) -> None:
        self._session.dispatch(operator_actions.Worked(self._session.now()))

    def _take_comparison(self, place: str, found: Comparison | None) -> None:
        from kiosk.packs.store.comparison import Comparison

        if place == self._place:
            self._comparison = found or Comparison()
            self.changed.emit()

    def _arrive(self, well: bool) -> None:
        self._notice = "" if well else "pack-look-fails"
        self.changed.emit()

    @Slot(bool)
    def _follow(self, authenticated: bool) -> None:
        """Stop all work once the operator leaves."""
        if not authenticated:
            self._turn_to(None)
            self._task.stop()

    def _pack(self) -> Installed | None:
        return self._store_index.at(self._place) if self._store_index is not None and self._place else None

    def _version(self, pack: Installed) -> str:
        from kiosk.packs.store.versions import version_of

        return version_of(pack, self._store_index) if self._store_index is not None else pack.version

    def _stage(self) -> str:
        if self._task.standing != "idle":
            return self._task.standing
        return "list" if self._place is None else "chosen"

    def _rows(self) -> list[Value]:
        from kiosk.operator.pack_rows import installed_rows

        phrases = self._talk.phrases()
        return (
            list(installed_rows(self._store_index, self._talk.language(), phrases))
            if self._store_index is not None and phrases
            else []
        )

    def _missing(self) -> str:
        phrases = self._talk.phrases()
        if self._store is None:
            return phrases.get("packs-fixed", "")
        return phrases.say("packs-broken", why=self._talk.says(self._broken)) if self._broken and phrases else ""

    def _back(self) -> str:
        from kiosk.operator.pack_rows import called

        if self._store_index is None or not self._store_index.before:
            return ""
        before = self._store_index.at(self._store_index.before[0])
        return (
            called(before, self._talk.language(), self._store_index)
            if before is not None
            else self._talk.phrases().get("pack-built-in", "")
        )

    def _chosen(self) -> Value:
        from kiosk.operator.pack_rows import Chosen, chosen
        from kiosk.packs.store.stored_warnings import read_remarks

        phrases = self._talk.phrases()
        if self._place is None or self._store_index is None or not phrases:
            return {}
        remarks = read_remarks(self._store.folder / self._place) if self._store is not None else None
        wanted = Chosen(self._place, remarks=remarks)
        if (found := self._comparison) is not None:
            differs = asdict(found.difference) if found.difference is not None else {}
            wanted = Chosen(self._place, differs, remarks, found.left_out)
        return chosen(self._store_index, wanted, self._talk.language(), phrases)

    def _own_notice(self) -> str:
        return self._talk.phrases().get(self._notice, "")

    def _own_task(self) -> StoreTask:
        return self._task

    stage = Property(str, _stage, notify=changed)
    rows = Property(list, _rows, notify=changed)
    missing = Property(str, _missing, notify=changed)
    back = Property(str, _back, notify=changed)
    chosen = Property(dict, _chosen, notify=changed)
    notice = Property(str, _own_notice, notify=changed)
    task = Property(StoreTask, _own_task, constant=True)
