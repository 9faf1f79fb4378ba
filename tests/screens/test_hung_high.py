"""An upright screen of 55 inches that begins 550 mm above the floor: Home's tiles are within reach of who sits."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot
from typing import Any

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface

from tests.screens.layout import lasting_faults
from tests.screens.test_accessibility_walk import SHOWCASE
from tests.screens.visitor import PORTRAIT, Visitor

INCHES, LOWER_EDGE_MM = 55, 550
HIGHEST_MM, TARGET_MM = 1220, 20  # EN 301 549, 8.3; as much of a tile as a finger needs


def test_its_headline_is_a_heading_in_each_language(open_kiosk: Callable[..., Any]) -> None:
    with open_kiosk(SHOWCASE, PORTRAIT, diagonal=INCHES, lower_edge=LOWER_EDGE_MM) as visitor:
        visitor.start_at_home()
        for language, headline in (("zh", "一页一样"), ("en", "One of each")):
            visitor.kiosk.session.chooseLanguage(language)
            visitor.let_pass(0)
            (heading,) = [node for node in showing(visitor) if node.role() == QAccessible.Role.Heading]
            assert heading.text(QAccessible.Text.Name).replace("\u2060", "").replace("\xa0", " ") == headline


def showing(visitor: Visitor) -> list[QAccessibleInterface]:
    """The visible nodes of the accessibility tree."""
    waiting, found = [QAccessible.queryAccessibleInterface(visitor.window)], []
    while waiting:
        node = waiting.pop()
        if not node.state().invisible:
            found.append(node)
            waiting += [child for at in range(node.childCount()) if (child := node.child(at))]
    return found


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
