"""The phases of a session, and the screens that a visitor sees."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """State of the device: `ACTIVE` and `WARNING` are a visitor's session, `OPERATOR` and `PREVIEW` the operator's."""

    ATTRACT = "attract"
    ACTIVE = "active"
    WARNING = "warning"
    CLOSED = "closed"
    OPERATOR = "operator"
    PREVIEW = "preview"
    OUT_OF_SERVICE = "out-of-service"


class Screen(StrEnum):
    """Kind of a visitor's place: Home, and at most three levels from it."""

    HOME = "home"
    PANEL = "panel"
    GALLERY = "gallery"
    VIEWER = "viewer"
    SEARCH = "search"


SESSION = frozenset({Phase.ACTIVE, Phase.WARNING})
UNATTENDED = frozenset({Phase.ATTRACT, Phase.CLOSED, Phase.OUT_OF_SERVICE})
