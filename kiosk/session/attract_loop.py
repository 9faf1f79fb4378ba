"""Attract loop: the current scene, and which one comes next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.session.outline import Outline
from kiosk.session.schedule import due_scenes

NOTHING = -1
LOST_FOR = 3600.0
"""Seconds for which a scene whose medium is gone is left out; then it is tried again."""


@dataclass(frozen=True, slots=True)
class AttractLoop:
    """One moment of the loop. Scenes are identified by their number in the pack; `NOTHING` is the still scene.

    `scene` is in view, or was the last in view. `coming` was called and is being prepared, None where there is none.
    `remaining` are the scenes of this round not called yet, where the order is shuffled. `turn` counts the scenes that
    came into view since the loop began, and `step` those since the start of the program. `lost` are the scenes whose
    medium is gone, each with the monotonic second of the next try. `language_turns` are the scenes that came into view
    since the loop began, the last one last, each with its last language turn.
    """

    scene: int = NOTHING
    coming: int | None = None
    remaining: tuple[int, ...] = ()
    turn: int = 0
    step: int = 0
    lost: tuple[tuple[int, float], ...] = ()
    language_turns: tuple[tuple[int, int], ...] = ()


def call_next(loop: AttractLoop, outline: Outline, wall: datetime, now: float) -> AttractLoop:
    """Call the next of the scenes that are due; the still scene where the media of all are gone."""
    lost = tuple(each for each in loop.lost if each[1] > now)
    lost_scenes = {number for number, _ in lost}
    available = [number for number in range(len(outline.scenes)) if number not in lost_scenes]
    ready = [available[number] for number in due_scenes([outline.scenes[number] for number in available], wall)]
    loop = replace(loop, lost=lost)
    if not ready:
        return replace(loop, coming=NOTHING, remaining=())
    if outline.shuffled:
        return _call_shuffled(loop, ready, wall)
    # A loop that has just begun calls the first scene, whatever was in view before.
    previous = loop.scene if loop.turn else NOTHING
    return replace(loop, coming=next((number for number in ready if number > previous), ready[0]))


def _call_shuffled(loop: AttractLoop, ready: list[int], wall: datetime) -> AttractLoop:
    """Call the next of a round in which each scene has one turn; no scene follows itself."""
    remaining = [number for number in loop.remaining if number in ready and number != loop.scene]
    if not remaining:
        from random import Random

        remaining = Random(f"{wall.isoformat()} {loop.step}").sample(ready, len(ready))  # noqa: S311
        if remaining[0] == loop.scene:
            remaining = [*remaining[1:], remaining[0]]
    return replace(loop, coming=remaining[0], remaining=tuple(remaining[1:]))


def call(loop: AttractLoop, scene: int) -> AttractLoop:
    """Call a scene out of its turn."""
    return replace(loop, coming=scene)


def show(loop: AttractLoop) -> AttractLoop:
    """Return the loop with the called scene in view."""
    if loop.coming is None:
        return loop
    language_turns = (
        *(each for each in loop.language_turns if each[0] != loop.coming),
        (loop.coming, language_turn(loop)),
    )
    return replace(
        loop, scene=loop.coming, coming=None, turn=loop.turn + 1, step=loop.step + 1, language_turns=language_turns
    )


def language_turn(loop: AttractLoop) -> int:
    """Return the language turn of the called scene; modulo the number of languages, it is the large one.

    A scene continues from its own last turn, so that each language is large in turn however many scenes there are; one
    that was not in view yet continues from the scene before it.
    """
    turns = dict(loop.language_turns)
    last = loop.language_turns[-1][1] if loop.language_turns else -1
    return (last if loop.coming is None else turns.get(loop.coming, last)) + 1


def shift(loop: AttractLoop) -> AttractLoop:
    """Move the fixed content by a step, where no scene changes."""
    return replace(loop, step=loop.step + 1)


def lose(loop: AttractLoop, scene: int, now: float) -> AttractLoop:
    """Leave out a scene whose medium is gone for an hour."""
    others = tuple(each for each in loop.lost if each[0] != scene)
    return replace(loop, lost=(*others, (scene, now + LOST_FOR)))


def begin_again(loop: AttractLoop, *, same_pack: bool) -> AttractLoop:
    """Return the loop after a visit, at its first scene or with the rest of the round; a new one for another pack."""
    if not same_pack:
        return AttractLoop(step=loop.step)
    return replace(loop, coming=None, turn=0, language_turns=())


def target(loop: AttractLoop, outline: Outline) -> str:
    """Return what a touch opens now: the panel or gallery of the scene in view or coming, "" for Home."""
    return outline.scenes[loop.scene].opens if 0 <= loop.scene < len(outline.scenes) else ""
