pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The rings beside the bays: galleries and the search.
Row {
    id: root

    required property var home
    // On a wall the emblem is out of reach: what it opens has a ring here too.
    readonly property var rings: Theme.low && home.opens !== "" ? home.rings.concat([
        {
            kind: "panel",
            id: home.opens,
            title: home.opensTitle
        }
    ]) : home.rings
    property bool stacked: false
    // Columns of equal width, separated by seams.
    property bool seamed: false
    readonly property real filled: children.reduce((sum, ring) => sum + ring.implicitWidth, 0)
    readonly property real column: width / Math.max(1, rings.length)

    signal panelChosen(string panel)
    signal searchChosen
    signal galleryChosen(string gallery)

    spacing: seamed ? 0 : Math.max(Theme.u(12), Math.min(Theme.u(56), (width - filled) / Math.max(1, rings.length - 1)))

    Repeater {
        model: root.rings

        Item {
            id: cell

            required property int index
            required property var modelData
            readonly property string kind: modelData.kind
            readonly property real inset: root.seamed && index > 0 ? Theme.u(60) : 0

            implicitHeight: ring?.implicitHeight ?? 0
            // When the rings change, the ring is destroyed before its column.
            implicitWidth: ring?.implicitWidth ?? 0
            width: root.seamed ? root.column : implicitWidth

            Rule {
                height: Theme.u(160)
                visible: root.seamed && cell.index > 0
                width: Theme.line(2)
                y: (cell.height - height) / 2
            }

            RingButton {
                id: ring

                icon: cell.kind === "gallery" ? "pictures" : cell.kind === "panel" ? "about" : "search"
                identifier: (cell.kind === "panel" ? "home:ring:" : "home:") + cell.modelData.id
                label: cell.kind === "search" ? Words.say("search") : Words.of(cell.modelData.title)
                large: true
                stacked: root.stacked
                x: cell.inset

                onActivated: {
                    if (cell.kind === "gallery")
                        root.galleryChosen(cell.modelData.id);
                    else if (cell.kind === "panel")
                        root.panelChosen(cell.modelData.id);
                    else
                        root.searchChosen();
                }
            }
        }
    }
}
