#!/bin/sh
# PySide6 never frees the Python half of an object that QML has made.
#
# Versions: PySide6-Essentials 6.11.3, Python 3.11, Linux.
# Guess: a Python class registered with @QmlElement behaves as a C++ one: QML makes an object, QML destroys it, and both
#   halves are gone once the collectors have run.
# Seen: the C++ half goes (shiboken6.isValid() is False), the Python half stays with one reference that nobody can drop.
#   Of 100 objects made and destroyed by QML, 100 are left after both collectors ran; of 100 made and dropped by Python, 0.
# Who is hurt: programs that run for months and make Python items in delegates, pages or players: a painted item, its
#   attributes and all they hold stay for each one that was ever shown.
# What helps: make few such objects and use them again, or hand them out from Python.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TMPDIR="$work"
python3 -m venv "$work/venv"
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "PySide6-Essentials==6.11.3"
cat > "$work/count.py" <<'PY'
import gc
import sys

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QMetaObject, QObject, QUrl, qVersion
from PySide6.QtQml import QmlElement, QQmlComponent, QQmlEngine

QML_IMPORT_NAME = "Counted"
QML_IMPORT_MAJOR_VERSION = 1
ROUNDS = 100


@QmlElement
class Thing(QObject):
    pass


def left():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    engine.collectGarbage()
    gc.collect()
    return [each for each in gc.get_objects() if isinstance(each, Thing)]


app = QCoreApplication([])
engine = QQmlEngine()
component = QQmlComponent(engine)
component.setData(
    b"""
import QtQml
import Counted

QtObject {
    id: root
    readonly property Component maker: Component { Thing {} }
    function turn() { maker.createObject(root).destroy(); }
}
""",
    QUrl(),
)
root = component.create()
for _ in range(ROUNDS):
    made = Thing()
    del made
by_python = len(left())
for _ in range(ROUNDS):
    QMetaObject.invokeMethod(root, "turn")
by_qml = left()
alive = sum(shiboken6.isValid(each) for each in by_qml)
print(f"Python {sys.version.split()[0]}, Qt {qVersion()}")
print(f"made by Python and dropped: {by_python} of {ROUNDS} left")
print(f"made by QML and destroyed:  {len(by_qml)} of {ROUNDS} left, {alive} of them with a C++ half")
sys.exit(not (by_python == 0 and len(by_qml) == ROUNDS and alive == 0))
PY
QT_QPA_PLATFORM=offscreen "$work/venv/bin/python" "$work/count.py"
