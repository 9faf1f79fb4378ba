pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Who this is at the left; beside it a lit bay for each panel.
Item {
    id: root

    required property var home
    required property var place
    required property string pictures
    readonly property real column: Theme.u(616)
    readonly property real bay: (width - column - Theme.joint * (home.bays.length - 1)) / home.bays.length

    signal panelChosen(string panel)
    signal galleryChosen(string gallery)

    Image {
        height: Theme.u(960)
        source: root.pictures + "whorl-home.png"
        width: Theme.u(616)
    }

    Touchable {
        id: emblem

        height: width
        identifier: "home:emblem"
        name: Words.of(root.home.opensTitle)
        usable: root.home.opens !== ""
        width: Theme.u(380)
        x: Theme.u(96)
        y: Theme.u(64)

        onActivated: root.panelChosen(root.home.opens)

        Emblem {
            anchors.fill: parent
            border.width: Theme.line(parent.pressed ? 9 : 3)
            color: Theme.ground
            share: 0.69
            fallback: root.pictures + "yi.png"
            picture: root.home.emblem
            scale: parent.pressed ? 0.97 : 1
        }

        FocusFrame {
            radius: width / 2
            target: emblem
        }
    }

    Column {
        width: root.column - x - Theme.u(16)
        x: Theme.u(96)
        y: Theme.u(Words.chinese ? 476 : 452)

        Copy {
            color: Theme.gold
            lineHeight: Theme.t(Words.chinese ? 44 : 40)
            role: "label"
            text: Words.of(root.place)
            width: parent.width
        }

        Copy {
            font.pixelSize: Theme.t(Words.chinese ? 96 : 64)
            lineHeight: Theme.t(Words.chinese ? 126 : 108)
            role: "h1"
            text: Words.of(root.home.headline)
            width: parent.width
        }

        Copy {
            font.pixelSize: Theme.t(Words.chinese ? 36 : 32)
            lineHeight: Theme.t(Words.chinese ? 60 : 50)
            text: Words.of(root.home.lead)
            width: parent.width
        }
    }

    HomeRings {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.u(36)
        rings: root.home.rings
        width: root.column - x
        x: Theme.u(96)

        onGalleryChosen: gallery => root.galleryChosen(gallery)
        onPanelChosen: panel => root.panelChosen(panel)
    }

    Repeater {
        model: root.home.bays

        HomeBay {
            required property int index
            required property var modelData

            bay: modelData
            height: root.height
            width: index === root.home.bays.length - 1 ? root.width - x : Math.round(root.bay)
            x: Math.round(root.column + index * (root.bay + Theme.joint))

            onActivated: root.panelChosen(modelData.id)
        }
    }
}
