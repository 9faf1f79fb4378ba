"""Glyph coverage: whether the typefaces of this device can draw a character."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cache


def drawable_in(families: Iterable[str]) -> Callable[[str], bool]:
    """Return a function that returns whether one of the families, or its fallback, can draw a character.

    It asks Qt, as the screens do; where no Qt application runs, one without a screen is started for it.
    """
    from PySide6.QtGui import QFont, QFontMetricsF

    _ensure_application()
    metrics = [QFontMetricsF(QFont(family)) for family in families]

    @cache
    def drawable(character: str) -> bool:
        return not character.isprintable() or any(metric.inFontUcs4(ord(character)) for metric in metrics)

    return drawable


def families_here() -> list[str]:
    """Return the typeface families of this device, as Qt knows them; starts Qt as `drawable_in` does."""
    from PySide6.QtGui import QFontDatabase

    _ensure_application()
    return QFontDatabase.families()


def _ensure_application() -> None:
    from PySide6.QtGui import QGuiApplication

    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _applications.append(QGuiApplication(["yi-kiosk"]))


_applications: list[object] = []
