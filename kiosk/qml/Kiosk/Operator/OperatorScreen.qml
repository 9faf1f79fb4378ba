pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.View

// The operator's screens: the PIN keypad, and the menu behind it.
Rectangle {
    id: root

    required property OperatorView operator
    required property bool upright

    Accessible.name: root.operator.words["title"] ?? ""
    Accessible.role: Accessible.Pane
    color: Theme.ground

    Loader {
        anchors.fill: parent
        focus: true
        sourceComponent: root.operator.authenticated ? panel : keypad
    }

    Component {
        id: keypad

        PinKeypad {
            operator: root.operator
            upright: root.upright
        }
    }

    Component {
        id: panel

        OperatorMenu {
            operator: root.operator
            upright: root.upright
        }
    }
}
