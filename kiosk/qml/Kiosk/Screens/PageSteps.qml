import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// From part to part of a page that does not fit at once; at the largest size from page to page too.
Column {
    id: root

    required property int part
    required property int parts
    // Where the stepper has no room these steps lead from page to page as well.
    required property bool stepsHere
    required property int page
    required property int pages

    signal stepped(int by)

    spacing: Theme.u(16)
    visible: parts > 1 || stepsHere

    RingButton {
        anchors.horizontalCenter: parent.horizontalCenter
        icon: "up"
        identifier: "part:previous"
        large: true
        name: Words.say("previous-part")
        usable: root.part > 0 || root.stepsHere && root.page > 0

        onActivated: root.stepped(-1)
    }

    Copy {
        anchors.horizontalCenter: parent.horizontalCenter
        role: "label"
        text: root.stepsHere ? (root.page + 1) + "/" + root.pages : (root.part + 1) + "/" + root.parts
    }

    Dots {
        Accessible.name: Words.fill("page-of", {
            number: root.part + 1,
            count: root.parts
        })
        Accessible.role: Accessible.StaticText
        anchors.horizontalCenter: parent.horizontalCenter
        count: root.parts
        current: root.part
        small: true
        visible: root.stepsHere && root.parts > 1
    }

    RingButton {
        anchors.horizontalCenter: parent.horizontalCenter
        icon: "down"
        identifier: "part:next"
        large: true
        name: Words.say("next-part")
        usable: root.part < root.parts - 1 || root.stepsHere && root.page < root.pages - 1

        onActivated: root.stepped(1)
    }
}
