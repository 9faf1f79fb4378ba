pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// One audio output: its name, and a ring for each channel.
Flow {
    id: root

    required property OperatorView operator
    required property LoudspeakersView loudspeakers
    required property int index
    required property var modelData
    readonly property real least: Theme.u(360)
    readonly property bool broad: width - sides.width - spacing >= least

    spacing: Theme.u(24)

    Label {
        height: root.broad ? Math.max(implicitHeight, sides.height) : implicitHeight
        text: root.modelData.name
        verticalAlignment: Text.AlignVCenter
        width: root.broad ? root.width - sides.width - root.spacing : root.width
    }

    Row {
        id: sides

        spacing: Theme.u(48)

        Repeater {
            model: root.modelData.sides

            RingButton {
                required property string modelData

                filled: root.loudspeakers.playing === root.modelData.id + " " + modelData
                icon: "sound-0"
                identifier: "sound:" + root.index + ":" + modelData
                label: root.operator.words["sound-" + modelData] ?? ""
                name: label + " " + root.modelData.name

                onActivated: root.loudspeakers.play(root.modelData.id, modelData)
            }
        }
    }
}
