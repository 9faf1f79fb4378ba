pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Pages side by side: previous, dots, "1 / 4", next.
Row {
    id: root

    property int count: 0
    property int current: 0
    property bool large: false

    signal stepped(int page)

    height: Theme.u(96)
    spacing: Theme.u(large ? 36 : 28)

    RingButton {
        anchors.verticalCenter: parent.verticalCenter
        icon: "left"
        identifier: "step:previous"
        large: root.large
        name: Words.say("previous-page")
        usable: root.current > 0

        onActivated: root.stepped(root.current - 1)
    }

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u(14)
        visible: root.count <= 12

        Repeater {
            model: root.count

            Rectangle {
                required property int index
                readonly property bool lit: index === root.current

                anchors.verticalCenter: parent.verticalCenter
                color: lit ? Theme.gold : Theme.muted
                height: Theme.u(lit ? 6 : 12)
                opacity: lit ? 1 : 0.55
                radius: height / 2
                width: Theme.u(lit ? 52 : 12)
            }
        }
    }

    Copy {
        anchors.verticalCenter: parent.verticalCenter
        role: "label"
        text: Words.fill("page-of", {
            number: root.current + 1,
            count: root.count
        })
        wrapMode: Text.NoWrap
    }

    RingButton {
        anchors.verticalCenter: parent.verticalCenter
        icon: "right"
        identifier: "step:next"
        large: root.large
        name: Words.say("next-page")
        usable: root.current < root.count - 1

        onActivated: root.stepped(root.current + 1)
    }
}
