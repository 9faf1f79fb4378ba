pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Entries on the gold line, one stud each: side by side where they fit, in up to three rows, else one below another. With spare
// height, a single line is at about a third of it, or the entries are further apart.
Item {
    id: root

    required property var entries
    // The entries in this part of the page; the others still influence the layout.
    property var shown: entries
    // The number of the first of them.
    property int start: 0
    property int density: 0
    property real fill: 0
    readonly property alias cells: flow
    property real leastColumn: 220
    // Height of a part of the page.
    property real partRoom: 0
    // All blocks of the page.
    property var company: []
    // A single entry that is all of its page: as large as a title where it fits, and in the middle of the height.
    readonly property bool sole: entries.length === 1 && company.length === 1 && company[0].entries === undefined && (company[0].steps ?? company[0].moments ?? []).length === 1
    readonly property real middle: sole ? Growth.middle(fill, flow.height) : 0
    // One below another at any width, so that a page can break between them.
    property bool listed: false
    // Rows of entries side by side; 0 where they are one below another.
    readonly property int lanes: {
        const first = listed || Theme.large || entries.length < 2 ? undefined : [1, 2, 3, 4].find(lanes => fits(lanes));
        return first === undefined ? 0 : shares(first) ? first : first + 1;
    }
    readonly property int abreast: Math.ceil(entries.length / Math.max(1, lanes))
    readonly property real shared: sharedIn(lanes)
    readonly property bool across: lanes > 0
    readonly property real indent: Theme.u(Growth.size(density, 56, 72, 88))
    // Width of an entry and of its text: on a tight page, dates have a column of their own before the text.
    readonly property real whole: across ? shared : width - indent
    readonly property real margin: Math.ceil(Math.max(dateWidth, noteWidth)) + Theme.t(32)
    // In the largest text a note that is longer than the dates takes two lines: the words beside it have more width.
    readonly property var notes: entries.map(entry => entry.note ?? "")
    readonly property real noteWidth: Theme.large && texts.widest(notes) > 1.2 * dateWidth ? Math.max(texts.widestWord(notes), texts.widest(notes) * 0.6) : texts.widest(notes)
    readonly property bool aside: !across && dated && density > 0 && (Theme.large ? saves : whole - margin >= Theme.t(560))
    // On a full page in the largest text, lines are closer, and dates above their words smaller: two entries share a part.
    readonly property bool tight: Theme.large && density > 1
    readonly property real titleLine: tight ? 44 / 34 : 1.42
    readonly property real textLine: (tight ? 40 : 44) / 28
    // In the largest text they are, if the page then needs less height and the words have most of the width.
    readonly property bool saves: margin <= whole * 0.5 && whole - margin >= Math.max(Theme.t(240), widestWord.width) && heightAt(whole - margin, true) < heightAt(whole, false)
    readonly property real column: whole - (aside ? margin : 0)
    readonly property bool dated: entries.some(entry => entry.when !== undefined && Words.of(entry.when) !== "")
    readonly property real dateWord: dates.widestWord(entries.map(entry => Words.of(entry.when ?? "")))
    readonly property real dateWidth: dates.widest(entries.map(entry => Words.of(entry.when ?? "")))
    // Text grows until a word would break, and a date stays on one line.
    readonly property real titleSize: Math.max(34, Math.min(fitted(34, sole ? Growth.size(density, density === 0 ? 46 : 34, 60, 84) : Growth.size(density, 34, 42, 52), widestWord.width), roomy / 6))
    readonly property real whenSize: tight ? aside ? 42 : 34 : Math.max(48, Math.min(sole ? Growth.size(density, density === 0 ? 60 : 48, 88, 120) : Growth.size(density, 48, 64, 88), 0.97 * 48 * whole / Math.max(1, dateWidth)))
    readonly property real textSize: Math.max(28, Math.min(sole ? Growth.size(density, density === 0 ? 34 : 28, 42, 52) : Growth.size(density, 28, 34, 42), roomy / 9))
    // In units: a narrow column has about six to nine characters a line.
    readonly property real roomy: column / Theme.t(100) * 100
    readonly property real stud: Theme.u(Growth.size(density, 22, 28, 36))
    readonly property var cards: Array.from(flow.children).map(child => child as Entry).filter(entry => entry !== null)
    // In the horizontal layout, dates are above the line and events below it.
    readonly property real above: across && dated ? cards.reduce((most, entry) => Math.max(most, entry.whenHeight), 0) + Theme.t(Growth.size(density, 8, 14, 20)) : 0
    readonly property real below: Theme.t(Growth.size(density, 46, 54, 64))
    // Height of the words of each row.
    readonly property var laneHeights: cards.reduce((heights, entry, at) => {
        const lane = Math.floor(at / abreast);
        heights[lane] = Math.max(heights[lane] ?? 0, entry.wordHeight);
        return heights;
    }, [])
    readonly property real natural: across ? laneHeights.reduce((sum, height) => sum + above + below + height, gap * Math.max(0, laneHeights.length - 1)) : cards.reduce((sum, entry) => sum + entry.natural, 0) + gap * Math.max(0, cards.length - 1)
    readonly property real gap: Theme.t(tight ? 12 : 20)
    readonly property real spare: Math.max(0, fill - natural)
    // Offset of the line from the top: brings it to about a third of the height.
    readonly property real sunk: lanes === 1 ? Math.min(spare / 2, Math.max(0, fill * 0.34 - above)) : 0
    readonly property real lineTop: sunk + above + stud / 2

    // Width of an entry in so many rows.
    function sharedIn(lanes: int): real {
        const abreast = Math.ceil(entries.length / Math.max(1, lanes));
        return (width - Theme.gutter * (abreast - 1)) / abreast;
    }

    // Whether so many rows have room for the entries. Of more than four, two rows, or of more than six, three must be lower than a list,
    // and four lower than a list that needs several parts; a part must hold each row, for only a list breaks between all entries.
    function fits(lanes: int): bool {
        const shared = sharedIn(lanes);
        const abreast = Math.ceil(entries.length / lanes);
        if (lanes === 1 ? abreast > 6 || abreast > 4 && shared < Theme.u(254) : entries.length < (lanes < 3 ? 5 : 7) || abreast < 2 || shared < Theme.u(entries.length < 7 ? 320 : 240))
            return false;
        const heights = lanesOf(lanes);
        if (partRoom > 0 && Math.max(...heights) > partRoom)
            return false;
        if (width / abreast < Theme.t(leastColumn) || shared < Math.max(widestWord.width, dateWord))
            return false;
        const list = lanes === 1 ? Infinity : heightAt(width - indent, false);
        return (lanes < 4 || partRoom > 0 && list > partRoom) && heights.reduce((sum, height) => sum + height, 0) < list;
    }

    // Whether no part has a row more than another: three rows that need two parts are better four.
    function shares(lanes: int): bool {
        return lanes !== 3 || partRoom <= 0 || lanesAt(lanes) <= partRoom || lanesAt(lanes + 1) > 2 * partRoom || !fits(lanes + 1);
    }

    function lanesAt(lanes: int): real {
        return lanesOf(lanes).reduce((sum, height) => sum + height, 0);
    }

    // Estimated heights of the entries in rows.
    function lanesOf(lanes: int): var {
        const abreast = Math.ceil(entries.length / lanes);
        const heights = entries.map(entry => linesOf(Words.of(entry.when), dates, sharedIn(lanes)) * Theme.t(64) + below + wordsAt(entry, sharedIn(lanes)));
        return Array.from({
            length: lanes
        }, (_, lane) => Math.max(...heights.slice(lane * abreast, (lane + 1) * abreast), 0));
    }

    function linesOf(words: string, metrics: FontMetrics, column: real): int {
        return metrics.font.pixelSize === 0 || words === "" ? 0 : words.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(metrics.advanceWidth(line) * 1.06 / column)), 0);
    }

    // Estimated height of the title and text of an entry.
    function wordsAt(entry: var, column: real): real {
        return linesOf(Words.of(entry.title), titles, column) * Theme.t(34 * titleLine) + linesOf(Words.of(entry.text), texts, column) * Theme.t(28 * textLine);
    }

    // Estimated height of a list whose words have a column, with the dates beside or above them.
    function heightAt(column: real, beside: bool): real {
        return entries.reduce((sum, entry) => {
            const dates = (Words.of(entry.when) === "" ? 0 : Theme.t(tight && !beside ? 34 * 4 / 3 : 64)) + (entry.note ? Theme.t(28 * textLine) : 0);
            const words = wordsAt(entry, column);
            return sum + (beside ? Math.max(words, dates) : words + dates);
        }, 0);
    }

    // A label is as high as the lines of its face, which are higher than those set. It is null while its entry is destroyed.
    function heightOf(label: Label): real {
        return !label ? 0 : root.tight ? label.lineCount * label.lineHeight : label.height;
    }

    function fitted(least: real, most: real, wide: real): real {
        return Math.max(least, Math.min(most, 0.97 * least * root.column / Math.max(1, wide)));
    }

    implicitHeight: lanes === 1 && fill > 0 ? natural + Math.min(spare, sunk + Theme.u(64)) : middle + flow.height

    WidestWord {
        id: widestWord

        size: 34
        texts: root.entries.map(entry => entry.title)
    }

    TextWidths {
        id: dates

        font.family: Theme.family("serif", Words.language)
        font.pixelSize: Theme.t(48)
        font.weight: Font.Bold
    }

    TextWidths {
        id: titles

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(34)
    }

    TextWidths {
        id: texts

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(28)
    }

    Repeater {
        model: root.across ? root.laneHeights.length : 0

        GoldLine {
            required property int index

            width: root.width
            y: Math.round((root.cards[index * root.abreast]?.y ?? 0) + root.lineTop - height / 2)
        }
    }

    Rectangle {
        color: Theme.gold
        height: flow.y + flow.height - y
        visible: !root.across
        width: Theme.line(3)
        x: (root.stud - width) / 2
        y: flow.y + Theme.t(24)
    }

    Grid {
        id: flow

        y: root.middle
        columnSpacing: Theme.gutter
        columns: root.across ? root.abreast : 1
        rowSpacing: root.gap + (root.lanes === 1 || root.fill === 0 || deep < 2 ? 0 : Math.min(Theme.u(96), root.spare / (deep - 1)))

        readonly property int deep: root.across ? root.laneHeights.length : root.cards.length

        Repeater {
            model: EvenRows.cells(root.shown, root.start, root.entries.length, flow.columns)

            Entry {}
        }
    }

    component Entry: Item {
        id: entry

        required property var modelData
        readonly property real whenHeight: when.text === "" ? 0 : root.heightOf(when)
        readonly property real wordHeight: root.heightOf(title) + (body.text === "" ? 0 : body.height)
        // In the vertical layout: y of the text, so that its first line is beside its date, or below it.
        readonly property real wordTop: !root.aside ? whenHeight : when.text === "" ? 0 : Math.max(0, (when.lineHeight - title.lineHeight) / 2)
        readonly property real noteHeight: note.text === "" ? 0 : note.height
        readonly property real natural: root.aside ? Math.max(whenHeight + noteHeight, wordTop + wordHeight) : wordTop + wordHeight + noteHeight

        height: root.across ? words.y + wordHeight : natural
        objectName: modelData.blank ? "gap" : ""
        width: root.across ? root.column : root.width

        Rectangle {
            color: Theme.gold
            height: width
            radius: width / 2
            visible: entry.objectName === ""
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
                lineHeight: Theme.t(root.titleSize * root.titleLine)
                words: Words.of(entry.modelData.title)
                width: parent.width
            }

            Label {
                id: body

                color: Theme.muted
                font.pixelSize: Theme.t(root.textSize)
                lineHeight: Theme.t(root.textSize * root.textLine)
                role: "floor"
                text: Words.kept(Words.of(entry.modelData.text))
                visible: text !== ""
                width: parent.width
                y: root.heightOf(title)
            }
        }
    }
}
