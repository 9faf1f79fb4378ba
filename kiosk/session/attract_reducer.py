"""Reducer of the attract loop, while nobody is there."""

from __future__ import annotations

from dataclasses import replace

from kiosk.session import attract_loop
from kiosk.session.actions import Action, CallScene, CallStillScene, NextScene, SceneLost, SceneShown, Shift
from kiosk.session.attract_loop import AttractLoop
from kiosk.session.phases import SESSION, Phase
from kiosk.session.state import State


def reduce(state: State, action: Action) -> State:
    """Return the state after such an action; the same state for any other. Scenes turn in attract only."""
    if isinstance(action, Shift):
        return state if state.phase in SESSION else replace(state, loop=attract_loop.shift(state.loop))
    if state.phase is Phase.ATTRACT:
        return replace(state, loop=_next_loop(state, action))
    return state


def _next_loop(state: State, action: Action) -> AttractLoop:
    loop, outline = state.loop, state.outline
    match action:
        case NextScene(wall=wall):
            return attract_loop.call_next(loop, outline, wall, state.now)
        case CallScene(scene=scene) if 0 <= scene < len(outline.scenes):
            return attract_loop.call(loop, scene)
        case CallStillScene():
            return attract_loop.call(loop, attract_loop.NOTHING)
        case SceneShown():
            return attract_loop.show(loop)
        case SceneLost(scene=scene, wall=wall) if 0 <= scene < len(outline.scenes):
            return attract_loop.call_next(attract_loop.lose(loop, scene, state.now), outline, wall, state.now)
    return loop
