"""An upright screen of 55 inches that begins 600 mm above the floor: Home's tiles are within reach of who sits."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot
from typing import Any

import pytest

from tests.screens.layout import lasting_faults
from tests.screens.test_accessibility_walk import SHOWCASE
from tests.screens.visitor import PORTRAIT

INCHES, LOWER_EDGE_MM = 55, 600
HIGHEST_MM, TARGET_MM = 1220, 20  # EN 301 549, 8.3; as much of a tile as a finger needs


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_tile_is_within_reach(open_kiosk: Callable[..., Any], language: str) -> None:
    with open_kiosk(SHOWCASE, PORTRAIT, diagonal=INCHES, lower_edge=LOWER_EDGE_MM) as visitor:
        visitor.start_at_home()
        visitor.kiosk.session.chooseLanguage(language)
        visitor.let_pass(0)
        width, height = visitor.window.width(), visitor.window.height()
        pitch = INCHES * 25.4 / hypot(width, height)
        for control in visitor.sight().controls:
            _, top, _, tall = control.rect
            reached = LOWER_EDGE_MM + (height - top - tall) * pitch + TARGET_MM
            assert reached <= HIGHEST_MM, control.id
        assert lasting_faults(visitor.window) == []
