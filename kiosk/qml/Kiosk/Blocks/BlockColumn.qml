pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The blocks of a page, one under another. What does not fit goes on to a further part,
// and the break falls between blocks, never inside one.
Item {
    id: root

    required property var blocks
    required property var accent
    property bool seen: false
    property int part: 0

    readonly property var starts: breakUp(height, bed.height)
    readonly property int parts: starts.length

    signal linkFollowed(string panel, string page)
    signal galleryOpened(string gallery)

    // The tops at which parts begin; `changed` makes the binding follow each new layout.
    function breakUp(room: real, changed: real): list<real> {
        const tops = [0];
        for (const item of bed.children) {
            if (item.height > 0 && item.y > 0 && item.y + item.height - tops[tops.length - 1] > room)
                tops.push(item.y);
        }
        return tops;
    }

    function partOf(top: real): int {
        let found = 0;
        for (let i = 0; i < root.starts.length; i++)
            if (top >= root.starts[i])
                found = i;
        return found;
    }

    clip: parts > 1

    Column {
        id: bed

        spacing: Theme.u(28)
        width: root.width
        y: -(root.starts[root.part] ?? 0)

        Repeater {
            model: root.blocks

            Item {
                id: slot

                required property int index
                required property var modelData
                readonly property bool ruled: index > 0 && ["figures", "voice", "sources"].includes(modelData.kind)

                enabled: root.partOf(y) === root.part
                height: loader.y + loader.height
                opacity: enabled ? 1 : 0
                width: bed.width

                Rule {
                    visible: slot.ruled
                    width: parent.width
                }

                Loader {
                    id: loader

                    width: parent.width
                    y: slot.ruled ? Theme.u(20) : 0

                    Component.onCompleted: {
                        const kind = slot.modelData.kind;
                        const given = {
                            block: slot.modelData
                        };
                        if (["cards", "voice"].includes(kind))
                            given.accent = root.accent;
                        setSource(kind.charAt(0).toUpperCase() + kind.slice(1) + "Block.qml", given);
                    }
                }

                Binding {
                    property: "seen"
                    target: loader.item
                    value: root.seen
                    when: slot.modelData.kind === "figures"
                }

                Connections {
                    function onFollowed(panel: string, page: string) {
                        root.linkFollowed(panel, page);
                    }

                    function onOpened(gallery: string) {
                        root.galleryOpened(gallery);
                    }

                    ignoreUnknownSignals: true
                    target: loader.item
                }
            }
        }
    }
}
