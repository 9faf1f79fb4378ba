#!/bin/sh
# A QML Text with lineHeightMode: Text.FixedHeight is higher than its lines: where the face's own line is higher than `lineHeight`, as
# in every CJK face, implicitHeight is lines x lineHeight plus the difference, once.
#
# Who is hurt: whoever sets type on a grid. A heading of 96 px set in lines of 126 is 138 high in Noto Serif CJK; what is anchored
# below it stands 12 px too low, a sum of lines does not agree with what is measured, and `height: lineCount * lineHeight` is a binding loop.
# Versions: PySide6-Essentials 6.11.3, shiboken6 6.11.3, any font.
# Guessed: "fixed height" means that n lines are n times as high.
# Seen: lines stand lineHeight apart, and the last one takes the natural height of its face.
# What to do: place what follows by lineCount * lineHeight; leave the text's own height alone.
#
# Exit 0: as stated; 1: it changed; 2: it could not be tried.
set -u
D=$(mktemp -d) || exit 2
trap 'rm -rf "$D"' EXIT INT TERM
python3 -m venv "$D/venv" || exit 2
"$D/venv/bin/python" -m pip install -q PySide6-Essentials==6.11.3 shiboken6==6.11.3 || exit 2
"$D/venv/bin/python" -m pip list 2>/dev/null | grep -i -E "^(pyside6|shiboken6) |^PySide6_Essentials"

cat >"$D/height.py" <<'P'
import sys

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine

QML = b"""
import QtQuick

Text {
    font.pixelSize: 100
    lineHeightMode: Text.FixedHeight
    width: 2000
    wrapMode: Text.WordWrap
}
"""
app = QGuiApplication(sys.argv)
engine = QQmlEngine()
component = QQmlComponent(engine)
component.setData(QML, QUrl())
text = component.create()
good = True
for line in (80, 300):
    extra = set()
    for lines in (1, 2, 5):
        text.setProperty("lineHeight", line)
        text.setProperty("text", "\n".join(["Word"] * lines))
        height = text.property("implicitHeight")
        extra.add(round(height - lines * line))
        print(f"lineHeight {line}: {text.property('lineCount')} lines are {height:g} high, {height - lines * line:+g}")
    good = good and len(extra) == 1 and (max(extra) > 0 if line == 80 else max(extra) == 0)
sys.exit(0 if good else 1)
P
QT_QPA_PLATFORM=offscreen "$D/venv/bin/python" "$D/height.py"
