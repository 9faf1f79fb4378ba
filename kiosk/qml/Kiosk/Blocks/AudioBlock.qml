import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A piece of sound, and below it everything that is heard, in words.
Item {
    id: root

    required property var block
    property bool seen: true
    readonly property bool pictured: Boolean(block.picture)
    readonly property real side: pictured ? Theme.u(Theme.large ? 240 : 216) : 0
    readonly property real start: pictured ? side + Theme.u(32) : 0

    implicitHeight: words.y + words.height

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

        Copy {
            Accessible.role: Accessible.Heading
            role: "h3"
            text: Words.of(root.block.title)
            visible: text !== ""
            width: parent.width
        }

        PlayerBar {
            identifier: "audio"
            medium: medium
            width: parent.width
        }

        Copy {
            text: medium.lost ? Words.say("sound-lost") : ""
            visible: text !== ""
            width: parent.width
        }
    }

    Copy {
        id: words

        height: text === "" ? 0 : implicitHeight
        text: Words.of(root.block.transcript)
        textFormat: Text.StyledText
        topPadding: Theme.u(24)
        width: parent.width
        y: Math.max(root.side, column.height)
    }
}
