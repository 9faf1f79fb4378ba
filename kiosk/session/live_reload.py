"""Live reload of a pack while its author sees it: the place is kept, by the ids of panels, pages, galleries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kiosk.session import navigation
from kiosk.session.actions import PackReady
from kiosk.session.attract_loop import AttractLoop
from kiosk.session.outline import Outline
from kiosk.session.phases import SESSION, Phase, Screen
from kiosk.session.state import Place, State


class PackEdited(PackReady):
    """The shown pack was changed by its author: it is used at once, and the place is kept."""


def reload_pack(state: State, outline: Outline) -> State:
    """Return the state with the changed pack, in whatever phase; missing places are replaced by the nearest ones."""
    previous = state.outline
    place = find_equivalent(state.place, previous, outline)
    history = (find_equivalent(each, previous, outline) for each in state.history)
    known = state.phase in SESSION and state.settings.language in outline.languages
    language = state.settings.language if known else outline.languages[0]
    return replace(
        state,
        outline=outline,
        waiting=None,
        settings=replace(state.settings, language=language),
        place=place,
        history=_clean_history(history, place) if place.screen is not Screen.HOME else (),
        loop=_restart_loop(state, outline),
    )


def find_equivalent(place: Place, previous: Outline, next_pack: Outline) -> Place:
    """Return a place's equivalent in the next pack: by id, else by position, else Home."""
    if place.screen is Screen.PANEL:
        panel = _find_new_id(place.panel, previous.panels, next_pack.panels)
        pages, new_pages = previous.panels[place.panel], next_pack.panels.get(panel, ())
        page = pages[place.page]
        place = replace(place, panel=panel, page=new_pages.index(page) if page in new_pages else place.page)
    elif place.screen in {Screen.GALLERY, Screen.VIEWER}:
        gallery = _find_new_id(place.gallery, previous.galleries, next_pack.galleries)
        number = _number_after_withdrawals(
            place.picture, previous.gone.get(place.gallery, ()), next_pack.gone.get(gallery, ())
        )
        place = replace(place, gallery=gallery, picture=number)
    return navigation.resolve(place, next_pack) or Place()


def _find_new_id(name: str, before: Iterable[str], after: Iterable[str]) -> str:
    """Return the new id of a panel or gallery: a new id at its old position counts as a renaming."""
    old, new = list(before), list(after)
    number = old.index(name)
    renamed = name not in new and len(old) == len(new) and new[number] not in old
    return new[number] if renamed else name


def number_in_files(picture: int, withdrawn: Sequence[int]) -> int:
    """Return a picture's number in the pack's files, where these numbers of its gallery are withdrawn."""
    for number in sorted(withdrawn):
        picture += number <= picture
    return picture


def _number_after_withdrawals(picture: int, before: Sequence[int], after: Sequence[int]) -> int:
    """Return a picture's number after others of its gallery are withdrawn; the next one's if it is withdrawn."""
    picture = number_in_files(picture, before)
    return picture - sum(withdrawn < picture for withdrawn in after)


def _clean_history(history: Iterable[Place], place: Place) -> tuple[Place, ...]:
    """Return the places behind this one, without those that became Home or equal to the next."""
    cleaned: list[Place] = []
    for each in history:
        if each.screen is Screen.HOME:
            cleaned.clear()
        elif not cleaned or cleaned[-1] != each:
            cleaned.append(each)
    if cleaned and cleaned[-1] == place:
        cleaned.pop()
    return tuple(cleaned)


def _restart_loop(state: State, outline: Outline) -> AttractLoop:
    """Return the loop at the scene that was in view, prepared again; from its beginning where that is gone."""
    scene = state.loop.scene
    if not 0 <= scene < len(outline.scenes):
        return AttractLoop(step=state.loop.step)
    coming = scene if state.phase is Phase.ATTRACT else None
    return replace(state.loop, coming=coming, remaining=(), lost=())
