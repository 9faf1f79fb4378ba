"""Actions of the operator behind the PIN; every `now` as in `actions`."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.session.actions import Action
from kiosk.session.outline import Outline


class Admit(Action):
    """The PIN was right."""


class Worked(Action):
    """What the operator waits for went on a little."""


@dataclass(frozen=True, slots=True)
class PreviewPack(Action):
    """The operator looks at a pack that is not in use."""

    outline: Outline


class EndPreview(Action):
    """The operator has seen enough of it."""


class Withdraw(Action):
    """The operator takes the device out of service; a visitor who is there may finish first."""


class Restore(Action):
    """The operator puts it into service again."""
