import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// How the device does, asked anew every few seconds while somebody looks.
Item {
    id: root

    required property OperatorView operator
    required property Panel panel
    required property bool upright

    Component.onCompleted: root.operator.look()

    Timer {
        interval: 5000
        repeat: true
        running: true

        onTriggered: root.operator.look()
    }

    Facts {
        id: facts

        facts: root.operator.facts
        labels: Theme.u(root.upright ? 260 : 320)
        width: parent.width
    }

    Copy {
        id: heading

        color: Theme.muted
        role: "label"
        text: root.operator.words[root.operator.problems.length === 0 ? "problems-none" : "problems"] ?? ""
        y: facts.height + Theme.u(28)
    }

    Lines {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: heading.bottom
        anchors.topMargin: Theme.u(8)
        identifier: "problems"
        lines: root.operator.problems
        operator: root.operator
    }
}
