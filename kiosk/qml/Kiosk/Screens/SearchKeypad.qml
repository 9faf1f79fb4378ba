pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Latin letters and digits, within reach; no input method, no system keyboard.
Item {
    id: root

    required property string query
    readonly property real gap: Theme.joint
    readonly property real key: (width - 9 * gap) / 10
    readonly property real side: (3 * key + gap) / 2
    readonly property real rowHeight: Theme.u(96)

    signal typed(string query)

    implicitHeight: 4 * rowHeight + 3 * gap

    Repeater {
        model: ["1234567890", "QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"]

        Row {
            id: row

            required property int index
            required property string modelData

            spacing: root.gap
            x: [0, 0, (root.key + root.gap) / 2, root.side + root.gap][index]
            y: index * (root.rowHeight + root.gap)

            Repeater {
                model: row.modelData.split("")

                Key {
                    required property string modelData

                    dim: row.index === 0
                    height: root.rowHeight
                    identifier: "key:" + modelData.toLowerCase()
                    label: modelData
                    width: root.key

                    onActivated: root.typed(root.query + modelData.toLowerCase())
                }
            }
        }
    }

    Key {
        height: root.rowHeight
        identifier: "key:clear"
        label: Words.say("search-clear")
        usable: root.query !== ""
        opacity: usable ? 1 : 0.38
        wide: true
        width: root.side
        y: root.height - height

        onActivated: root.typed("")
    }

    Key {
        height: root.rowHeight
        icon: "erase"
        identifier: "key:delete"
        name: Words.say("search-delete")
        usable: root.query !== ""
        opacity: usable ? 1 : 0.38
        wide: true
        width: root.side
        x: root.width - width
        y: root.height - height

        onActivated: root.typed(root.query.slice(0, -1))
    }
}
