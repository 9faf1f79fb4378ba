#!/bin/sh
# One QML Timer stops, another starts and stops, and a third starts: if these events come in one turn of the event loop, Qt warns
# "QUnifiedTimer::stopAnimationDriver: driver is not running". Nothing is wrong: the third Timer fires on time.
#
# Who is hurt: whoever fails a test, or wakes somebody, for each warning of Qt. It comes now and then, more often on a busy machine,
# where Timers that end at different moments end in the same turn, and it names neither a file nor a Timer.
# Versions: PySide6-Essentials 6.11.3, shiboken6 6.11.3.
# Guessed: somebody stopped an animation twice, or deleted one that ran.
# Seen: QML Timers are pauses of Qt's animation timer, and its driver rests while there is nothing but pauses. Both halves of Qt, the one
#   of QML and the unified timer, stop by a queued call. A Timer that starts between these calls has put the driver to rest already.
# What to do: ignore this one line, as a whole.
#
# Exit 0: as stated; 1: it changed; 2: it could not be tried.
set -u
D=$(mktemp -d) || exit 2
trap 'rm -rf "$D"' EXIT INT TERM
python3 -m venv "$D/venv" || exit 2
"$D/venv/bin/python" -m pip install -q PySide6-Essentials==6.11.3 shiboken6==6.11.3 || exit 2
"$D/venv/bin/python" -m pip list 2>/dev/null | grep -i -E "^(pyside6|shiboken6) |^PySide6_Essentials"

cat >"$D/timers.py" <<'P'
import sys
import time

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine

TIMERS = b"""
import QtQml

QtObject {
    id: root

    signal later
    signal fired

    property Timer first: Timer { interval: 100000 }
    property Timer second: Timer { interval: 100000 }
    property Timer third: Timer { interval: 500; onTriggered: root.fired() }

    function begin() { first.start() }
    function startThird() { third.start() }

    function change() {
        first.stop()
        later()  // queued: the third starts after the first call by which Qt stops, and before the second
        second.start()
        second.stop()
    }
}
"""
WARNING = "QUnifiedTimer::stopAnimationDriver: driver is not running"
warnings = []
qInstallMessageHandler(lambda kind, context, text: warnings.append(text))
application = QGuiApplication([])
engine = QQmlEngine()
component = QQmlComponent(engine)
component.setData(TIMERS, QUrl())
root = component.create()


class Third(QObject):
    @Slot()
    def start(self):
        root.startThird()


third = Third()
root.later.connect(third.start, Qt.ConnectionType.QueuedConnection)
times = {}


def change():
    times["changed"] = time.monotonic()
    root.change()


def fired():
    times["fired"] = time.monotonic()
    application.quit()


root.fired.connect(fired)
root.begin()
QTimer.singleShot(300, change)
QTimer.singleShot(20_000, application.quit)
application.exec()
took = times["fired"] - times["changed"] if "fired" in times else None
print(f"warnings: {warnings}")
print(f"the third Timer, of 0.5 s, fired after {took:.3f} s" if took else "the third Timer never fired")
sys.exit(0 if warnings == [WARNING] and took is not None and took >= 0.49 else 1)
P
QT_QPA_PLATFORM=offscreen "$D/venv/bin/python" "$D/timers.py"
