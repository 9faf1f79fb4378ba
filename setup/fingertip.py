"""The mark of a finger on a filmed screen: it approaches, touches, and leaves."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen

LIGHT = QColor("#FFFFFF")
SHADE = QColor("#0A1413")
RADIUS = 26.0  # px of a touching finger; an approaching one is drawn wider
AWAY, NEAR, DOWN = 0.0, 0.55, 1.0
HASTE = 0.3  # of the remaining way, per picture


@dataclass
class Fingertip:
    """`spot` in px of the window; `wanted` is AWAY, NEAR or DOWN, and `shown` follows it."""

    spot: tuple[float, float]
    wanted: float = NEAR
    shown: float = AWAY

    @property
    def gone(self) -> bool:
        """Whether it has become invisible."""
        return self.wanted == AWAY and self.shown < 0.03

    def draw(self, painter: QPainter) -> None:
        """Draw it, and advance it by one picture."""
        self.shown += (self.wanted - self.shown) * HASTE
        radius = RADIUS * (1.8 - 0.8 * self.shown)
        centre = QPointF(*self.spot)
        painter.setPen(QPen(_faint(SHADE, 0.5 * self.shown), 7))
        painter.setBrush(_faint(LIGHT, 0.34 * self.shown))
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(QPen(_faint(LIGHT, 0.95 * self.shown), 3))
        painter.drawEllipse(centre, radius, radius)


def _faint(colour: QColor, alpha: float) -> QColor:
    faint = QColor(colour)
    faint.setAlphaF(max(0.0, min(1.0, alpha)))
    return faint
