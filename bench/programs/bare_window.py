"""A bare PySide6 window that shows one text: the minimum cost of a Qt Quick program in Python."""

import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

application = QGuiApplication(sys.argv)
engine = QQmlApplicationEngine()
engine.load(Path(__file__).with_suffix(".qml"))
window = engine.rootObjects()[0]
assert isinstance(window, QQuickWindow)
window.frameSwapped.connect(lambda: print("drawn", flush=True))
application.exec()
