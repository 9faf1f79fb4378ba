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

    component Letters: Row {
        id: row

        required property int number
        required property string letters

        spacing: root.gap
        x: [0, 0, (root.key + root.gap) / 2, root.side + root.gap][number]
        y: number * (root.rowHeight + root.gap)

        Repeater {
            model: Words.mirrored ? row.letters.split("").reverse() : row.letters.split("")

            Key {
                required property string modelData

                dim: row.number === 0
                height: root.rowHeight
                identifier: "key:" + modelData.toLowerCase()
                label: modelData
                width: root.key

                onActivated: root.typed(root.query + modelData.toLowerCase())
            }
        }
    }

    Letters {
        letters: "1234567890"
        number: 0
    }

    Letters {
        letters: "QWERTYUIOP"
        number: 1
    }

    Letters {
        letters: "ASDFGHJKL"
        number: 2
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

    Letters {
        letters: "ZXCVBNM"
        number: 3
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
