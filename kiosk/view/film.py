"""Films where no graphics card draws: Qt's VideoOutput needs shaders, so each frame is painted here instead."""

from __future__ import annotations

from PySide6.QtCore import Property, QObject
from PySide6.QtGui import QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class PaintedFilm(QQuickPaintedItem):
    """The frames of `sink`, whole, in the middle of the item; nothing where there is none."""

    def __init__(self, parent: QQuickItem | None = None) -> None:
        # Here, so that a kiosk without films does not load the library.
        from PySide6.QtMultimedia import QVideoFrame, QVideoSink

        super().__init__(parent)
        self._options = QVideoFrame.PaintOptions()
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self.update)

    def paint(self, painter: QPainter) -> None:
        """Draw the newest frame; Qt calls this once a frame."""
        frame = self._sink.videoFrame()
        if frame.isValid():
            frame.paint(painter, self.boundingRect(), self._options)

    def _frames(self) -> QObject:
        return self._sink

    sink = Property(QObject, _frames, constant=True)
