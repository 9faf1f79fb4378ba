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
        id: steps

        readonly property real least: Theme.u(200)

        columnSpacing: Theme.u(24)
        columns: Math.max(1, Math.min(4, Math.floor((root.width + columnSpacing) / (least + columnSpacing))))
        rowSpacing: Theme.u(root.panel.narrow ? 20 : 40)
        y: told.height + Theme.u(root.panel.narrow ? 24 : 48)

        Repeater {
            model: root.upkeep.volumes

            Radio {
                required property int modelData

                current: modelData === root.upkeep.volume
                icon: "sound-" + (modelData === 0 ? 3 : modelData > 60 ? 0 : modelData > 20 ? 1 : 2)
                identifier: "volume:" + modelData
                label: (root.operator.words[modelData === 0 ? "volume-off" : "volume-of"] ?? "").replace("{volume}", modelData)
                width: Math.min(Theme.u(264), (root.width + steps.columnSpacing) / steps.columns - steps.columnSpacing)

                onActivated: root.upkeep.setVolume(modelData)
            }
        }
    }
}
