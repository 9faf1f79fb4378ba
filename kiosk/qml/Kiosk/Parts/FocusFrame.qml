import QtQuick
import Kiosk.Theme

// The frame around the item with keyboard or keypad focus: a line within a darker one (on paper a lighter one), seen on pictures too.
Rectangle {
    id: root

    required property Item target
    property real gap: Theme.u(6)
    // Drawn within the item's edges, where there is no space around it.
    property bool inside: false

    anchors.fill: target
    anchors.margins: inside ? gap : -gap - border.width
    border.color: Theme.deep
    border.width: Theme.line(10)
    color: "transparent"
    visible: target.activeFocus

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.line(3)
        border.color: Theme.text
        border.width: Theme.line(4)
        color: "transparent"
        radius: Math.max(0, root.radius - Theme.line(3))
    }
}
