"""The names of the phases of a session and of the screens that a visitor meets."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """What the device does: `ACTIVE` and `WARNING` are a visitor's session, `SERVICE` and `PREVIEW` the operator's."""

    ATTRACT = "attract"
    ACTIVE = "active"
    WARNING = "warning"
    CLOSED = "closed"
    SERVICE = "service"
    PREVIEW = "preview"
    OUT_OF_SERVICE = "out-of-service"


class Screen(StrEnum):
    """What kind of place a visitor stands at: Home, and at most three levels from it."""

    HOME = "home"
    PANEL = "panel"
    GALLERY = "gallery"
    VIEWER = "viewer"
    SEARCH = "search"


SESSION = frozenset({Phase.ACTIVE, Phase.WARNING})
UNATTENDED = frozenset({Phase.ATTRACT, Phase.CLOSED, Phase.OUT_OF_SERVICE})
