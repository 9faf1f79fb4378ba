import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Buttons that pan a zoomed picture instead of a drag.
Rectangle {
    id: root

    signal panned(real x, real y)

    color: Theme.plate
    height: width
    radius: Theme.u(4)
    // The rings keep clear of each other, corner to corner.
    width: 3 * Math.max(Theme.u(96), Theme.ring) + Math.ceil(1.5 * Theme.joint) + Theme.u(12)

    RingButton {
        anchors.horizontalCenter: parent.horizontalCenter
        icon: "up"
        identifier: "pan:up"
        large: true
        name: Words.say("pan-up")
        y: Theme.u(6)

        onActivated: root.panned(0, 1)
    }

    RingButton {
        anchors.verticalCenter: parent.verticalCenter
        icon: "left"
        identifier: "pan:left"
        large: true
        name: Words.say("pan-left")
        x: Theme.u(6)

        onActivated: root.panned(1, 0)
    }

    RingButton {
        anchors.right: parent.right
        anchors.rightMargin: Theme.u(6)
        anchors.verticalCenter: parent.verticalCenter
        icon: "right"
        identifier: "pan:right"
        large: true
        name: Words.say("pan-right")

        onActivated: root.panned(-1, 0)
    }

    RingButton {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.u(6)
        anchors.horizontalCenter: parent.horizontalCenter
        icon: "down"
        identifier: "pan:down"
        large: true
        name: Words.say("pan-down")

        onActivated: root.panned(0, -1)
    }
}
