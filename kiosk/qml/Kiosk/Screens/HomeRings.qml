pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The choices beside the bays: galleries, and what there is to know about the place.
Row {
    id: root

    required property var rings
    property bool stacked: false
    readonly property real filled: children.reduce((sum, ring) => sum + ring.implicitWidth, 0)

    signal panelChosen(string panel)
    signal galleryChosen(string gallery)

    spacing: Math.max(Theme.u(12), Math.min(Theme.u(56), (width - filled) / Math.max(1, rings.length - 1)))

    Repeater {
        model: root.rings

        RingButton {
            required property var modelData
            readonly property bool gallery: modelData.kind === "gallery"

            icon: gallery ? "pictures" : "about"
            identifier: "home:" + modelData.id
            label: Words.of(modelData.title)
            large: true
            stacked: root.stacked

            onActivated: gallery ? root.galleryChosen(modelData.id) : root.panelChosen(modelData.id)
        }
    }
}
