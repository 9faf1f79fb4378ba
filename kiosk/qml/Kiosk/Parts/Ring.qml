import QtQuick
import Kiosk.Theme

// The gold ring: it means touch, and is used for nothing else.
Rectangle {
    id: root

    property string icon
    property bool large: false
    property bool pressed: false
    property bool usable: true
    property bool focused: false
    property bool filled: false
    property bool chosen: false

    border.color: Theme.gold
    border.width: Theme.line(chosen ? 6 : Theme.high ? 4 : large ? 3 : 2.5)
    color: pressed || filled ? Theme.gold : Theme.ringFill
    height: width
    implicitWidth: large ? Math.max(Theme.u(96), Theme.ring) : Theme.ring
    opacity: usable ? 1 : 0.38
    radius: width / 2
    scale: pressed ? 0.97 : 1

    StrokeIcon {
        anchors.centerIn: parent
        color: root.pressed || root.filled ? Theme.overGold : Theme.gold
        height: width
        icon: root.icon
        width: root.width * 0.52
    }

    FocusFrame {
        gap: Theme.u(6)
        radius: width / 2
        target: root
        visible: root.focused
    }

    // A tick marks the choice too, never weight alone.
    Rectangle {
        border.color: Theme.raise
        border.width: Theme.line(3)
        color: Theme.gold
        height: width
        radius: width / 2
        visible: root.chosen
        width: Theme.u(40)
        x: root.width - width + Theme.u(8)
        y: -Theme.u(8)

        StrokeIcon {
            anchors.centerIn: parent
            color: Theme.overGold
            height: width
            icon: "check"
            width: Theme.u(24)
        }
    }
}
