#!/bin/sh
# QML's Text breaks a line at a no-break space (U+00A0) in Text.StyledText, and only there: plain and rich text keep what it joins on
# one line, and so does styled text where the space is written as &nbsp;.
#
# Who is hurt: whoever sets words from data (captions, figures with their units, names) in styled text for a little bold. "5 hours"
# and "No. 1" are torn apart, though the writer joined them with care, and the same words hold together in the next plain Text.
# Versions: PySide6-Essentials 6.11.3, shiboken6 6.11.3, fonts-dejavu-core of the system or any other font.
# Guessed: all three formats are laid out by QTextLayout, which knows U+00A0; so all keep it.
# Seen: the parser of styled text takes U+00A0 for white space like any other, and puts an ordinary space there.
# What to do: write &nbsp; for U+00A0 before words become styled text.
#
# Exit 0: as stated; 1: it changed; 2: it could not be tried.
set -u
D=$(mktemp -d) || exit 2
trap 'rm -rf "$D"' EXIT INT TERM
python3 -m venv "$D/venv" || exit 2
"$D/venv/bin/python" -m pip install -q PySide6-Essentials==6.11.3 shiboken6==6.11.3 || exit 2
"$D/venv/bin/python" -m pip list 2>/dev/null | grep -i -E "^(pyside6|shiboken6) |^PySide6_Essentials"

cat >"$D/lines.py" <<'P'
import sys

from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine

QML = b"""
import QtQuick

Text {
    property real whole: metrics.advanceWidth("five hours")
    property FontMetrics metrics: FontMetrics {
        font.pixelSize: 30
    }

    font.pixelSize: 30
    width: whole * 0.7
    wrapMode: Text.WordWrap
}
"""
app = QGuiApplication(sys.argv)
engine = QQmlEngine()
component = QQmlComponent(engine)
component.setData(QML, QUrl())
text = component.create()
found = {}
for name, words in (("a space", "five hours"), ("U+00A0", "five\u00a0hours"), ("&nbsp;", "five&nbsp;hours")):
    # 0: plain, 1: rich, 4: styled
    for form, number in (("plain", 0), ("rich", 1), ("styled", 4)):
        text.setProperty("textFormat", number)
        text.setProperty("text", words)
        found[form, name] = text.property("lineCount")
        print(f"{form:7} {name:8} {found[form, name]} lines")
stated = {"plain": 1, "rich": 1, "styled": 2}
good = all(found[form, "U+00A0"] == lines for form, lines in stated.items())
good = good and all(found[form, "a space"] == 2 for form in stated)
good = good and found["rich", "&nbsp;"] == found["styled", "&nbsp;"] == 1
sys.exit(0 if good else 1)
P
QT_QPA_PLATFORM=offscreen "$D/venv/bin/python" "$D/lines.py"
