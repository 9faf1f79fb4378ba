import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// A quotation in the handwriting face, and its speaker.
Item {
    id: root

    required property var block
    required property var accent
    property int density: 0
    readonly property alias running: quotation
    readonly property bool ruled: true
    readonly property int size: Growth.size(density, density === 0 ? 40 : 34, 54, 72)

    implicitHeight: words.height

    Rectangle {
        color: root.accent.colour
        height: words.height - Theme.t(12)
        width: Theme.line(3)
        y: Theme.t(8)
    }

    Column {
        id: words

        spacing: Theme.t(12)
        width: root.width - x
        x: Theme.u(36)

        Label {
            id: quotation

            face: Words.chinese ? "hand" : "sans"
            font.pixelSize: Theme.t(root.size)
            lineHeight: Theme.t(Theme.large ? 50 : root.density > 1 ? 52 : root.size < 40 ? 58 : root.size * 1.65)
            text: Slices.words(Words.of(root.block.says), root.block)
            visible: text !== ""
            textFormat: Text.StyledText
            width: parent.width
        }

        // The speaker, below the end of the quotation.
        Flow {
            visible: Slices.ends(root.block)
            spacing: Theme.u(24)
            width: parent.width

            Label {
                visible: text !== ""
                width: Math.min(implicitWidth, words.width)
                color: root.accent.colour
                lineHeight: Theme.t(44)
                role: "label"
                text: Words.of(root.block.speaker)
            }

            Label {
                color: Theme.muted
                role: "floor"
                text: Words.of(root.block.role)
                visible: text !== ""
                width: Math.min(implicitWidth, words.width)
            }
        }
    }
}
