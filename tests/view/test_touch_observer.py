"""The observer of every finger: a finger that moves is reported now and then, by a clock that does not jump."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtQuick import QQuickItem, QQuickView
from pytestqt.qtbot import QtBot

from kiosk import paths
from kiosk.tour.synthetic_touch import SyntheticTouch, wait_until

OBSERVER = """\
import QtQuick
import Kiosk.Screens

Item {
    property int reports: 0
    property alias pause: fingers.pause

    height: 400
    width: 400

    TouchObserver {
        id: fingers

        anchors.fill: parent

        onMoved: parent.reports += 1
    }
}
"""


def test_a_moving_finger_is_reported_once_a_pause(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "Observer.qml").write_text(OBSERVER, "utf-8")
    view = QQuickView()
    view.engine().addImportPath(str(paths.qml()))
    view.setSource(QUrl.fromLocalFile(str(tmp_path / "Observer.qml")))
    observer = view.rootObject()
    assert isinstance(observer, QQuickItem)
    view.show()
    assert wait_until(view.isExposed, 10)
    touch_screen = SyntheticTouch(view)
    assert observer.property("pause") == 20_000
    touch_screen.press(200, 300)
    places = iter(range(200, 390))

    def reported() -> bool:
        touch_screen.move(next(places), 300)
        return bool(observer.property("reports"))

    for _ in range(20):
        assert not reported()
    observer.setProperty("pause", 1)
    assert wait_until(reported, 10)
    observer.setProperty("pause", 20_000)
    touch_screen.lift_all()
    view.close()
