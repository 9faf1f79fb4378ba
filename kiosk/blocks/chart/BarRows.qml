pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// A horizontal bar chart, each bar with its number at its end. Shares are drawn against a full bar of 100.
Column {
    id: root

    required property var block
    required property var accent
    property int density: 0
    property real fill: 0
    property string date
    // The bar charts of the page: their bars start at the same x.
    property var charts: [block]
    readonly property bool shares: block.form === "share"
    readonly property real greatest: shares ? 100 : block.greatest ?? block.series.reduce((most, entry) => Math.max(most, entry.value), 0)
    readonly property var rows: rowsOf(block)
    // Labels that would break beside their bars are above them in the largest text, if the chart is then lower.
    // They are there at any size where a word of them would break.
    readonly property bool beside: width > Theme.t(760) && widestWord <= columnWidth + 1 && !(Theme.large && density > 1 && rows.reduce((sum, row) => sum + linesOf(row, width) * 42 + 48, 0) < rows.reduce((sum, row) => sum + Math.max(48, linesOf(row, columnWidth) * 42), 0))
    readonly property real widestWord: widths.widestWord(rows.map(row => wordsOf(row)))
    // As wide as the widest label of them all; bars get the rest.
    readonly property real widest: Math.ceil(widths.widest(charts.reduce((all, chart) => all.concat(rowsOf(chart)), []).map(row => wordsOf(row))) * 1.02)
    readonly property real columnWidth: Math.min(widest, Theme.u(width > Theme.u(1300) ? Growth.size(density, 440, 500, 560) : Growth.size(density, 360, 400, 440)), width * 0.36)
    readonly property real labelWidth: beside ? columnWidth : width
    readonly property real least: Theme.u(density > 1 ? 28 : density > 0 ? 34 : 44)
    readonly property real gap: Theme.u(density > 0 ? 10 : 18)
    // The rows without their bars: labels beside or above them.
    readonly property var bars: Array.from(children).filter(row => row.words !== undefined)
    readonly property real valueRoom: bars.reduce((most, row) => Math.max(most, row.valueWidth), 0)
    readonly property real heads: beside ? 0 : bars.reduce((sum, row) => sum + row.headHeight, 0)
    // Spare height goes to the bars, and a little to the gaps between them.
    readonly property real bar: fill > 0 && bars.length > 0 ? Math.max(least, Math.min(Theme.u(150), Growth.level(bars.map(row => row.wordHeight), fill - heads - gap * (bars.length - 1)) * 0.9)) : least
    readonly property real spare: fill > 0 ? fill - heads - bars.reduce((sum, row) => sum + Math.max(row.wordHeight, bar), 0) - gap * (bars.length - 1) : 0

    // The values of a chart; for shares, also the remainder up to 100.
    function rowsOf(chart: var): var {
        const rest = chart.form === "share" ? 100 - chart.series.reduce((sum, entry) => sum + entry.value, 0) : 0;
        // As many decimals as the others have.
        const decimals = chart.series.reduce((most, entry) => Math.max(most, (entry.digits.split(".")[1] ?? "").length), 0);
        return rest > 0.05 ? chart.series.concat([
            {
                value: rest,
                digits: rest.toFixed(decimals).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, ""),
                rest: true,
                before: null,
                unit: chart.series[0].unit,
                label: null
            }
        ]) : chart.series;
    }

    // Lines of a label in a column, estimated: they break at spaces, and Han anywhere.
    function linesOf(row: var, column: real): int {
        let lines = 0;
        let line = "";
        for (const word of wordsOf(row).split(" ")) {
            const longer = line === "" ? word : line + " " + word;
            const fits = widths.widest([longer]) <= column;
            lines += line !== "" && !fits ? linesAt(line, column) : 0;
            line = fits ? longer : word;
        }
        return lines + linesAt(line, column);
    }

    function linesAt(words: string, column: real): int {
        return Math.max(1, Math.ceil(widths.widest([words]) / Math.max(1, column)));
    }

    function wordsOf(row: var): string {
        return row.label ? Words.of(row.label) : Words.say("share-rest");
    }

    TextWidths {
        id: widths

        font.family: Theme.family(Theme.style("label").font, Words.language)
        font.pixelSize: Theme.t(Growth.size(root.density, 32, 40, 48))
        font.weight: Theme.style("label").weight
    }

    spacing: gap + (bars.length > 1 ? Math.max(0, Math.min(Theme.u(40), spare / (bars.length - 1))) : 0)

    Repeater {
        model: Slices.of(root.rows, root.block)

        Item {
            id: row

            required property int index
            required property var modelData
            readonly property bool foremost: index === 0 && Slices.begins(root.block)
            readonly property bool remainder: modelData.rest === true
            readonly property string words: root.wordsOf(modelData)
            readonly property string number: Words.joined([Words.of(modelData.before), Words.figure(modelData.digits, Words.language), Words.of(modelData.unit)], Words.language)
            readonly property real headHeight: root.beside ? 0 : label.height
            readonly property real wordHeight: root.beside ? Math.max(label.height, value.height) : value.height
            readonly property real valueWidth: value.implicitWidth
            // The same for all rows, so that bars are comparable.
            readonly property real room: root.width - bar.x - root.valueRoom - Theme.u(20)

            Accessible.ignored: !visible || !enabled
            Accessible.name: words + " " + number
            Accessible.role: Accessible.StaticText
            height: headHeight + Math.max(wordHeight, root.bar)
            width: root.width

            Label {
                id: label

                Accessible.ignored: true
                font.pixelSize: Theme.t(Growth.size(root.density, 32, 40, 48))
                lineHeight: Theme.t(Growth.size(root.density, 42, 52, 62))
                role: "label"
                text: Words.kept(row.words)
                width: root.labelWidth
                y: root.beside ? (parent.height - height) / 2 : 0
            }

            // The full bar that a share is drawn on.
            Rectangle {
                anchors.fill: bar
                anchors.rightMargin: bar.width - row.room
                color: Qt.tint(Theme.ground, Qt.alpha(Theme.muted, 0.14))
                visible: root.shares
            }

            Rectangle {
                id: bar

                border.color: Theme.muted
                border.width: row.remainder ? Theme.line(2) : 0
                color: row.remainder ? "transparent" : row.foremost ? Theme.gold : root.accent.colour
                height: root.bar
                width: Math.max(Theme.line(4), row.room * row.modelData.value / Math.max(1e-9, root.greatest))
                x: root.beside ? root.labelWidth + Theme.u(24) : 0
                y: row.headHeight + (parent.height - row.headHeight - height) / 2
            }

            Label {
                id: value

                Accessible.ignored: true
                color: row.foremost ? Theme.gold : Theme.text
                font.pixelSize: Theme.t(Growth.size(root.density, 40, 54, 72))
                font.weight: Font.DemiBold
                height: lineHeight
                lineHeight: Theme.t(Growth.size(root.density, 48, 64, 84))
                role: "h3"
                text: row.number
                verticalAlignment: Text.AlignVCenter
                wrapMode: Text.NoWrap
                x: bar.x + (root.shares ? row.room : bar.width) + Theme.u(20)
                y: bar.y + (bar.height - height) / 2
            }
        }
    }
}
