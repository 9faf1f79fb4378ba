pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The eye with the pack's emblem, and the arms around it.
Item {
    id: root

    required property var emblem
    required property string pictures
    required property bool upright
    property bool turning: false
    readonly property bool turns: turning && Theme.moving && GraphicsInfo.api !== GraphicsInfo.Software

    Loader {
        active: root.turns
        anchors.fill: parent

        sourceComponent: TurningArms {
            pictures: root.pictures
            running: root.turns
            upright: root.upright
        }
    }

    Image {
        anchors.fill: parent
        visible: !root.turns
        source: root.pictures + (root.upright ? "whorl-down.webp" : "whorl-right.webp")
    }

    Emblem {
        anchors.centerIn: parent
        fallback: root.pictures + "yi.webp"
        picture: root.emblem
        share: 0.7
        width: Theme.u(636)

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.u(18)
            border.color: Qt.alpha(Theme.gold, 0.4)
            border.width: Theme.line(1.5)
            color: "transparent"
            radius: width / 2
        }
    }
}
