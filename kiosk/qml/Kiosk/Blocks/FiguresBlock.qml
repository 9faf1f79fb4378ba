pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Figures, each with its label and its year: one very large, several side by side.
Grid {
    id: root

    required property var block
    property bool seen: false
    property int density: 0
    readonly property int count: block.figures.length
    readonly property bool dense: density > 1
    readonly property real size: count === 1 ? (dense ? 168 : 236) : count === 2 && !dense ? 136 : 104
    readonly property real column: (width - columnSpacing * (columns - 1)) / columns

    columnSpacing: Theme.u(48)
    columns: Theme.large ? 1 : Math.min(count, 2)
    rowSpacing: Theme.u(24)

    Repeater {
        model: root.block.figures

        Column {
            id: entry

            required property var modelData
            readonly property string words: Words.of(modelData.label)
            readonly property string year: modelData.year ? Words.fill("year", {
                year: modelData.year
            }) : ""

            Accessible.name: Words.joined([value.before, value.typed, value.unit, " ", words, " ", year], Words.language)
            Accessible.role: Accessible.StaticText
            width: root.column

            FigureValue {
                id: value

                figure: entry.modelData
                seen: root.seen
                size: root.size
                width: entry.width
            }

            Copy {
                id: label

                Accessible.ignored: true
                role: "label"
                text: Words.escaped(entry.words) + (entry.year === "" ? "" : `  <font color="${Theme.muted}">${Words.escaped(entry.year).replace("年", "\u2060年")}</font>`)
                textFormat: Text.StyledText
                width: entry.width
            }
        }
    }
}
