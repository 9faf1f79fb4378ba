"""Reducer of the attract loop, while nobody is there."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session import attract_loop
from kiosk.session.actions import Action, CallScene, NextScene, SceneLost, SceneShown, Shift
from kiosk.session.attract_loop import AttractLoop
from kiosk.session.phases import SESSION, Phase
from kiosk.session.state import State


def turn(state: State, action: Action) -> State:
    """Return the state after such an action; the same state for any other. Scenes turn in attract only."""
    if isinstance(action, Shift):
        return state if state.phase in SESSION else replace(state, loop=attract_loop.shift(state.loop))
    if state.phase is Phase.ATTRACT:
        return replace(state, loop=_turned(state, action))
    return state


def _turned(state: State, action: Action) -> AttractLoop:
    before, outline = state.loop, state.outline
    match action:
        case NextScene(wall=wall):
            return attract_loop.call_next(before, outline, wall, state.now)
        case CallScene(scene=scene) if 0 <= scene < len(outline.scenes):
            return attract_loop.call(before, scene)
        case SceneShown():
            return attract_loop.show(before)
        case SceneLost(scene=scene, wall=wall) if 0 <= scene < len(outline.scenes):
            return attract_loop.call_next(attract_loop.lose(before, scene, state.now), outline, wall, state.now)
    return before
