"""Withdrawal of a page or a picture by the operator: goes to it as a visitor does, and removes it for good."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.packs.store.pack_store import PackStore
from kiosk.packs.view_data import Value
from kiosk.runtime.pack_switcher import PackSwitcher
from kiosk.session import operator_actions
from kiosk.session.live_reload import number_in_files
from kiosk.session.phases import Phase, Screen
from kiosk.view.pack_view import PackView
from kiosk.view.session_view import SessionView
from kiosk.view.store_task import OperatorSpeech, StoreTask

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class WithdrawalView(QObject):
    """`stage`: idle, asked, working, refused or done. `finding`: the operator goes through the pack on the screen.

    `target` is what is in view there and can be withdrawn: its `name`, `title` and `kind`; empty where nothing can.
    `asked` is the selection, and `lines` the protocol of its withdrawal; `complete`: all of it was done.
    """

    changed = Signal()

    def __init__(
        self,
        session: SessionView,
        pack: PackView,
        store: PackStore | None,
        talk: OperatorSpeech,
        switcher: PackSwitcher,
    ) -> None:
        super().__init__()
        self._session = session
        self._pack = pack
        self._talk = talk
        self._switcher = switcher
        self._has_store = store is not None
        self._task = StoreTask(store, talk)
        self._task.changed.connect(self.changed)
        self._task.worked.connect(self._hold)
        self._task.finished.connect(self._finish)
        self._forget()
        session.phaseChanged.connect(self._end_finding)
        session.authenticatedChanged.connect(self._end)
        session.changed.connect(self.changed)

    def _forget(self) -> None:
        self._finding = False
        self._place = ""
        self._asked: Value = {}
        self._notice = ""
        self._is_done = False

    @Slot()
    def find(self) -> None:
        """Let the operator go through the pack on the screen, to the content to withdraw."""
        self._forget()
        self._place = self._switcher.source.install_path
        self._switcher.preview(self._place, self._arrive)

    @Slot()
    def ask(self) -> None:
        """Ask whether to withdraw the content in view, and end the preview."""
        self._asked = self._target()
        if self._asked:
            self._session.dispatch(operator_actions.EndPreview(self._session.now()))

    @Slot()
    def withdraw(self) -> None:
        """Withdraw the selection."""
        self._task.send("withdraw", str(self._asked["name"]), self._place)

    @Slot()
    def leave(self) -> None:
        """Go back to the list of packs. Entries in the withdrawal list stay."""
        self._task.stop()
        self._forget()
        self.changed.emit()

    def close(self) -> None:
        """Stop what is running."""
        self._task.stop()

    def _arrive(self, well: bool) -> None:
        self._finding = well
        self._notice = "" if well else "pack-look-fails"
        self.changed.emit()

    @Slot()
    def _hold(self) -> None:
        self._session.dispatch(operator_actions.Worked(self._session.now()))

    @Slot(str, str)
    def _finish(self, _verb: str, _place: str) -> None:
        self._is_done = True
        self.changed.emit()

    @Slot(object, object)
    def _end_finding(self, before: Phase, _after: Phase) -> None:
        if before is Phase.PREVIEW:
            self._finding = False

    @Slot(bool)
    def _end(self, authenticated: bool) -> None:
        if not authenticated:
            self._task.stop()
            self._forget()

    def _target(self) -> Value:
        state = self._session.state
        if not self._finding or state.phase is not Phase.PREVIEW:
            return {}
        place, outline = state.place, state.outline
        if place.screen is Screen.PANEL:
            page = self._pack.panel(place.panel)["pages"][place.page]
            return {"name": f"{place.panel}/{page['id']}", "kind": "page", "titles": page["title"]}
        if place.screen is Screen.VIEWER:
            pictures = self._pack.gallery(place.gallery)["pictures"]
            if place.picture < len(pictures):
                number = number_in_files(place.picture, outline.gone.get(place.gallery, ()))
                titles = pictures[place.picture]["title"]
                return {"name": f"{place.gallery}/{number + 1}", "kind": "picture", "titles": titles}
        return {}

    def _stage(self) -> str:
        if self._task.standing != "idle":
            return self._task.standing
        if self._is_done:
            return "done"
        return "asked" if self._asked and not self._finding else "idle"

    def _titled(self, target: Value) -> dict[str, Any]:
        titles = target.get("titles") or {}
        title = titles.get(self._talk.language()) or next(iter(titles.values()), "")
        return {"name": target["name"], "kind": target["kind"], "title": title} if target else {}

    def _lines(self) -> list[str]:
        return self._task.protocol if self._is_done else []

    def _is_complete(self) -> bool:
        return self._task.complete

    def _own_notice(self) -> str:
        return self._talk.phrases().get(self._notice, "")

    def _is_finding(self) -> bool:
        return self._finding

    def _in_view(self) -> dict[str, Any]:
        return self._titled(self._target())

    def _chosen(self) -> dict[str, Any]:
        return self._titled(self._asked)

    def _is_possible(self) -> bool:
        return self._has_store

    def _own_task(self) -> StoreTask:
        return self._task

    stage = Property(str, _stage, notify=changed)
    finding = Property(bool, _is_finding, notify=changed)
    target = Property(dict, _in_view, notify=changed)
    asked = Property(dict, _chosen, notify=changed)
    lines = Property(list, _lines, notify=changed)
    complete = Property(bool, _is_complete, notify=changed)
    notice = Property(str, _own_notice, notify=changed)
    possible = Property(bool, _is_possible, constant=True)
    task = Property(StoreTask, _own_task, constant=True)
