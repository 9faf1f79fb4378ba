pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// Cards of equal rank side by side: a picture or an icon, a title, a line of text.
Grid {
    id: root

    required property var block
    required property var accent
    property int density: 0
    property real fill: 0
    readonly property bool growsAlone: true
    readonly property Item cells: root
    readonly property int count: block.cards.length
    readonly property bool wordy: block.cards.some(card => Words.of(card.text) !== "")
    // At the largest text size, pictures and icons give way to text.
    readonly property bool pictured: !Theme.large && block.cards.some(card => card.picture || card.icon)
    // As many columns as fit the longest word of the titles.
    readonly property int unbroken: Math.floor((width + columnSpacing) / (longest.advanceWidth + columnSpacing))
    readonly property int most: Math.max(1, Math.min(unbroken, Math.floor(width / Math.min(wordy ? Theme.t(360) : Infinity, Math.max(Theme.t(Theme.enlarged ? 200 : 170), lineRoom)))))
    // A line of text has a standard measure; where space is short, lines with hard breaks get only the width they need.
    readonly property real lineRoom: !wordy ? 0 : density > 0 ? longestLine + columnSpacing : Theme.t(360)
    readonly property real longestLine: floor.font.pixelSize > 0 ? block.cards.reduce((most, card) => Words.of(card.text).split("\n").reduce((most, line) => Math.max(most, floor.advanceWidth(line) * 1.05), most), 0) : 0
    // Cards fill whole rows: five are three and two, not four and one. Four with room to spare are two and two.
    readonly property int wide: Math.min(count, most, count === 4 && density < -1 ? 2 : 4)
    readonly property int deep: Math.ceil(count / wide)
    readonly property var cards: Array.from(children).map(child => child as Card).filter(card => card !== null)
    // Total height of the pictures and icons of all rows: what the text beside them leaves.
    readonly property var words: cards.reduce((rows, card, at) => {
        rows[Math.floor(at / columns)] = Math.max(rows[Math.floor(at / columns)] ?? 0, card.wordHeight);
        return rows;
    }, [])
    readonly property real shared: fill > 0 && words.length > 0 ? (fill - rowSpacing * (words.length - 1) - words.reduce((sum, height) => sum + height, 0)) / words.length : 0
    readonly property real pictureHeight: Math.max(Math.min(column * 132 / 183, Theme.u(Theme.enlarged ? 180 : density > 1 ? 104 : density > 0 ? 128 : 180)), Math.min(column * 4 / 3, shared))
    readonly property real iconHeight: Math.max(Theme.t(Growth.size(density, 72, 104, 136)), Math.min(Theme.u(200), column, shared))
    // Titles grow until a word would break.
    readonly property real least: wordy ? 34 : 36
    readonly property real titleSize: Math.max(least, Math.min(Growth.size(density, least, 44, 52), 0.97 * least * column / Math.max(1, longest.advanceWidth), column / Theme.t(100) * 20))
    readonly property real column: (width - columnSpacing * (columns - 1)) / columns

    columnSpacing: Theme.gutter
    columns: Theme.large ? (wordy && (density <= 0 || longestLine > (width - columnSpacing) / 2) ? 1 : Math.max(1, Math.min(unbroken, 2))) : Math.ceil(count / deep)
    rowSpacing: Theme.gutter

    LongestWord {
        id: longest

        size: root.wordy ? 34 : 36
        texts: root.block.cards.map(card => card.title)
    }

    FontMetrics {
        id: floor

        font.family: Theme.family(Theme.style("floor").font, Words.language)
        font.pixelSize: Theme.t(Theme.style("floor").size)
        font.weight: Theme.style("floor").weight
    }

    Repeater {
        model: Slices.of(root.block.cards, root.block)

        Card {}
    }

    component Card: Column {
        id: card

        required property var modelData
        readonly property real wordHeight: title.height + (body.text === "" ? 0 : body.height)

        width: root.column

        PackPicture {
            height: root.pictureHeight
            picture: card.modelData.picture
            visible: root.pictured && Boolean(picture)
            width: parent.width
        }

        PackIcon {
            color: root.accent.colour
            font.pixelSize: Math.round(root.iconHeight * 0.78)
            height: root.iconHeight
            icon: card.modelData.icon
            visible: root.pictured && Boolean(icon) && !card.modelData.picture
        }

        Rectangle {
            color: root.accent.colour
            height: Theme.line(3)
            visible: !root.pictured
            width: parent.width
        }

        Label {
            id: title

            font.pixelSize: Theme.t(root.titleSize)
            lineHeight: Theme.t(root.titleSize * (root.wordy ? 52 / 34 : 56 / 36))
            text: Words.of(card.modelData.title)
            topPadding: Theme.u(8)
            width: parent.width
        }

        Label {
            id: body

            color: Theme.muted
            font.pixelSize: Theme.t(Growth.size(root.density, 28, 34, 40))
            lineHeight: Theme.t(Growth.size(root.density, 42, 50, 58))
            role: "floor"
            text: Words.of(card.modelData.text)
            visible: text !== ""
            width: parent.width
        }
    }
}
