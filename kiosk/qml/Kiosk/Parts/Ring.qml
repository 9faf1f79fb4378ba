import QtQuick
import Kiosk.Theme

// The gold ring: it means touch, and stands on nothing else.
Rectangle {
    id: root

    property string icon
    property bool large: false
    property bool pressed: false
    property bool usable: true
    property bool focused: false

    border.color: Theme.gold
    border.width: Theme.line(large ? 3 : 2.5)
    color: pressed ? Theme.gold : Theme.ringFill
    height: width
    implicitWidth: Theme.u(large ? 96 : 72)
    opacity: usable ? 1 : 0.38
    radius: width / 2
    scale: pressed ? 0.97 : 1

    StrokeIcon {
        anchors.centerIn: parent
        color: root.pressed ? Theme.onGold : Theme.gold
        height: width
        icon: root.icon
        width: root.width * 0.52
    }

    Rectangle {
        anchors.centerIn: parent
        border.color: Theme.text
        border.width: Theme.line(4)
        color: "transparent"
        height: width
        radius: width / 2
        visible: root.focused
        width: root.width + Theme.u(20)
    }
}
