import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// One line of text within a ring, shrunk to its width. What follows the digits of a number is smaller, and is below
// them where it would be too small to read. Takes no space without text.
Item {
    id: root

    required property string words
    required property real wanted
    required property color color
    property string face: "sans"
    property int weight: Font.Normal
    readonly property string head: words.match(/^\d[\d.,]*[+%~–-]*/)?.[0] ?? words
    readonly property string rest: words.slice(head.length).trim()
    readonly property real share: 0.46
    readonly property real line: Math.round(wanted * 1.12)
    readonly property real natural: (headRoom.advanceWidth + share * restRoom.advanceWidth) / 100 + (rest === "" ? 0 : 0.06)
    readonly property bool stacked: rest !== "" && width / natural * share < Theme.u(24)
    readonly property real size: Math.max(1, Math.floor(Math.min(wanted, width / Math.max(0.1, stacked ? headRoom.advanceWidth / 100 : natural))))

    height: line + (stacked ? Theme.u(36) : 0)
    visible: words !== ""

    TextMetrics {
        id: headRoom

        font.family: Theme.family(root.face, Words.language)
        font.pixelSize: 100
        font.weight: root.weight
        text: root.head
    }

    TextMetrics {
        id: restRoom

        font.family: Theme.family(root.face, Words.language)
        font.pixelSize: 100
        font.weight: root.weight
        text: root.rest
    }

    Label {
        id: number

        Accessible.ignored: true
        color: root.color
        face: root.face
        font.pixelSize: root.size
        font.weight: root.weight
        lineHeight: 1
        lineHeightMode: Text.ProportionalHeight
        text: root.head
        wrapMode: Text.NoWrap
        x: (root.width - (root.stacked ? width : root.natural * root.size)) / 2
        y: (root.line - height) / 2
    }

    Label {
        Accessible.ignored: true
        color: root.color
        face: root.face
        font.pixelSize: root.stacked ? Math.min(Theme.u(28), Math.floor(root.width * 80 / restRoom.advanceWidth)) : Math.max(1, root.size * root.share)
        font.weight: root.weight
        lineHeight: 1
        lineHeightMode: Text.ProportionalHeight
        text: root.rest
        wrapMode: Text.NoWrap
        x: root.stacked ? (root.width - width) / 2 : number.x + root.size * (headRoom.advanceWidth / 100 + 0.06)
        y: root.stacked ? root.line + (Theme.u(34) - height) / 2 : number.y + number.baselineOffset - baselineOffset
    }
}
