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
    // All blocks of the page.
    property var company: []
    // A single card that is all of its page: its title is as large as that of a page where it fits, in the middle of the height.
    readonly property bool alone: company.length === 1 && !photographed
    readonly property bool sole: count === 1 && alone
    // So are a few titles without more words.
    readonly property bool bare: alone && !wordy && !pictured && count < 5
    readonly property Item cells: root
    readonly property int count: block.cards.length
    readonly property bool wordy: block.cards.some(card => Words.of(card.text) !== "")
    readonly property bool photographed: block.cards.some(card => card.picture)
    // At the largest text size, icons give way to text. A picture tells something of its own: it stays.
    readonly property bool pictured: photographed || !Theme.large && block.cards.some(shows)
    // There it is a strip beside its words, if these then break no word; otherwise above them.
    readonly property real strip: Math.round(width * (count === 1 && Words.of(block.cards[0].text).length < 40 ? 0.42 : 0.28))
    readonly property real stripGap: Theme.u(40)
    readonly property bool beside: Theme.large && photographed && width - strip - stripGap >= Math.max(widestWord.width, Theme.t(260))
    // Width of the words of a card.
    readonly property real measure: beside ? column - strip - stripGap : column
    readonly property var shown: Slices.of(block.cards, block)
    // As many columns as fit the widest word of the titles.
    readonly property int unbroken: Math.floor((width + columnSpacing) / (widestWord.width + columnSpacing))
    readonly property int most: Math.max(1, Math.min(unbroken, Math.floor(width / Math.min(wordy ? Theme.t(360) : Infinity, Math.max(Theme.t(Theme.enlarged ? 200 : 170), lineRoom)))))
    // A line of text has a standard measure; where space is short, lines with hard breaks get only the width they need.
    readonly property real lineRoom: !wordy ? 0 : density > 0 ? widestLine + columnSpacing : Theme.t(360)
    readonly property real widestLine: floor.widest(block.cards.reduce((lines, card) => lines.concat(Words.of(card.text).split("\n")), [])) * 1.05
    // Cards fill whole rows: five are three and two, not four and one. Four with room to spare are two and two, and on an upright page,
    // without pictures, one below another.
    readonly property int wide: Math.min(count, most, roomy && !pictured && width < Theme.u(1000) ? 1 : count === 4 && roomy ? 2 : 4)
    readonly property bool roomy: density < -1
    // The cards and the empty cells after shorter rows.
    readonly property var laid: EvenRows.cells(shown, Slices.start(block), count, columns)
    readonly property var cards: Array.from(children).map(child => child as Card).filter(card => card !== null)
    // Total height of the pictures and icons of all rows: what the text beside them leaves.
    readonly property var words: cards.reduce((rows, card, at) => {
        rows[Math.floor(at / columns)] = Math.max(rows[Math.floor(at / columns)] ?? 0, card.wordHeight);
        return rows;
    }, [])
    readonly property real shared: fill > 0 && words.length > 0 ? (fill - rowSpacing * (words.length - 1) - words.reduce((sum, height) => sum + height, 0)) / words.length : 0
    readonly property real stripHeight: Math.max(Math.min(strip * 3 / 4, Theme.u(density > 1 ? 160 : 240)), Math.min(strip * 4 / 3, fill > 0 ? Growth.level(words, fill - rowSpacing * (words.length - 1)) : 0))
    readonly property real pictureHeight: beside ? stripHeight : Math.max(Math.min(column * 132 / 183, Theme.u(Theme.enlarged ? 180 : density > 1 ? 104 : density > 0 ? 128 : 180)), Math.min(column * 4 / 3, shared))
    readonly property real iconHeight: Math.max(Theme.t(Growth.size(density, 72, 104, 136)), Math.min(Theme.u(200), column, shared))
    // Titles grow until a word would break.
    readonly property real least: wordy ? 34 : 36
    readonly property real titleSize: Math.max(least, Math.min(sole || bare ? Growth.size(density, density === 0 ? 46 : least, 64, 88) : Growth.size(density, least, 44, 52), 0.97 * least * measure / Math.max(1, widestWord.width), measure / Theme.t(100) * 20))
    readonly property real textSize: sole ? Growth.size(density, density === 0 ? 34 : 28, 42, 52) : Growth.size(density, 28, 34, 40)
    // On a full page in the largest text lines are closer.
    readonly property bool tight: Theme.large && density > 1
    readonly property real column: (width - columnSpacing * (columns - 1)) / columns

    // Spare height between rows of words.
    readonly property real apart: pictured || fill === 0 || words.length < 2 ? 0 : Math.max(0, Math.min(Theme.u(72), (fill - words.reduce((sum, height) => sum + height + Theme.line(3), 0)) / (words.length - 1) - Theme.gutter))

    function shows(card: var): bool {
        return Boolean(card.picture || card.icon);
    }

    columnSpacing: Theme.gutter
    topPadding: sole ? Growth.middle(fill, cards[0]?.height ?? fill) : 0
    columns: beside ? 1 : Theme.large ? (wordy && (density <= 0 || widestLine > (width - columnSpacing) / 2) ? 1 : Math.max(1, Math.min(count, unbroken, 2))) : EvenRows.columns(count, wide)
    rowSpacing: tight ? Theme.u(16) : Theme.gutter + apart

    WidestWord {
        id: widestWord

        size: root.wordy ? 34 : 36
        texts: root.block.cards.map(card => card.title)
    }

    TextWidths {
        id: floor

        font.family: Theme.family(Theme.style("floor").font, Words.language)
        font.pixelSize: Theme.t(Theme.style("floor").size)
        font.weight: Theme.style("floor").weight
    }

    Repeater {
        model: root.laid

        Card {}
    }

    component Card: Item {
        id: card

        required property int index
        required property var modelData
        readonly property int first: index - index % root.columns
        readonly property real wordHeight: title.height + (body.text === "" ? 0 : body.height)
        // Beside pictures and icons, the titles of cards without one are in line with the others.
        readonly property bool kept: root.pictured && (root.beside || root.laid.slice(first, first + root.columns).some(root.shows))
        readonly property bool iconic: !root.photographed || !modelData.picture && root.shows(modelData)
        readonly property real keptHeight: !kept || root.beside && !root.shows(modelData) ? 0 : iconic ? root.iconHeight : root.pictureHeight

        height: root.beside ? Math.max(keptHeight, words.height) : keptHeight + words.height
        objectName: modelData.blank ? "gap" : ""
        width: root.column

        PackPicture {
            height: root.pictureHeight
            picture: card.modelData.picture
            visible: root.pictured && Boolean(picture)
            width: root.beside ? root.strip : parent.width
        }

        PackIcon {
            color: root.accent.colour
            font.pixelSize: Math.round(root.iconHeight * 0.78)
            height: root.iconHeight
            icon: card.modelData.icon
            visible: root.pictured && Boolean(icon) && !card.modelData.picture
        }

        Column {
            id: words

            width: root.measure
            x: root.column - width
            y: root.beside ? Math.max(0, (card.keptHeight - height) / 2) : card.keptHeight

            Rectangle {
                color: root.accent.colour
                height: Theme.line(3)
                visible: !root.pictured && card.objectName === ""
                width: parent.width
            }

            Label {
                id: title

                font.pixelSize: Theme.t(root.titleSize)
                lineHeight: Theme.t(root.titleSize * (root.wordy ? (root.tight ? 46 : 52) / 34 : 56 / 36))
                height: root.tight ? topPadding + lineCount * lineHeight : implicitHeight
                text: Words.kept(Words.of(card.modelData.title))
                topPadding: Theme.u(root.tight ? 4 : 8)
                width: parent.width
            }

            Label {
                id: body

                color: Theme.muted
                font.pixelSize: Theme.t(root.textSize)
                lineHeight: Theme.t(root.tight ? 40 : root.textSize * 1.46 + 1)
                height: root.tight ? lineCount * lineHeight : implicitHeight
                role: "floor"
                text: Words.kept(Words.of(card.modelData.text))
                visible: text !== ""
                width: parent.width
            }
        }
    }
}
