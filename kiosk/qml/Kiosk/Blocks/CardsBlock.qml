pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Things of one kind side by side: a picture or an icon, a title, a line of words.
Grid {
    id: root

    required property var block
    required property var accent
    readonly property bool wordy: block.cards.some(card => Words.of(card.text) !== "")
    // At the largest size motifs become words.
    readonly property bool pictured: !Theme.large && block.cards.some(card => card.picture || card.icon)
    // As many as leave each title its longest word whole.
    readonly property int unbroken: Math.floor((width + columnSpacing) / (longest.advanceWidth + columnSpacing))
    readonly property int most: Math.max(1, Math.min(unbroken, Math.floor(width / Theme.t(wordy ? 360 : Theme.enlarged ? 200 : 170))))
    readonly property real column: (width - columnSpacing * (columns - 1)) / columns

    columnSpacing: Theme.gutter
    columns: Theme.large ? (wordy ? 1 : Math.max(1, Math.min(unbroken, 2))) : Math.min(block.cards.length, most, 4)
    rowSpacing: Theme.gutter

    LongestWord {
        id: longest

        size: root.wordy ? 34 : 36
        texts: root.block.cards.map(card => card.title)
    }

    Repeater {
        model: Slices.of(root.block.cards, root.block)

        Column {
            id: card

            required property var modelData

            width: root.column

            PackPicture {
                height: Math.min(width * 132 / 183, Theme.u(180))
                picture: card.modelData.picture
                visible: root.pictured && Boolean(picture)
                width: parent.width
            }

            PackIcon {
                color: root.accent.colour
                font.pixelSize: Theme.t(56)
                height: Theme.t(72)
                icon: card.modelData.icon
                visible: root.pictured && Boolean(icon) && !card.modelData.picture
            }

            Rectangle {
                color: root.accent.colour
                height: Theme.line(3)
                visible: !root.pictured
                width: parent.width
            }

            Copy {
                font.pixelSize: Theme.t(root.wordy ? 34 : 36)
                lineHeight: Theme.t(root.wordy ? 52 : 56)
                text: Words.of(card.modelData.title)
                topPadding: Theme.u(8)
                width: parent.width
            }

            Copy {
                color: Theme.muted
                lineHeight: Theme.t(42)
                role: "floor"
                text: Words.of(card.modelData.text)
                visible: text !== ""
                width: parent.width
            }
        }
    }
}
