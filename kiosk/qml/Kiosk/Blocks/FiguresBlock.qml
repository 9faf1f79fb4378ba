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
    property real fill: 0
    readonly property int count: block.figures.length
    readonly property bool dense: density > 1
    readonly property real size: dense ? (count === 1 ? 168 : Theme.large ? 76 : 104) : count === 1 ? Growth.size(density, 236, 280, 340) : count === 2 ? Growth.size(density, 136, 176, 220) : Growth.size(density, 104, 132, 168)
    // What all together need, side by side, without being made smaller.
    property real widest: 0
    // Three, or six, stand three abreast where they have the width for it.
    readonly property bool triple: !Theme.enlarged && count % 3 === 0 && width >= 3 * widest + 2 * columnSpacing
    readonly property var heights: Array.from(children).map(child => child as FigureEntry).filter(entry => entry !== null).reduce((rows, entry, at) => {
        rows[Math.floor(at / columns)] = Math.max(rows[Math.floor(at / columns)] ?? 0, entry.height);
        return rows;
    }, [])
    readonly property real spare: fill > 0 && heights.length > 1 ? (fill - heights.reduce((sum, height) => sum + height, 0)) / (heights.length - 1) : 0
    readonly property real column: (width - columnSpacing * (columns - 1)) / columns
    // Figures that stand together are of one size: that of the longest.
    readonly property real fit: Math.min(1, column / Math.max(1, widest))

    function settle() {
        let most = 0;
        for (let i = 0; i < entries.count; i++)
            most = Math.max(most, (entries.itemAt(i) as FigureEntry)?.natural ?? 0);
        root.widest = most;
    }

    columnSpacing: Theme.u(48)
    columns: Theme.large && width < Math.max(Theme.t(600), 0.8 * count * widest + (count - 1) * columnSpacing) ? 1 : triple ? 3 : Math.min(count, 2)
    rowSpacing: Math.max(Theme.u(24), Math.min(Theme.u(96), spare))

    Later {
        id: later

        onTriggered: root.settle()
    }

    Repeater {
        id: entries

        model: Slices.of(root.block.figures, root.block)

        FigureEntry {
            density: root.density
            fit: root.fit
            seen: root.seen
            size: root.size
            width: root.column

            onNaturalChanged: later?.restart()
        }
    }
}
