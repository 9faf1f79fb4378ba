pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The choices beside the bays: galleries and the search.
Row {
    id: root

    required property var rings
    property bool stacked: false
    readonly property real filled: children.reduce((sum, ring) => sum + ring.implicitWidth, 0)

    signal searchChosen
    signal galleryChosen(string gallery)

    spacing: Math.max(Theme.u(12), Math.min(Theme.u(56), (width - filled) / Math.max(1, rings.length - 1)))

    Repeater {
        model: root.rings

        RingButton {
            required property var modelData
            readonly property bool gallery: modelData.kind === "gallery"

            icon: gallery ? "pictures" : "search"
            identifier: "home:" + modelData.id
            label: gallery ? Words.of(modelData.title) : Words.say("search")
            large: true
            stacked: root.stacked

            onActivated: gallery ? root.galleryChosen(modelData.id) : root.searchChosen()
        }
    }
}
