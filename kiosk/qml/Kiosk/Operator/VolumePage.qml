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

            Touchable {
                id: step

                required property int modelData
                readonly property bool current: modelData === root.upkeep.volume

                Accessible.checkable: true
                Accessible.checked: current
                Accessible.role: Accessible.RadioButton
                height: ring.height + Theme.u(10) + label.height
                identifier: "volume:" + modelData
                name: label.text
                width: Theme.u(264)

                onActivated: root.upkeep.setVolume(modelData)

                Ring {
                    id: ring

                    anchors.horizontalCenter: parent.horizontalCenter
                    chosen: step.current
                    focused: step.activeFocus
                    icon: "sound-" + (step.modelData === 0 ? 3 : step.modelData > 60 ? 0 : step.modelData > 20 ? 1 : 2)
                    large: true
                    pressed: step.pressed
                }

                Copy {
                    id: label

                    Accessible.ignored: true
                    anchors.horizontalCenter: parent.horizontalCenter
                    color: step.current ? Theme.gold : Theme.text
                    role: "label"
                    text: (root.operator.words[step.modelData === 0 ? "volume-off" : "volume-of"] ?? "").replace("{volume}", step.modelData)
                    y: ring.height + Theme.u(10)
                }
            }
        }
    }
}
