import QtQuick
import Kiosk.Theme

// Steps through pages side by side: previous, dots, "1 / 4", next.
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

    Dots {
        anchors.verticalCenter: parent.verticalCenter
        count: root.count
        current: root.current
        visible: root.count <= 12
    }

    Label {
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
