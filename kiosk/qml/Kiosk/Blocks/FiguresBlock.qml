pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Figures, each with its label and its year: one very large, several side by side.
Grid {
    id: root

    required property var block
    property bool seen: false
    readonly property int count: block.figures.length
    readonly property real size: count === 1 ? 236 : count === 2 ? 136 : 104
    readonly property real column: (width - columnSpacing * (columns - 1)) / columns

    columnSpacing: Theme.u(48)
    columns: Math.min(count, 2)
    rowSpacing: Theme.u(24)

    Repeater {
        model: root.block.figures

        Column {
            id: entry

            required property var modelData
            readonly property string year: modelData.year ? Words.fill("year", {
                year: modelData.year
            }) : ""

            Accessible.name: [value.before, value.typed, value.unit, label.text, year].filter(part => part !== "").join(" ")
            Accessible.role: Accessible.StaticText
            width: root.column

            FigureValue {
                id: value

                figure: entry.modelData
                seen: root.seen
                size: Math.min(root.size, root.size * entry.width / Math.max(1, naturalWidth))

                readonly property real naturalWidth: measure.advanceWidth + side.advanceWidth * 1.02 + Theme.u(root.size * 0.2)

                TextMetrics {
                    id: measure

                    font.family: Theme.family("serif")
                    font.pixelSize: Theme.t(root.size)
                    font.weight: Font.DemiBold
                    text: value.typed
                }

                TextMetrics {
                    id: side

                    font.family: Theme.family("serif")
                    font.pixelSize: Theme.t(Math.max(32, root.size * (value.percent ? 0.53 : 0.27)))
                    font.weight: Font.Bold
                    text: value.before + value.unit
                }
            }

            Flow {
                spacing: Theme.u(24)
                width: parent.width

                Copy {
                    id: label

                    Accessible.ignored: true
                    style: "label"
                    text: Words.of(entry.modelData.label)
                    width: Math.min(implicitWidth, entry.width)
                }

                Copy {
                    Accessible.ignored: true
                    color: Theme.muted
                    lineHeight: Theme.t(48)
                    style: "floor"
                    text: entry.year
                    visible: text !== ""
                }
            }
        }
    }
}
