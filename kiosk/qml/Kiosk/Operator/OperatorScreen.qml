pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.View

// The operator's screens: the PIN keypad, and the menu behind it.
Rectangle {
    id: root

    required property OperatorView operator
    required property bool upright
    readonly property string place: (body.item as OperatorMenu)?.place ?? "keypad"

    // Keys: see Screens/KeyControl.qml.
    function obey(command: string, text: string): bool {
        const menu = body.item as OperatorMenu;
        if (command === "back" && !menu?.goBack())
            root.operator.leave();
        return command === "back" || ((body.item as PinKeypad)?.obey(command, text) ?? false);
    }

    Accessible.name: root.operator.words["title"] ?? ""
    Accessible.role: Accessible.Pane
    color: Theme.ground

    Loader {
        id: body

        anchors.fill: parent
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
