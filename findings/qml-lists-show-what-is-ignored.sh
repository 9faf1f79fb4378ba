#!/bin/sh
# Accessible.ignored has no effect on the delegates of a ListView: what is hidden, and says so, is in the accessibility tree all the
# same. In a Repeater, a Column or a Flickable the same item is left out.
#
# Who is hurt: people who use a screen reader on an app with lists: they are read rows that are not on the screen, and the app's
# authors see `ignored` report true.
# Versions: PySide6-Essentials 6.11.3, shiboken6 6.11.3.
# Guessed: Accessible.ignored works on any Item, as its documentation says; so no delegate is in the tree.
# Seen: Qt puts the delegates of an item view into the tree when it creates them, after their bindings.
# What to do: give the delegate no name and no role, and put the item that has them inside of it.
#
# Exit 0: as stated; 1: it changed; 2: it could not be tried.
set -u
D=$(mktemp -d) || exit 2
trap 'rm -rf "$D"' EXIT INT TERM
python3 -m venv "$D/venv" || exit 2
"$D/venv/bin/python" -m pip install -q PySide6-Essentials==6.11.3 shiboken6==6.11.3 || exit 2
"$D/venv/bin/python" -m pip list 2>/dev/null | grep -i -E "^(pyside6|shiboken6) |^PySide6_Essentials"

cat >"$D/tree.py" <<'P'
import sys
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtQuick import QQuickView

ROW = 'Item { width: 9; height: 9; Accessible.role: Accessible.Button; Accessible.name: "row"; Accessible.ignored: true }'
INSIDE = f"Item {{ width: 9; height: 9; {ROW} }}"
SCENES = {
    "in a Column": f"Column {{ Repeater {{ model: 2; {ROW} }} }}",
    "in a ListView": f"ListView {{ anchors.fill: parent; model: 2; delegate: {ROW} }}",
    "inside delegates of a ListView": f"ListView {{ anchors.fill: parent; model: 2; delegate: {INSIDE} }}",
}
app = QGuiApplication(sys.argv)
QAccessible.setActive(True)


def named(node):
    children = [node.child(number) for number in range(node.childCount())]
    return (node.text(QAccessible.Text.Name) == "row") + sum(named(child) for child in children if child)


found = {}
for name, scene in SCENES.items():
    file = Path(sys.argv[1]) / "scene.qml"
    file.write_text(f"import QtQuick\nItem {{ width: 90; height: 90\n{scene} }}\n")
    view = QQuickView()
    view.engine().clearComponentCache()
    view.setSource(QUrl.fromLocalFile(str(file)))
    view.show()
    app.processEvents()
    found[name] = named(QAccessible.queryAccessibleInterface(view))
    print(f"{name}: {found[name]} of 2 ignored items are in the tree")
    view.close()
sys.exit(0 if list(found.values()) == [0, 2, 0] else 1)
P
QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software "$D/venv/bin/python" "$D/tree.py" "$D"
