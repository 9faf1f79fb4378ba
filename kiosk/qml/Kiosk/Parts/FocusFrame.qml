import QtQuick
import Kiosk.Theme

// The frame around the item with keyboard or keypad focus.
Rectangle {
    id: root

    required property Item target
    property real gap: Theme.u(6)
    // Drawn within the item's edges, where there is no space around it.
    property bool inside: false

    anchors.fill: target
    anchors.margins: inside ? gap : -gap - border.width
    border.color: Theme.text
    border.width: Theme.line(4)
    color: "transparent"
    visible: target.activeFocus
}
