pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// The sources of the pack's facts, with their authors.
Column {
    id: root

    required property var block
    property int density: 0
    readonly property bool ruled: true
    readonly property Item cells: root

    spacing: Theme.t(24)

    Repeater {
        model: Slices.of(root.block.sources, root.block)

        Column {
            id: source

            required property var modelData
            readonly property string names: modelData.authors.map(name => Words.of(name)).join(Words.say("name-separator"))

            width: root.width

            Label {
                font.pixelSize: Theme.t(Growth.size(root.density, 34, 40, 48))
                lineHeight: Theme.t(Growth.size(root.density, 58, 64, 76))
                text: Words.of(source.modelData.title)
                visible: text !== ""
                width: parent.width
            }

            Label {
                font.pixelSize: Theme.t(Growth.size(root.density, 32, 36, 40))
                lineHeight: Theme.t(Growth.size(root.density, 48, 54, 60))
                role: "label"
                text: Words.fill("authors", {
                    names: source.names
                })
                visible: source.names !== ""
                width: parent.width
            }

            Label {
                color: Theme.muted
                font.pixelSize: Theme.t(Growth.size(root.density, 28, 32, 36))
                lineHeight: Theme.t(Growth.size(root.density, 44, 50, 56))
                role: "floor"
                text: [Words.of(source.modelData.publisher), source.modelData.year ? Words.fill("year", {
                        year: source.modelData.year
                    }) : ""].filter(part => part !== "").join(Words.say("name-separator"))
                visible: text !== ""
                width: parent.width
            }

            Label {
                color: Theme.muted
                font.pixelSize: Theme.t(Growth.size(root.density, 28, 32, 36))
                lineHeight: Theme.t(Growth.size(root.density, 44, 50, 56))
                role: "floor"
                text: source.modelData.url.replace(/^https?:\/\//, "")
                visible: text !== ""
                width: parent.width
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
        }
    }
}
