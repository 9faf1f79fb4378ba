pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Figures, each with its label and its date: one very large, several side by side.
Grid {
    id: root

    required property var block
    property bool seen: false
    property int density: 0
    readonly property int count: block.figures.length
    readonly property bool dense: density > 1
    readonly property real size: count === 1 ? (dense ? 168 : 236) : count === 2 && !dense ? 136 : 104
    readonly property real column: (width - columnSpacing * (columns - 1)) / columns
    // Figures that stand together are of one size: that of the longest.
    property real fit: 1

    function settle() {
        let least = 1;
        for (let i = 0; i < entries.count; i++)
            least = Math.min(least, root.column / Math.max(1, (entries.itemAt(i) as FigureEntry)?.natural ?? 1));
        root.fit = least;
    }

    columnSpacing: Theme.u(48)
    columns: Theme.large ? 1 : Math.min(count, 2)
    rowSpacing: Theme.u(24)

    onColumnChanged: later.restart()

    Later {
        id: later

        onTriggered: root.settle()
    }

    Repeater {
        id: entries

        model: Slices.of(root.block.figures, root.block)

        FigureEntry {
            fit: root.fit
            seen: root.seen
            size: root.size
            width: root.column

            onNaturalChanged: later?.restart()
        }
    }
}
