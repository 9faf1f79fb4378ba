import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Buttons for all gestures: zoom out and in, previous and next, caption and thumbnails.
Row {
    id: root

    required property ViewerPlate view

    RingButton {
        Accessible.checkable: true
        Accessible.checked: root.view.thumbnails
        filled: root.view.thumbnails
        icon: "strip"
        identifier: "viewer:thumbnails"
        large: true
        name: Words.say("thumbnails")
        visible: !root.view.upright && root.view.count > 1

        onActivated: root.view.thumbnailsToggled()
    }

    RingButton {
        Accessible.checkable: true
        Accessible.checked: root.view.captions
        filled: !root.view.captions
        icon: "words"
        identifier: "viewer:captions"
        large: true
        name: Words.say("captions")

        onActivated: root.view.captionsToggled()
    }

    RingButton {
        icon: "minus"
        identifier: "viewer:zoom-out"
        large: true
        name: Words.say("zoom-out")
        usable: root.view.zoom > 1

        onActivated: root.view.zoomed(false)
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        horizontalAlignment: Text.AlignHCenter
        role: "label"
        text: Math.round(root.view.zoom * 100) + "%"
        width: Math.max(Theme.u(104), implicitWidth)
    }

    RingButton {
        icon: "plus"
        identifier: "viewer:zoom-in"
        large: true
        name: Words.say("zoom-in")
        usable: root.view.zoomable

        onActivated: root.view.zoomed(true)
    }

    Item {
        height: Theme.u(96)
        width: Theme.u(50)

        Rule {
            anchors.centerIn: parent
            height: Theme.u(72)
            width: Theme.line(2)
        }
    }

    RingButton {
        icon: "left"
        identifier: "viewer:previous"
        large: true
        name: Words.say("previous-picture")
        usable: root.view.current > 0

        onActivated: root.view.stepped(-1)
    }

    RingButton {
        icon: "right"
        identifier: "viewer:next"
        large: true
        name: Words.say("next-picture")
        usable: root.view.current < root.view.count - 1

        onActivated: root.view.stepped(1)
    }
}
