pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// How loud the device is at most, in steps; it holds at once.
Item {
    id: root

    required property OperatorView operator
    required property Panel panel
    required property bool upright
    readonly property UpkeepView upkeep: operator.upkeep

    Copy {
        id: told

        role: "lead"
        text: root.operator.words["volume-line"] ?? ""
        width: parent.width
    }

    Grid {
        columnSpacing: Theme.u(24)
        columns: root.upright ? 3 : 4
        rowSpacing: Theme.u(40)
        y: told.height + Theme.u(48)

        Repeater {
            model: root.upkeep.volumes

            Radio {
                required property int modelData

                current: modelData === root.upkeep.volume
                icon: "sound-" + (modelData === 0 ? 3 : modelData > 60 ? 0 : modelData > 20 ? 1 : 2)
                identifier: "volume:" + modelData
                label: (root.operator.words[modelData === 0 ? "volume-off" : "volume-of"] ?? "").replace("{volume}", modelData)
                width: Theme.u(264)

                onActivated: root.upkeep.setVolume(modelData)
            }
        }
    }
}
