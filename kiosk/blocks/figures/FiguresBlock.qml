pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// Figures, each with its label and its date: a single one very large, several side by side.
Grid {
    id: root

    required property var block
    property bool seen: false
    property int density: 0
    property real fill: 0
    readonly property bool ruled: true
    readonly property bool growsAlone: true
    readonly property Item cells: root
    readonly property int count: block.figures.length
    readonly property bool dense: density > 1
    readonly property real size: dense ? (count === 1 ? 168 : Theme.large ? 76 : 104) : count === 1 ? Growth.size(density, 236, 280, 340) : count === 2 ? Growth.size(density, 136, 176, 220) : Growth.size(density, 104, 132, 168)
    // Width of the widest figure at full size: with its unit beside it, and with its unit below it.
    property real widest: 0
    property real widestBare: 0
    // Without their prefixes: with the unit beside, and with it below.
    property real widestTail: 0
    property real widestCore: 0
    property real wanted: 0
    // Size of a unit as a share of its number.
    property real share: 0
    // Three, five and more figures form rows of three, and more than six rows of four, if the width allows it.
    readonly property int abreast: Theme.enlarged || count === 4 ? 2 : [4, 3].find(columns => (columns < 4 || count > 6) && holds(columns)) ?? 2
    readonly property var heights: Array.from(children).map(child => child as FigureEntry).filter(entry => entry !== null).reduce((rows, entry, at) => {
        rows[Math.floor(at / columns)] = Math.max(rows[Math.floor(at / columns)] ?? 0, entry.height);
        return rows;
    }, [])
    readonly property real spare: fill > 0 && heights.length > 1 ? (fill - heights.reduce((sum, height) => sum + height, 0)) / (heights.length - 1) : 0
    readonly property real column: (width - columnSpacing * (columns - 1)) / columns
    // Figures shown together have one size: that of the longest.
    readonly property real fit: Math.min(1, column / Math.max(1, beforesAbove ? (unitsBelow ? widestCore : widestTail) : unitsBelow ? widestBare : widest))
    // A number is larger than the text below it, and its unit not much smaller: a long unit that would make both small joins that
    // text.
    readonly property bool unitsBelow: widest > widestBare && !legible(beforesAbove ? widestTail : widest)
    // Likewise a long prefix goes above its number, where a unit below it is not enough.
    readonly property bool beforesAbove: widestBare > widestCore && !legible(widest) && !legible(widestBare)
    readonly property real word: Theme.t(Growth.size(density, 32, 40, 48))
    // Two figures that would have to shrink side by side go one below the other, and so do numbers that would be hardly larger than
    // their text even without their units.
    readonly property real half: (width - columnSpacing) / 2
    readonly property bool dwarfed: count > 1 && wanted * Math.min(1, half / Math.max(1, widestBare)) < 1.6 * word
    readonly property bool stacked: dwarfed || !Theme.enlarged && count === 2 && density < 1 && 2 * widest + columnSpacing > width / 0.75

    // Whether so many figures fit side by side at full size, or nearly: two abreast, an odd number would leave a hole.
    function holds(columns: int): bool {
        return width >= columns * widest * (count % 2 > 0 && columns < 4 ? 0.8 : 1) + (columns - 1) * columnSpacing;
    }

    function legible(full: real): bool {
        return Growth.legible(wanted * Math.min(1, column / Math.max(1, full)), share, word);
    }

    function remeasure() {
        const all = Array.from(entries.count > 0 ? root.children : []).map(child => child as FigureEntry).filter(entry => entry !== null);
        root.widest = all.reduce((most, entry) => Math.max(most, entry.natural), 0);
        root.wanted = all[0]?.wanted ?? 0;
        root.share = all[0]?.share ?? 0;
        root.widestBare = all.reduce((most, entry) => Math.max(most, entry.bare), 0);
        root.widestTail = all.reduce((most, entry) => Math.max(most, entry.natural - entry.leadWidth), 0);
        root.widestCore = all.reduce((most, entry) => Math.max(most, entry.bare - entry.leadWidth), 0);
    }

    columnSpacing: Theme.u(48)
    columns: Theme.large && width < Math.max(Theme.t(600), 0.8 * Math.min(count, 2) * widest + columnSpacing) ? 1 : abreast > 2 && count > 2 ? EvenRows.columns(count, abreast) : stacked ? 1 : Math.min(count, 2)
    rowSpacing: Math.max(Theme.u(24), Math.min(Theme.u(96), spare))

    Debounce {
        id: later

        onTriggered: root.remeasure()
    }

    Repeater {
        id: entries

        model: EvenRows.cells(Slices.of(root.block.figures, root.block), Slices.start(root.block), root.count, root.columns)

        FigureEntry {
            density: root.density
            fit: root.fit
            objectName: modelData.blank ? "gap" : ""
            seen: root.seen
            size: root.size
            beforeAbove: root.beforesAbove
            unitBelow: root.unitsBelow
            width: root.column
            word: root.word

            onBareChanged: later?.restart()
            onNaturalChanged: later?.restart()
        }
    }

    // A figure with its label and its date below it.
    component FigureEntry: Column {
        id: entry

        required property var modelData
        property int density: 0
        property alias fit: value.fit
        property alias seen: value.seen
        property alias size: value.size
        property alias beforeAbove: value.beforeAbove
        property alias unitBelow: value.unitBelow
        property alias word: value.word
        readonly property alias bare: value.bare
        readonly property alias leadWidth: value.leadWidth
        readonly property alias natural: value.natural
        readonly property alias share: value.share
        readonly property alias wanted: value.wanted
        readonly property string words: Words.of(modelData.label)
        readonly property string date: Words.dateOf(modelData, Words.language)

        Accessible.ignored: objectName === "gap" || !visible || !enabled
        Accessible.name: Words.joined([value.before, value.typed, value.unit, " ", words, " ", date], Words.language)
        Accessible.role: Accessible.StaticText

        FigureValue {
            id: value

            figure: entry.modelData
            width: entry.width
        }

        Label {
            Accessible.ignored: true
            color: Theme.gold
            font.pixelSize: label.font.pixelSize
            lineHeight: label.lineHeight
            role: "label"
            text: value.measure
            visible: entry.unitBelow && text !== ""
            width: entry.width
        }

        Label {
            id: label

            Accessible.ignored: true
            font.pixelSize: Theme.t(Growth.size(entry.density, 32, 40, 48))
            lineHeight: Theme.t(Growth.size(entry.density, 48, 58, 68))
            role: "label"
            text: Words.dated(entry.words, entry.date)
            textFormat: Text.StyledText
            width: entry.width
        }
    }
}
