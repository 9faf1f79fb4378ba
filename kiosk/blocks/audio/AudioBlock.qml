import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// A sound recording with its full transcript below it.
Item {
    id: root

    required property var block
    property int density: 0
    property bool seen: true
    readonly property bool pictured: Boolean(block.picture)
    // On a wide page, everything goes to the right of a large picture.
    readonly property bool roomy: pictured && !Theme.large && width > Theme.u(1000)
    readonly property real side: pictured ? (roomy ? Math.min(width * 0.46, Theme.u(Growth.size(density, 520, 580, 640))) : Theme.u(Theme.large ? 240 : Growth.size(density, 216, 280, 340))) : 0
    readonly property real start: pictured ? side + Theme.u(roomy ? 64 : 32) : 0

    implicitHeight: Math.max(side, words.y + words.height)

    onSeenChanged: if (!seen)
        medium.stop()
    onVisibleChanged: if (!visible)
        medium.pause()

    PackPicture {
        height: root.side
        picture: root.block.picture
        visible: root.pictured
        width: root.side
    }

    Medium {
        id: medium

        film: root.block.film
        filmed: false
    }

    Column {
        id: column

        spacing: Theme.u(16)
        width: root.width - x
        x: root.start

        Label {
            Accessible.role: Accessible.Heading
            font.pixelSize: Theme.t(Growth.size(root.density, 48, 56, 64))
            lineHeight: Theme.t(Growth.size(root.density, 64, 74, 86))
            role: "h3"
            text: Words.of(root.block.title)
            visible: text !== ""
            width: parent.width
        }

        PlayerBar {
            identifier: "audio"
            medium: medium
            stacked: Theme.large || width < Theme.u(560)
            width: parent.width
        }

        Label {
            text: medium.lost ? Words.say("sound-lost") : ""
            visible: text !== ""
            width: parent.width
        }
    }

    Label {
        id: words

        font.pixelSize: Theme.t(Growth.size(root.density, 34, 42, 52))
        height: text === "" ? 0 : implicitHeight
        lineHeight: Theme.t(Growth.size(root.density, 58, 66, 80))
        text: Words.of(root.block.transcript)
        textFormat: Text.StyledText
        topPadding: Theme.u(24)
        width: parent.width - x
        x: root.roomy ? root.start : 0
        y: root.roomy ? column.height : Math.max(root.side, column.height)
    }
}
