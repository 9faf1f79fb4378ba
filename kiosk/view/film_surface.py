"""Films: their frames painted without a graphics card, and a signal for each frame that carries no data."""

from __future__ import annotations

from PySide6.QtCore import SIGNAL, Property, QObject, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QML_IMPORT_NAME = "Kiosk.View"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class FrameSignal(QObject):
    """Notifies QML of a film's new frame.

    A QML handler of QVideoSink.videoFrameChanged gets the frame itself as a JavaScript value: some bytes to the
    collector, which therefore does not run, but the whole picture to the machine, 8 MB each at 1920x1080.
    """

    arrived = Signal()

    @Slot(QObject)
    def follow(self, sink: QObject | None) -> None:
        """Emit `arrived` for each frame of this QVideoSink. Qt connects the two: no Python runs at frame rate."""
        if sink is not None:
            QObject.connect(sink, SIGNAL("videoFrameChanged(QVideoFrame)"), self, SIGNAL("arrived()"))


@QmlElement
class PaintedFilm(QQuickPaintedItem):
    """The frames of `sink`, whole, centred in the item; empty without a frame.

    Qt's VideoOutput needs shaders, which the software renderer lacks.
    """

    def __init__(self, parent: QQuickItem | None = None) -> None:
        # Imported here, so that a kiosk without films does not load the library.
        from PySide6.QtMultimedia import QVideoFrame, QVideoSink

        super().__init__(parent)
        self._options = QVideoFrame.PaintOptions()
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self.update)

    def paint(self, painter: QPainter) -> None:
        """Draw the newest frame; Qt calls this once per frame."""
        frame = self._sink.videoFrame()
        if frame.isValid():
            frame.paint(painter, self.boundingRect(), self._options)

    @Slot()
    def clear(self) -> None:
        """Release the newest frame."""
        from PySide6.QtMultimedia import QVideoFrame

        self._sink.setVideoFrame(QVideoFrame())

    def _frames(self) -> QObject:
        return self._sink

    sink = Property(QObject, _frames, constant=True)
