"""Renewal of the screen after a withdrawal: at once if the pack is ready without it, else nothing is shown."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from kiosk.device.withdrawal_list import known_withdrawals
from kiosk.packs.pack_loader import LoadedPack
from kiosk.packs.store.pack_selector import PackRef
from kiosk.runtime.pack_service import PackService
from kiosk.runtime.pack_switcher import PackSwitcher
from kiosk.session.actions import BreakDown
from kiosk.session.phases import Phase
from kiosk.view.session_view import SessionView
from kiosk.view.stage_view import StageView

log = logging.getLogger("kiosk")

UNKNOWN = "?"
# The operator's screens behind the PIN hide the pack as well, and must not be disturbed.
_UNSEEN = frozenset({Phase.SERVICE, Phase.OUT_OF_SERVICE})


class Renewal(QObject):
    """Shows the pack on the screen again where something else is withdrawn."""

    def __init__(
        self,
        session: SessionView,
        stage: StageView,
        pack_service: PackService,
        switcher: PackSwitcher,
        fail: Callable[[PackRef, LoadedPack], None],
    ) -> None:
        """`fail` is called with a pack that cannot be shown any more."""
        super().__init__()
        self._fail = fail
        self._session = session
        self._stage = stage
        self._switcher = switcher
        self._overdue = False
        pack_service.renewed.connect(self._renew)
        pack_service.overdue.connect(self._hide)
        session.changed.connect(self._stay_hidden)

    def obeys(self) -> str:
        """Return the mark of what was withdrawn when the shown pack was prepared; "" for nothing.

        UNKNOWN while attract awaits another scene: until then the previous one is in view.
        """
        obeys, state = self._switcher.obeys, self._session.state
        if obeys is not None and state.phase is not Phase.OUT_OF_SERVICE:
            return obeys if state.phase is not Phase.ATTRACT or state.loop.coming is None else UNKNOWN
        listed = known_withdrawals()
        return listed.mark if listed is not None else ""

    def is_outdated(self) -> bool:
        """Return whether withdrawals changed since the shown pack was prepared, or that is unknown."""
        listed = known_withdrawals()
        return listed is None or (self._switcher.obeys or "") != listed.mark

    @Slot(object, object)
    def _renew(self, pack_ref: PackRef, loaded_pack: LoadedPack) -> None:
        self._overdue = False
        if loaded_pack.values is None or loaded_pack.outline is None:
            self._session.dispatch(BreakDown(self._session.now(), "the pack has errors"))
            self._fail(pack_ref, loaded_pack)
            return
        self._stage.finish()
        self._switcher.renew(pack_ref, loaded_pack, loaded_pack.outline)

    @Slot()
    def _hide(self) -> None:
        log.warning("The pack takes long to be made ready without what was withdrawn; until then nothing is shown.")
        self._overdue = True
        self._stay_hidden()

    @Slot()
    def _stay_hidden(self) -> None:
        if self._overdue and self._session.state.phase not in _UNSEEN:
            self._stage.await_pack()
            self._session.dispatch(BreakDown(self._session.now(), "getting ready"))
