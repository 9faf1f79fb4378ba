import QtQuick
import Kiosk.Theme

// Shown around what the keyboard or keypad has reached.
Rectangle {
    id: root

    required property Item target
    property real gap: Theme.u(6)

    anchors.fill: target
    anchors.margins: -gap - border.width
    border.color: Theme.text
    border.width: Theme.line(4)
    color: "transparent"
    visible: target.activeFocus
}
