"""Actions of the operator behind the PIN; every `now` as in `actions`."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.session.actions import Action
from kiosk.session.outline import Outline


class Authenticate(Action):
    """The PIN was right."""


class Worked(Action):
    """A task that the operator waits for made progress."""


@dataclass(frozen=True, slots=True)
class PreviewPack(Action):
    """The operator previews a pack that is not in use."""

    outline: Outline


class EndPreview(Action):
    """The operator ends the preview."""


class TakeOutOfService(Action):
    """The operator takes the device out of service; a visitor who is there may finish first."""


class ReturnToService(Action):
    """The operator puts it into service again."""
