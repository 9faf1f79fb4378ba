"""Navigation: Home, panel, gallery or search, viewer, and the way back; never more than three levels."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session.actions import (
    GoBack,
    GoHome,
    Intent,
    Open,
    OpenGallery,
    OpenPanel,
    OpenPicture,
    OpenSearch,
    ShowPage,
    ShowPicture,
    Type,
)
from kiosk.session.outline import Outline
from kiosk.session.phases import Screen
from kiosk.session.search_query import normalise
from kiosk.session.state import Place, State

# Links lead from panel to panel without end; nobody remembers further back than this.
MAX_HISTORY = 32


def resolve(place: Place, outline: Outline) -> Place | None:
    """Return the place as the pack has it, with numbers in range; None where the pack has no such place."""
    if place.screen is Screen.HOME:
        return Place()
    if place.screen is Screen.SEARCH:
        return Place(Screen.SEARCH, query=normalise(place.query))
    if place.screen is Screen.PANEL:
        pages = len(outline.panels.get(place.panel, ()))
        return Place(Screen.PANEL, panel=place.panel, page=_clamp(place.page, pages)) if pages else None
    pictures = outline.galleries.get(place.gallery, 0)
    if not pictures:
        return None
    if place.screen is Screen.GALLERY:
        return Place(Screen.GALLERY, gallery=place.gallery)
    return Place(Screen.VIEWER, gallery=place.gallery, picture=_clamp(place.picture, pictures))


def find_place(name: str, outline: Outline) -> Place:
    """Return the place for a panel's or gallery's id, Home for any other."""
    found = resolve(Place(Screen.PANEL, panel=name), outline) or resolve(Place(Screen.GALLERY, gallery=name), outline)
    return found or Place()


def navigate(state: State, intent: Intent) -> State:
    """Return the state after a navigation intent; the same state for any other."""
    match intent:
        case Open(place=place):
            state = _open(state, place)
        case OpenPanel(panel=panel, page=page):
            state = _open(state, Place(Screen.PANEL, panel=panel, page=_find_page(state.outline, panel, page)))
        case OpenGallery(gallery=gallery):
            state = _open(state, Place(Screen.GALLERY, gallery=gallery))
        case OpenPicture(gallery=gallery, picture=picture):
            state = _open(state, Place(Screen.VIEWER, gallery=gallery, picture=picture))
        case ShowPage(page=page) if state.place.screen is Screen.PANEL:
            state = _show(state, replace(state.place, page=page))
        case ShowPicture(picture=picture) if state.place.screen is Screen.VIEWER:
            state = _show(state, replace(state.place, picture=picture))
        case OpenSearch():
            state = _open(state, Place(Screen.SEARCH))
        case Type(query=query) if state.place.screen is Screen.SEARCH:
            state = _show(state, replace(state.place, query=query))
        case GoBack():
            *before, last = state.history or (Place(),)
            state = replace(state, place=last, history=tuple(before))
        case GoHome():
            state = replace(state, place=Place(), history=())
    return state


def _open(state: State, place: Place) -> State:
    current, target = state.place, resolve(place, state.outline)
    if target is None or target == current:
        return state
    if target.screen is Screen.HOME:
        return replace(state, place=target, history=())
    # Home precedes every history and is not part of it; a viewer is not stacked on another of its gallery.
    in_gallery = current.screen is target.screen is Screen.VIEWER and current.gallery == target.gallery
    is_skipped = current.screen is Screen.HOME or in_gallery
    history = state.history if is_skipped else (*state.history, current)[-MAX_HISTORY:]
    return replace(state, place=target, history=history)


def _show(state: State, place: Place) -> State:
    shown = resolve(place, state.outline) or state.place
    history = state.history
    while history and history[-1] == shown:  # "Back" leads elsewhere
        history = history[:-1]
    return replace(state, place=shown, history=history)


def _find_page(outline: Outline, panel: str, page: int | str) -> int:
    if isinstance(page, int):
        return page
    pages = outline.panels.get(panel, ())
    return pages.index(page) if page in pages else 0


def _clamp(number: int, count: int) -> int:
    return min(max(number, 0), count - 1)
