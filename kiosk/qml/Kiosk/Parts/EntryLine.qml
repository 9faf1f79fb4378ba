pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Entries on the gold line, one stud each: side by side where they fit, else one below another. With spare height, the line is
// at about a third of it, or the entries are further apart.
Item {
    id: root

    required property var entries
    // The entries in this part of the page; the others still influence the layout.
    property var shown: entries
    property int density: 0
    property real fill: 0
    readonly property alias cells: flow
    property real leastColumn: 220
    // One below another at any width, so that a page can break between them.
    property bool listed: false
    readonly property real shared: (width - Theme.gutter * (entries.length - 1)) / entries.length
    readonly property bool across: !listed && !Theme.large && (entries.length <= 4 || entries.length <= 6 && shared >= Theme.u(254)) && width / entries.length >= Theme.t(leastColumn) && shared >= longest.advanceWidth
    readonly property real indent: Theme.u(Growth.size(density, 56, 72, 88))
    // Width of an entry and of its text: on a tight page, dates have a column of their own before the text.
    readonly property real whole: across ? shared : width - indent
    readonly property real margin: Math.ceil(Math.max(dateWidth * whenSize / 48, widest(texts, entries.map(entry => entry.note ?? "")))) + Theme.t(32)
    readonly property bool aside: !across && dated && density > 0 && (Theme.large ? saves : whole - margin >= Theme.t(560))
    // In the largest text they are, if the page then needs less height.
    readonly property bool saves: whole - margin >= Math.max(Theme.t(240), longest.advanceWidth) && heightAt(whole - margin) < heightAt(whole)
    readonly property real column: whole - (aside ? margin : 0)
    readonly property bool dated: entries.some(entry => entry.when !== undefined && Words.of(entry.when) !== "")
    readonly property real dateWidth: widest(dates, entries.map(entry => Words.of(entry.when ?? "")))
    // Text grows until a word would break, and a date stays on one line.
    readonly property real titleSize: Math.max(34, Math.min(fitted(34, Growth.size(density, 34, 42, 52), longest.advanceWidth), roomy / 6))
    readonly property real whenSize: Math.max(48, Math.min(Growth.size(density, 48, 64, 88), 0.97 * 48 * whole / Math.max(1, dateWidth)))
    readonly property real textSize: Math.max(28, Math.min(Growth.size(density, 28, 34, 42), roomy / 9))
    // In units: a narrow column has about six to nine characters a line.
    readonly property real roomy: column / Theme.t(100) * 100
    readonly property real stud: Theme.u(Growth.size(density, 22, 28, 36))
    readonly property var cards: Array.from(flow.children).map(child => child as Entry).filter(entry => entry !== null)
    // In the horizontal layout, dates are above the line and events below it.
    readonly property real above: across && dated ? cards.reduce((most, entry) => Math.max(most, entry.whenHeight), 0) + Theme.t(Growth.size(density, 8, 14, 20)) : 0
    readonly property real below: Theme.t(Growth.size(density, 46, 54, 64))
    readonly property real natural: across ? above + below + cards.reduce((most, entry) => Math.max(most, entry.wordHeight), 0) : cards.reduce((sum, entry) => sum + entry.natural, 0) + gap * Math.max(0, cards.length - 1)
    readonly property real gap: Theme.t(20)
    readonly property real spare: Math.max(0, fill - natural)
    // Offset of the line from the top: brings it to about a third of the height.
    readonly property real sunk: across ? Math.min(spare / 2, Math.max(0, fill * 0.34 - above)) : 0
    readonly property real lineTop: sunk + above + stud / 2

    // Width of the widest of some words: few characters may be wider than many.
    function widest(metrics: FontMetrics, words: var): real {
        return metrics.font.pixelSize > 0 ? Math.max(0, ...words.map(each => metrics.advanceWidth(each))) : 0;
    }

    // Estimated height of the words in a column, with the dates above them where it is the whole width.
    function heightAt(column: real): real {
        const lines = (words, metrics) => metrics.font.pixelSize === 0 || words === "" ? 0 : words.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(metrics.advanceWidth(line) * 1.06 / column)), 0);
        return entries.reduce((sum, entry) => {
            const dates = (Words.of(entry.when) === "" ? 0 : Theme.t(64)) + (entry.note ? Theme.t(44) : 0);
            const words = lines(Words.of(entry.title), titles) * Theme.t(48) + lines(Words.of(entry.text), texts) * Theme.t(44);
            return sum + (column < whole ? Math.max(words, dates) : words + dates);
        }, 0);
    }

    function fitted(least: real, most: real, wide: real): real {
        return Math.max(least, Math.min(most, 0.97 * least * root.column / Math.max(1, wide)));
    }

    implicitHeight: across && fill > 0 ? natural + Math.min(spare, sunk + Theme.u(64)) : flow.height

    LongestWord {
        id: longest

        size: 34
        texts: root.entries.map(entry => entry.title)
    }

    FontMetrics {
        id: dates

        font.family: Theme.family("serif", Words.language)
        font.pixelSize: Theme.t(48)
        font.weight: Font.Bold
    }

    FontMetrics {
        id: titles

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(34)
    }

    FontMetrics {
        id: texts

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(28)
    }

    GoldLine {
        visible: root.across
        width: root.width
        y: Math.round(root.lineTop - height / 2)
    }

    Rectangle {
        color: Theme.gold
        height: flow.height - y
        visible: !root.across
        width: Theme.line(3)
        x: (root.stud - width) / 2
        y: Theme.t(24)
    }

    Grid {
        id: flow

        columnSpacing: Theme.gutter
        columns: root.across ? root.entries.length : 1
        rowSpacing: root.gap + (root.across || root.fill === 0 || root.cards.length < 2 ? 0 : Math.min(Theme.u(96), root.spare / (root.cards.length - 1)))

        Repeater {
            model: root.shown

            Entry {}
        }
    }

    component Entry: Item {
        id: entry

        required property var modelData
        readonly property real whenHeight: when.text === "" ? 0 : when.height
        readonly property real wordHeight: title.height + (body.text === "" ? 0 : body.height)
        // In the vertical layout: y of the text, so that its first line is beside its date, or below it.
        readonly property real wordTop: !root.aside ? whenHeight : when.text === "" ? 0 : Math.max(0, (when.lineHeight - title.lineHeight) / 2)
        readonly property real noteHeight: note.text === "" ? 0 : note.height
        readonly property real natural: root.aside ? Math.max(whenHeight + noteHeight, wordTop + wordHeight) : wordTop + wordHeight + noteHeight

        height: root.across ? words.y + wordHeight : natural
        width: root.across ? root.column : root.width

        Rectangle {
            color: Theme.gold
            height: width
            radius: width / 2
            width: root.stud
            x: root.across ? Theme.u(1) : 0
            y: root.across ? root.lineTop - height / 2 : ((when.text === "" ? title.lineHeight : when.lineHeight) - height) / 2
        }

        Label {
            id: when

            color: Theme.gold
            font.pixelSize: Theme.t(root.whenSize)
            lineHeight: Theme.t(root.whenSize * 4 / 3)
            role: "h3"
            text: entry.modelData.when ? Words.of(entry.modelData.when) : ""
            visible: text !== ""
            width: root.whole
            x: root.across ? 0 : root.indent
            y: root.across ? root.sunk + root.above - Theme.t(Growth.size(root.density, 8, 14, 20)) - height : 0
        }

        // What is told of the date: when a number was true.
        Label {
            id: note

            color: Theme.muted
            font.pixelSize: body.font.pixelSize
            lineHeight: body.lineHeight
            role: "floor"
            text: entry.modelData.note ?? ""
            visible: text !== "" && !root.across
            width: root.aside ? root.margin : root.column
            x: root.indent
            y: root.aside ? entry.whenHeight : entry.natural - height
        }

        Item {
            id: words

            width: root.column
            x: root.across ? 0 : root.indent + root.whole - root.column
            y: root.across ? root.sunk + root.above + root.below : entry.wordTop

            HangingLabel {
                id: title

                font.pixelSize: Theme.t(root.titleSize)
                hanging: root.across
                lineHeight: Theme.t(root.titleSize * 1.42)
                words: Words.of(entry.modelData.title)
                width: parent.width
            }

            Label {
                id: body

                color: Theme.muted
                font.pixelSize: Theme.t(root.textSize)
                lineHeight: Theme.t(root.textSize * 44 / 28)
                role: "floor"
                text: Words.of(entry.modelData.text)
                visible: text !== ""
                width: parent.width
                y: title.height
            }
        }
    }
}
