pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The volume limit of the device, in steps that apply at once, and a test tone for each loudspeaker.
Scroll {
    id: root

    required property OperatorMenu panel
    required property bool upright
    readonly property DeviceControls controls: operator.controls
    readonly property LoudspeakersView loudspeakers: operator.loudspeakers

    function words(key: string): string {
        return root.operator.words[key] ?? "";
    }

    identifier: "volume"
    spacing: Theme.u(panel.narrow ? 20 : upright ? 36 : 22)

    Component.onCompleted: loudspeakers.look()

    // A sound card may be plugged in while the page is open.
    Timer {
        interval: 5000
        repeat: true
        running: true

        onTriggered: root.loudspeakers.look()
    }

    Label {
        role: "lead"
        text: root.words("volume-line")
        width: parent.width
    }

    Grid {
        id: steps

        readonly property real least: Theme.u(200)

        columnSpacing: Theme.u(24)
        columns: Math.max(1, Math.min(4, Math.floor((width + columnSpacing) / (least + columnSpacing))))
        rowSpacing: Theme.u(root.panel.narrow ? 20 : root.upright ? 40 : 24)
        width: parent.width

        Repeater {
            model: root.controls.volumes

            Radio {
                required property int modelData

                current: modelData === root.controls.volume
                icon: "sound-" + (modelData === 0 ? 3 : modelData > 60 ? 0 : modelData > 20 ? 1 : 2)
                identifier: "volume:" + modelData
                label: root.words(modelData === 0 ? "volume-off" : "volume-of").replace("{volume}", modelData)
                width: Math.min(Theme.u(264), (steps.width + steps.columnSpacing) / steps.columns - steps.columnSpacing)

                onActivated: root.controls.setVolume(modelData)
            }
        }
    }

    Rule {
        width: parent.width
    }

    Column {
        spacing: Theme.u(12)
        width: parent.width

        Label {
            role: "lead"
            text: root.words("sound-title")
            width: parent.width
        }

        Label {
            color: Theme.muted
            role: "floor"
            text: root.loudspeakers.result
            width: parent.width
        }
    }

    Repeater {
        model: root.loudspeakers.outputs

        Loudspeaker {
            loudspeakers: root.loudspeakers
            operator: root.operator
            width: steps.width
        }
    }
}
