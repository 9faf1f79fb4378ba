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
    // On a full page in the largest text, the speaker's role goes on in the line of the name.
    readonly property bool tight: Theme.large && density > 1
    // All blocks of the page.
    property var company: []
    // A few words by themselves are as large as a title.
    readonly property bool brief: company.length === 1 && density < -1 && widths.widest([Words.of(block.says)]) * 96 / 72 < 2.6 * (width - words.x)
    readonly property int size: brief ? 96 : Growth.size(density, density === 0 || width > Theme.t(1360) ? 40 : 34, 54, 72)

    TextWidths {
        id: widths

        font.family: quotation.font.family
        font.pixelSize: Theme.t(72)
    }

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
            lineHeight: Theme.t(Theme.large ? 50 : root.size < 40 ? root.density > 1 ? 52 : 58 : root.density > 1 ? 60 : root.size * (root.brief ? 1.5 : 1.65))
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
                color: Theme.muted
                role: "floor"
                text: `<font color="${root.accent.colour}">${Words.escaped(Words.of(root.block.speaker))}</font>&nbsp;&nbsp; ${Words.escaped(Words.of(root.block.role))}`
                textFormat: Text.StyledText
                visible: root.tight
                width: words.width
            }

            Label {
                visible: !root.tight && text !== ""
                width: Math.min(implicitWidth, words.width)
                color: root.accent.colour
                font.pixelSize: Theme.t(Growth.size(root.density, 32, 38, 44))
                lineHeight: Theme.t(Growth.size(root.density, 44, 52, 60))
                role: "label"
                text: Words.of(root.block.speaker)
            }

            Label {
                color: Theme.muted
                font.pixelSize: Theme.t(Growth.size(root.density, 28, 34, 40))
                lineHeight: Theme.t(Growth.size(root.density, 44, 52, 60))
                role: "floor"
                text: Words.of(root.block.role)
                visible: !root.tight && text !== ""
                width: Math.min(implicitWidth, words.width)
            }
        }
    }
}
