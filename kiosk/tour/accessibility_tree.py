"""Accessibility tree of the screen, read as an assistive client reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow

CONTROLS = {
    QAccessible.Role.Button: "button",
    QAccessible.Role.CheckBox: "check box",
    QAccessible.Role.RadioButton: "radio button",
    QAccessible.Role.Slider: "slider",
}
NAMED = {
    QAccessible.Role.StaticText: "text",
    QAccessible.Role.Heading: "heading",
    QAccessible.Role.Graphic: "picture",
    QAccessible.Role.AlertMessage: "alert",
}


@dataclass(frozen=True, slots=True)
class AccessibleControl:
    """A control that can be touched; `rect` is (x, y, width, height) in pixels of the window."""

    name: str
    role: str
    rect: tuple[int, int, int, int]
    id: str = ""
    usable: bool = True

    def as_dict(self) -> dict[str, Any]:
        """Return plain data for index.json."""
        return asdict(self) | {"rect": list(self.rect)}

    @property
    def centre(self) -> tuple[float, float]:
        """Return the middle of the target."""
        x, y, width, height = self.rect
        return x + width / 2, y + height / 2


@dataclass(frozen=True, slots=True)
class ScreenContent:
    """All text and controls in view, in reading order."""

    texts: tuple[str, ...]
    controls: tuple[AccessibleControl, ...]

    def control(self, identifier: str) -> AccessibleControl | None:
        """Return the control with this id, if it is in view."""
        return next((control for control in self.controls if control.id == identifier), None)


def read_screen(window: QWindow, region: QRect | None = None) -> ScreenContent:
    """Read what `window` shows now, or this part of it."""
    root = QAccessible.queryAccessibleInterface(window)
    texts: list[str] = []
    controls: list[AccessibleControl] = []
    visible = region or QRect(0, 0, window.width(), window.height())
    origin = window.geometry().topLeft()
    for item in _visible(root):
        name = item.text(QAccessible.Text.Name).replace("\u00ad", "").replace("\u2060", "").strip()
        rect = item.rect().translated(-origin)
        if not name or not rect.intersects(visible):
            continue
        if item.role() in CONTROLS:
            identifier = item.text(QAccessible.Text.Identifier)
            bounds = (rect.x(), rect.y(), rect.width(), rect.height())
            controls.append(
                AccessibleControl(name, CONTROLS[item.role()], bounds, identifier, not item.state().disabled)
            )
            texts.append(name)
        elif item.role() in NAMED:
            texts.append(name)
    return ScreenContent(tuple(texts), tuple(controls))


def read_places(window: QWindow) -> list[tuple[str, tuple[int, int, int, int]]]:
    """Return every text in view with its place on the window, (x, y, width, height) in px, in reading order."""
    visible, origin = QRect(0, 0, window.width(), window.height()), window.geometry().topLeft()
    found: list[tuple[str, tuple[int, int, int, int]]] = []
    for item in _visible(QAccessible.queryAccessibleInterface(window)):
        name = item.text(QAccessible.Text.Name).replace("\u00ad", "").replace("\u2060", "").strip()
        rect = item.rect().translated(-origin).intersected(visible)
        if name and not rect.isEmpty() and item.role() in {*NAMED, *CONTROLS}:
            found.append((name, (rect.x(), rect.y(), rect.width(), rect.height())))
    return found


def _visible(item: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if item.state().invisible:
        return
    yield item
    for number in range(item.childCount()):
        child = item.child(number)
        if child is not None and child.isValid():
            yield from _visible(child)
