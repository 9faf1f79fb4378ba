pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The choices beside the bays: galleries and the search.
Row {
    id: root

    required property var rings
    property bool stacked: false
    // In columns of one width, a seam between them.
    property bool seamed: false
    readonly property real filled: children.reduce((sum, ring) => sum + ring.implicitWidth, 0)
    readonly property real column: width / Math.max(1, rings.length)

    signal searchChosen
    signal galleryChosen(string gallery)

    spacing: seamed ? 0 : Math.max(Theme.u(12), Math.min(Theme.u(56), (width - filled) / Math.max(1, rings.length - 1)))

    Repeater {
        model: root.rings

        Item {
            id: cell

            required property int index
            required property var modelData
            readonly property bool gallery: modelData.kind === "gallery"
            readonly property real inset: root.seamed && index > 0 ? Theme.u(60) : 0

            implicitHeight: ring.implicitHeight
            implicitWidth: ring.implicitWidth
            width: root.seamed ? root.column : implicitWidth

            Rule {
                height: Theme.u(160)
                visible: root.seamed && cell.index > 0
                width: Theme.line(2)
                y: (cell.height - height) / 2
            }

            RingButton {
                id: ring

                icon: cell.gallery ? "pictures" : "search"
                identifier: "home:" + cell.modelData.id
                label: cell.gallery ? Words.of(cell.modelData.title) : Words.say("search")
                large: true
                stacked: root.stacked
                x: cell.inset

                onActivated: cell.gallery ? root.galleryChosen(cell.modelData.id) : root.searchChosen()
            }
        }
    }
}
