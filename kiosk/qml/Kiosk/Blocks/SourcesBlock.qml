pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Where the pack's facts come from, and who wrote it down.
Column {
    id: root

    required property var block

    spacing: Theme.t(24)

    Repeater {
        model: Slices.of(root.block.sources, root.block)

        Column {
            id: source

            required property var modelData
            readonly property string names: modelData.authors.map(name => Words.of(name)).join(Words.say("name-separator"))

            width: root.width

            Copy {
                text: Words.of(source.modelData.title)
                visible: text !== ""
                width: parent.width
            }

            Copy {
                role: "label"
                text: Words.fill("authors", {
                    names: source.names
                })
                visible: source.names !== ""
                width: parent.width
            }

            Copy {
                color: Theme.muted
                role: "floor"
                text: [Words.of(source.modelData.publisher), source.modelData.year ? Words.fill("year", {
                        year: source.modelData.year
                    }) : ""].filter(part => part !== "").join(Words.say("name-separator"))
                visible: text !== ""
                width: parent.width
            }

            Copy {
                color: Theme.muted
                role: "floor"
                text: source.modelData.url.replace(/^https?:\/\//, "")
                visible: text !== ""
                width: parent.width
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
        }
    }
}
