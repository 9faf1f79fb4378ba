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


def edit(state: State, outline: Outline) -> State:
    """Return the state with the changed pack, in whatever phase; missing places are replaced by the nearest ones."""
    before = state.outline
    place = moved(state.place, before, outline)
    passed = (moved(each, before, outline) for each in state.history)
    known = state.phase in SESSION and state.settings.language in outline.languages
    language = state.settings.language if known else outline.languages[0]
    return replace(
        state,
        outline=outline,
        waiting=None,
        settings=replace(state.settings, language=language),
        place=place,
        history=_way(passed, place) if place.screen is not Screen.HOME else (),
        loop=_again(state, outline),
    )


def moved(place: Place, before: Outline, after: Outline) -> Place:
    """Return a place's equivalent in the next pack: by id, else by position, else Home."""
    if place.screen is Screen.PANEL:
        panel = _successor(place.panel, before.panels, after.panels)
        pages, kept = before.panels[place.panel], after.panels.get(panel, ())
        page = pages[place.page]
        place = replace(place, panel=panel, page=kept.index(page) if page in kept else place.page)
    elif place.screen in {Screen.GALLERY, Screen.VIEWER}:
        gallery = _successor(place.gallery, before.galleries, after.galleries)
        number = _number(place.picture, before.gone.get(place.gallery, ()), after.gone.get(gallery, ()))
        place = replace(place, gallery=gallery, picture=number)
    return navigation.resolve(place, after) or Place()


def _successor(name: str, before: Iterable[str], after: Iterable[str]) -> str:
    """Return the new id of a panel or gallery: a new id at its old position counts as a renaming."""
    old, new = list(before), list(after)
    number = old.index(name)
    renamed = name not in new and len(old) == len(new) and new[number] not in old
    return new[number] if renamed else name


def number_in_files(picture: int, gone: Sequence[int]) -> int:
    """Return a picture's number in the pack's files, where these numbers of its gallery are withdrawn."""
    for number in sorted(gone):
        picture += number <= picture
    return picture


def _number(picture: int, before: Sequence[int], after: Sequence[int]) -> int:
    """Return a picture's number after others of its gallery are withdrawn; the next one's if it is withdrawn."""
    picture = number_in_files(picture, before)
    return picture - sum(gone < picture for gone in after)


def _way(passed: Iterable[Place], place: Place) -> tuple[Place, ...]:
    """Return the places behind this one, without those that became Home or equal to the next."""
    kept: list[Place] = []
    for each in passed:
        if each.screen is Screen.HOME:
            kept.clear()
        elif not kept or kept[-1] != each:
            kept.append(each)
    if kept and kept[-1] == place:
        kept.pop()
    return tuple(kept)


def _again(state: State, outline: Outline) -> AttractLoop:
    """Return the loop at the scene that was in view, prepared again; from its beginning where that is gone."""
    scene = state.loop.scene
    if not 0 <= scene < len(outline.scenes):
        return AttractLoop(step=state.loop.step)
    coming = scene if state.phase is Phase.ATTRACT else None
    return replace(state.loop, coming=coming, left=(), lost=())
