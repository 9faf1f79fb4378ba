pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The device status, refreshed every few seconds while open.
Scroll {
    id: root

    required property OperatorMenu panel
    required property bool upright

    identifier: "problems"
    spacing: Theme.u(8)

    Component.onCompleted: root.operator.look()

    Timer {
        interval: 5000
        repeat: true
        running: true

        onTriggered: root.operator.look()
    }

    Facts {
        facts: root.operator.facts
        labels: Theme.u(root.upright ? 260 : 320)
        width: parent.width
    }

    Label {
        color: Theme.muted
        role: "label"
        text: root.operator.words[root.operator.problems.length === 0 ? "problems-none" : "problems"] ?? ""
        topPadding: Theme.u(20)
    }

    Repeater {
        model: root.operator.problems

        Label {
            required property string modelData

            role: "floor"
            text: modelData
            width: parent?.width ?? 0
            wrapMode: Text.Wrap
        }
    }
}
