import QtQuick
import Kiosk.Theme
import Kiosk.View

// Tests of the screen.
Item {
    id: root

    required property OperatorView operator
    required property OperatorMenu panel
    required property bool upright

    Column {
        spacing: Theme.u(24)
        width: parent.width

        Choice {
            icon: "halves"
            identifier: "screen:colours"
            line: root.operator.words["screen-colours-line"] ?? ""
            title: root.operator.words["screen-colours"] ?? ""
            width: parent.width

            onActivated: root.panel.cover("ColourTest")
        }

        Choice {
            icon: "target"
            identifier: "screen:touch"
            line: root.operator.words["screen-touch-line"] ?? ""
            title: root.operator.words["screen-touch"] ?? ""
            width: parent.width

            onActivated: root.panel.cover("TouchTest")
        }
    }
}
