import QtQuick
import Kiosk.Theme

// Shown around what the keyboard or keypad has reached.
Rectangle {
    id: root

    required property Item target
    property real gap: Theme.u(6)
    // Within its edges, where nothing is free around it.
    property bool inside: false

    anchors.fill: target
    anchors.margins: inside ? gap : -gap - border.width
    border.color: Theme.text
    border.width: Theme.line(4)
    color: "transparent"
    visible: target.activeFocus
}
