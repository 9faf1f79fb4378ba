"""Pack switcher: the pack in use, the next one, and one that the operator only previews."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from kiosk.packs.pack_loader import LoadedPack
from kiosk.packs.store.pack_selector import PackRef
from kiosk.packs.view_data import Value
from kiosk.runtime.background_queue import BackgroundQueue
from kiosk.runtime.pack_service import PackService
from kiosk.runtime.visit_recorder import VisitRecorder
from kiosk.session import actions, operator_actions
from kiosk.session.live_reload import PackEdited
from kiosk.session.outline import Outline
from kiosk.session.phases import Phase
from kiosk.session.state import State
from kiosk.view.pack_view import PackView
from kiosk.view.search_view import SearchView
from kiosk.view.session_view import SessionView
from kiosk.view.stage_view import StageView


class ShownPack(NamedTuple):
    """A pack that is on the screen, or may come onto it."""

    outline: Outline
    pack_ref: PackRef
    loaded_pack: LoadedPack


class SwitcherDeps(NamedTuple):
    """What a pack is shown with. `theme` is the product's own; `recorder` is None where no visits are recorded."""

    stage: StageView
    pack: PackView
    search: SearchView
    theme: Value
    recorder: VisitRecorder | None


class PackSwitcher:
    """Passes packs to the session, and shows those that the session takes."""

    def __init__(
        self, session: SessionView, pack_service: PackService, deps: SwitcherDeps, writer: BackgroundQueue
    ) -> None:
        self._session = session
        self._pack_service = pack_service
        self._deps = deps
        self._writer = writer
        self._coming: ShownPack | None = None
        self._shown: ShownPack | None = None
        self._looked_at: ShownPack | None = None
        session.watch(self._follow)

    def take(self, pack_ref: PackRef, loaded_pack: LoadedPack, outline: Outline) -> None:
        """Take a pack into use: at once if no visitor is there, else at the reset."""
        self._coming = ShownPack(outline, pack_ref, loaded_pack)
        self._offer(outline)

    def edit(self, loaded_pack: LoadedPack, outline: Outline) -> None:
        """Show a pack as its author has saved it, at the place in view."""
        self._coming = ShownPack(outline, self._pack_service.wanted, loaded_pack)
        if self._session.state.phase is Phase.OUT_OF_SERVICE:
            self._offer(outline)
        else:
            self._session.dispatch(PackEdited(self._session.now(), outline))

    def renew(self, pack_ref: PackRef, loaded_pack: LoadedPack, outline: Outline) -> None:
        """Show the pack on the screen again after a withdrawal: at once, even if a visitor is there."""
        if self._session.state.phase is Phase.PREVIEW:
            self._session.dispatch(operator_actions.EndPreview(self._session.now()))
        self._looked_at = None
        self._coming = ShownPack(outline, pack_ref, loaded_pack)
        if self._session.state.phase is Phase.OUT_OF_SERVICE:
            self._offer(outline)
        else:
            self._session.dispatch(PackEdited(self._session.now(), outline))

    @property
    def obeys(self) -> str | None:
        """The mark of what was withdrawn when the shown pack was prepared; None where there is no pack."""
        show = self._looked_at or self._shown
        return show.loaded_pack.obeys if show is not None else None

    def look_at(self, place: str, then: Callable[[bool], None]) -> None:
        """Show the operator an installed pack that is not in use; `then` receives whether it can be shown."""
        pack_ref = self._pack_service.at(place)
        recalled = pack_ref.recall() if pack_ref.place == place else LoadedPack()
        present = partial(self._present, pack_ref, then)
        if recalled is None:
            self._writer.write(partial(self._pack_service.make, pack_ref), present)
        else:
            present(recalled)

    def _present(self, pack_ref: PackRef, then: Callable[[bool], None], loaded_pack: LoadedPack | None) -> None:
        outline = loaded_pack.outline if loaded_pack is not None else None
        if loaded_pack is None or outline is None:
            then(False)
            return
        if not pack_ref.provider.obeyed(loaded_pack):
            self.look_at(pack_ref.place, then)
            return
        self._looked_at = ShownPack(outline, pack_ref, loaded_pack)
        self._session.dispatch(operator_actions.PreviewPack(self._session.now(), outline))
        then(True)

    def _offer(self, outline: Outline) -> None:
        self._session.dispatch(actions.PackReady(self._session.now(), outline))
        self._session.dispatch(actions.Repaired(self._session.now()))

    def _follow(self, before: State, _: actions.Action, after: State) -> None:
        """Show another pack, once the session takes it and before anything of it is drawn."""
        if after.outline is before.outline:
            return
        known = (self._coming, self._looked_at, self._shown)
        show = next((each for each in known if each is not None and each.outline is after.outline), None)
        if show is None:
            return
        values = show.loaded_pack.values or {}
        self._deps.stage.dress(show.loaded_pack.theme or self._deps.theme, show.outline.languages)
        self._deps.pack.show(values)
        self._deps.search.use(show.loaded_pack.search)
        if show is not self._looked_at:
            self._looked_at = None
        if show is self._coming:
            self._coming, self._shown = None, show
            if self._deps.recorder is not None:
                self._deps.recorder.use(show.outline.pack, values)
            self._pack_service.shown(show.pack_ref, show.loaded_pack)
