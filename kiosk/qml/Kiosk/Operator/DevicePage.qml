pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// Out of service, restart, exit; actions that cannot be undone from here need confirmation.
Item {
    id: root

    required property OperatorView operator
    required property OperatorMenu panel
    required property bool upright
    readonly property DeviceControls controls: operator.controls
    // The action to confirm: restart, exit, or "".
    property string asked

    function words(key: string): string {
        return root.operator.words[key] ?? "";
    }

    Column {
        spacing: Theme.u(24)
        visible: root.asked === ""
        width: parent.width

        Choice {
            filled: root.controls.outOfService
            icon: "pause"
            identifier: "device:service"
            line: root.words(root.controls.outOfService ? "device-in-line" : "device-out-line")
            title: root.words(root.controls.outOfService ? "device-in" : "device-out")
            width: parent.width

            onActivated: root.controls.setOutOfService(!root.controls.outOfService)
        }

        Choice {
            icon: "restart"
            identifier: "device:restart"
            line: root.words("device-restart-line")
            title: root.words("device-restart")
            width: parent.width

            onActivated: root.asked = "restart"
        }

        Choice {
            icon: "exit"
            identifier: "device:exit"
            line: root.words("device-exit-line")
            title: root.words("device-exit")
            width: parent.width

            onActivated: root.asked = "exit"
        }
    }

    Column {
        spacing: Theme.u(32)
        visible: root.asked !== ""
        width: parent.width

        Label {
            Accessible.role: Accessible.Heading
            role: "h3"
            text: root.words("device-" + root.asked)
            width: parent.width
        }

        Label {
            text: root.words("sure") + " " + root.words("device-" + root.asked + "-line")
            width: parent.width
        }

        Row {
            spacing: Theme.u(96)

            RingButton {
                icon: "close"
                identifier: "device:no"
                label: root.words("no")
                large: true

                onActivated: root.asked = ""
            }

            RingButton {
                icon: "check"
                identifier: "device:yes"
                label: root.words("yes")
                large: true

                onActivated: root.asked === "exit" ? root.controls.exit() : root.controls.restart()
            }
        }
    }
}
