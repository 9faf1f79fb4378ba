#!/bin/sh
# A TapHandler that is disabled, or whose item is disabled or hidden, while a finger or the mouse is down on it, still taps when that
# is lifted. A MouseArea whose item is disabled or hidden cancels.
#
# Who is hurt: whoever hides a button, closes a sheet or locks a screen by `enabled: false` or `visible: false`: the finger that was
# down already presses it all the same, after it is gone. Twofold presses, orders of a dialog that was withdrawn, taps under a lock.
# Versions: PySide6-Essentials 6.11.3, shiboken6 6.11.3.
# Guessed: it is canceled, as a MouseArea is, since neither gets events where it is disabled.
# Seen: tapped is emitted on the release, by mouse and by touch, in each of the gesture policies; canceled is never.
# What to do: ask in onTapped whether it may (`if (enabled && parent.visible)`), or use a MouseArea or a Control where that matters.
#
# Exit 0: as stated; 1: it changed; 2: it could not be tried.
set -u
D=$(mktemp -d) || exit 2
trap 'rm -rf "$D"' EXIT INT TERM
python3 -m venv "$D/venv" || exit 2
"$D/venv/bin/python" -m pip install -q PySide6-Essentials==6.11.3 shiboken6==6.11.3 || exit 2
"$D/venv/bin/python" -m pip list 2>/dev/null | grep -i -E "^(pyside6|shiboken6) |^PySide6_Essentials"

cat >"$D/taps.py" <<'P'
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView
from PySide6.QtTest import QTest

ITEM = """
import QtQuick

Item {
    property var seen: []

    width: 200
    height: 200

    Item {
        objectName: "box"
        anchors.fill: parent

        %s
    }
}
"""
# The threshold keeps a slow machine from making a long press of it.
TAP = """
TapHandler {
    objectName: "it"
    gesturePolicy: TapHandler.%s
    longPressThreshold: 60
    onTapped: seen.push("taps")
    onCanceled: seen.push("cancels")
}
"""
AREA = 'MouseArea { objectName: "it"; anchors.fill: parent; onClicked: seen.push("taps"); onCanceled: seen.push("cancels") }'
POLICIES = ("DragThreshold", "ReleaseWithinBounds", "WithinBounds", "DragWithinBounds")
CHANGES = {
    "stays as it is": lambda box, it: None,
    "is disabled": lambda box, it: it.setProperty("enabled", False),
    "has its item disabled": lambda box, it: box.setProperty("enabled", False),
    "has its item hidden": lambda box, it: box.setProperty("visible", False),
}
app = QGuiApplication(sys.argv)
device = QTest.createTouchDevice()
file = Path(sys.argv[1], "item.qml")


def pressed(inner, change, by_touch):
    """What is emitted where this changes between a press and its release."""
    file.write_text(ITEM % inner)
    view = QQuickView()
    view.setSource(QUrl.fromLocalFile(str(file)))
    view.show()
    while not view.isExposed():
        settle()
    QTest.qWait(100)
    root, at = view.rootObject(), QPoint(50, 50)
    seen = lambda: list(root.property("seen").toVariant())
    if by_touch:
        QTest.touchEvent(view, device).press(0, at).commit()
    else:
        QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle()
    change(root.findChild(QObject, "box"), root.findChild(QObject, "it"))
    settle()
    if by_touch:
        QTest.touchEvent(view, device).release(0, at).commit()
    else:
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle()
    found = seen()
    view.close()
    return found


def settle():
    for _ in range(10):
        app.processEvents()


good = True
for name, change in CHANGES.items():
    for by_touch in (False, True):
        taps = [pressed(TAP % policy, change, by_touch) for policy in POLICIES]
        area = pressed(AREA, change, by_touch)
        print(f"{'touch' if by_touch else 'mouse'}: what {name}: TapHandler {taps[0]}, MouseArea {area}")
        good = good and all(each == ["taps"] for each in taps)
        good = good and area == (["cancels"] if "its item" in name else ["taps"])
sys.exit(0 if good else 1)
P
QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software "$D/venv/bin/python" "$D/taps.py" "$D"
