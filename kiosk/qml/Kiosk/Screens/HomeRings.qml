pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The choices beside the bays: galleries, and what there is to know about the place.
Flow {
    id: root

    required property var rings

    signal panelChosen(string panel)
    signal galleryChosen(string gallery)

    spacing: Theme.u(Words.chinese ? 56 : 36)

    Repeater {
        model: root.rings

        RingButton {
            required property var modelData
            readonly property bool gallery: modelData.kind === "gallery"

            icon: gallery ? "pictures" : "about"
            identifier: "home:" + modelData.id
            label: Words.of(modelData.title)
            large: true

            onActivated: gallery ? root.galleryChosen(modelData.id) : root.panelChosen(modelData.id)
        }
    }
}
