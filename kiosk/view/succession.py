"""One pack after another on the screen: the one in use, one that comes, one that the operator only looks at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from kiosk.flow import actions, orders
from kiosk.flow.editing import PackEdited
from kiosk.flow.outline import Outline
from kiosk.flow.phase import Phase
from kiosk.flow.state import State
from kiosk.services.provision import Provision
from kiosk.services.showing import Value
from kiosk.services.store.supply import Parcel
from kiosk.view.delivery import Delivery
from kiosk.view.pack import PackView
from kiosk.view.recorder import Recorder
from kiosk.view.search import SearchView
from kiosk.view.session import SessionView
from kiosk.view.stage import StageView
from kiosk.view.writer import Writer


class Show(NamedTuple):
    """A pack that is on the screen, or may come onto it."""

    outline: Outline
    parcel: Parcel
    provision: Provision


class Stand(NamedTuple):
    """What a pack is shown by. `theme` is the product's own; `recorder` is None where no visits are recorded."""

    stage: StageView
    pack: PackView
    search: SearchView
    theme: Value
    recorder: Recorder | None


class Succession:
    """Tells the session what there is to be shown, and shows what the session takes."""

    def __init__(self, session: SessionView, delivery: Delivery, stand: Stand, writer: Writer) -> None:
        self._session = session
        self._delivery = delivery
        self._stand = stand
        self._writer = writer
        self._coming: Show | None = None
        self._shown: Show | None = None
        self._looked_at: Show | None = None
        session.watch(self._follow)

    def take(self, parcel: Parcel, provision: Provision, outline: Outline) -> None:
        """Take a pack into use: at once where nobody stands before the screen, else at the reset."""
        self._coming = Show(outline, parcel, provision)
        self._offer(outline)

    def edit(self, provision: Provision, outline: Outline) -> None:
        """Show a pack as who writes it has left it, at the place that is looked at."""
        self._coming = Show(outline, self._delivery.wanted, provision)
        if self._session.state.phase is Phase.OUT_OF_SERVICE:
            self._offer(outline)
        else:
            self._session.dispatch(PackEdited(self._session.now(), outline))

    def renew(self, parcel: Parcel, provision: Provision, outline: Outline) -> None:
        """Show the pack on the screen anew, since something is withdrawn: at once, whoever stands before it."""
        if self._session.state.phase is Phase.PREVIEW:
            self._session.dispatch(orders.EndPreview(self._session.now()))
        self._looked_at = None
        self._coming = Show(outline, parcel, provision)
        if self._session.state.phase is Phase.OUT_OF_SERVICE:
            self._offer(outline)
        else:
            self._session.dispatch(PackEdited(self._session.now(), outline))

    @property
    def obeys(self) -> str | None:
        """The mark of what was withdrawn when the pack on the screen was made ready; None where there is no pack."""
        show = self._looked_at or self._shown
        return show.provision.obeys if show is not None else None

    def look_at(self, place: str, then: Callable[[bool], None]) -> None:
        """Show the operator an installed pack that is not in use; `then` hears whether it can be shown."""
        parcel = self._delivery.at(place)
        recalled = parcel.recall() if parcel.place == place else Provision()
        present = partial(self._present, parcel, then)
        if recalled is None:
            self._writer.write(partial(self._delivery.make, parcel), present)
        else:
            present(recalled)

    def _present(self, parcel: Parcel, then: Callable[[bool], None], provision: Provision | None) -> None:
        outline = provision.outline if provision is not None else None
        if provision is None or outline is None:
            then(False)
            return
        if not parcel.provider.obeyed(provision):
            self.look_at(parcel.place, then)
            return
        self._looked_at = Show(outline, parcel, provision)
        self._session.dispatch(orders.Preview(self._session.now(), outline))
        then(True)

    def _offer(self, outline: Outline) -> None:
        self._session.dispatch(actions.PackReady(self._session.now(), outline))
        self._session.dispatch(actions.Repaired(self._session.now()))

    def _follow(self, before: State, _: actions.Action, after: State) -> None:
        """Show another pack, once the session takes it and before anything of that is drawn."""
        if after.outline is before.outline:
            return
        known = (self._coming, self._looked_at, self._shown)
        show = next((each for each in known if each is not None and each.outline is after.outline), None)
        if show is None:
            return
        values = show.provision.values or {}
        self._stand.stage.dress(show.provision.theme or self._stand.theme, show.outline.languages)
        self._stand.pack.show(values)
        self._stand.search.use(show.provision.search)
        if show is not self._looked_at:
            self._looked_at = None
        if show is self._coming:
            self._coming, self._shown = None, show
            if self._stand.recorder is not None:
                self._stand.recorder.use(show.outline.pack, values)
            self._delivery.shown(show.parcel, show.provision)
