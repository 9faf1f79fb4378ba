"""What an assistive client is given besides the tree: controls for what a finger does anywhere, and announcements."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface

from kiosk.session.phases import Phase, Screen
from tests.screens.typist import Typist
from tests.screens.visitor import Visitor, is_a, items


def find(node: QAccessibleInterface, identifier: str) -> QAccessibleInterface | None:
    """The visible node with this id."""
    if node.state().invisible:
        return None
    if node.text(QAccessible.Text.Identifier) == identifier:
        return node
    children = (node.child(number) for number in range(node.childCount()))
    return next((found for child in children if child and (found := find(child, identifier))), None)


def press(visitor: Visitor, identifier: str) -> None:
    """Press a control as an assistive client does."""
    node = find(QAccessible.queryAccessibleInterface(visitor.window), identifier)
    assert node is not None
    actions = node.actionInterface()
    assert actions is not None
    actions.doAction(QAccessibleActionInterface.pressAction())


def announced(visitor: Visitor, kind: str) -> str:
    return str(visitor.find(kind).property("announced"))


def announcements(visitor: Visitor) -> set[str]:
    """What blocks and lists in view announced last."""
    everything = items(visitor.window.contentItem())
    return {str(item.property("announced")) for item in everything if is_a(item, "Announcer")}


def test_the_warning_has_a_control_to_stay(visitor: Visitor) -> None:
    visitor.touch("home:bronze")
    visitor.warn()
    press(visitor, "warning:stay")
    assert (visitor.phase, visitor.place.screen) == (Phase.ACTIVE, Screen.PANEL)


def test_the_warning_is_announced(visitor: Visitor) -> None:
    visitor.warn()
    assert announced(visitor, "IdleWarning") == "还在看吗？ 轻触任意处，继续参观。"


def test_attract_begins_at_a_press(waiting: Visitor) -> None:
    press(waiting, "attract")
    assert waiting.phase is Phase.ACTIVE


def test_how_many_were_found_is_announced(visitor: Visitor) -> None:
    visitor.touch("home:search")
    visitor.touch("key:q")
    found = visitor.kiosk.search.property("count")
    Typist(visitor).until(lambda: f"找到{found}条" in announcements(visitor))


@pytest.mark.parametrize("by_key", [True, False])
def test_the_title_of_what_opens_is_announced(visitor: Visitor, by_key: bool) -> None:
    typist = Typist(visitor)
    if by_key:
        typist.go_to("home:pictures")
        typist.press(Qt.Key.Key_Return)
    else:
        visitor.touch("home:pictures")
    gallery = visitor.kiosk.pack.gallery("pictures")["title"]["zh"]
    typist.until(lambda: announced(visitor, "VisitorView") == gallery)
    visitor.touch("bar:access")
    typist.until(lambda: announced(visitor, "VisitorView") == "辅助功能")
