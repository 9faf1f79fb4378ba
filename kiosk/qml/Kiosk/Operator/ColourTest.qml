pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.View

// Fills the screen with one colour after another; the last is a stepped grey scale from black to white.
Rectangle {
    id: root

    required property OperatorView operator
    required property OperatorMenu panel
    readonly property list<color> colours: [Qt.rgba(1, 1, 1, 1), Qt.rgba(0, 0, 0, 1), Qt.rgba(1, 0, 0, 1), Qt.rgba(0, 1, 0, 1), Qt.rgba(0, 0, 1, 1), Qt.rgba(0.5, 0.5, 0.5, 1)]
    readonly property int steps: 16
    property int shown: 0
    readonly property bool focusStop: true
    readonly property string identifier: "screen:next"

    function act() {
        if (!root.enabled)
            return;
        if (root.shown < root.colours.length)
            root.shown += 1;
        else
            root.panel.uncover();
    }

    function accessiblePressAction() {
        root.act();
    }

    Accessible.id: identifier
    Accessible.name: (root.operator.words["screen-colours"] ?? "") + " " + (shown + 1)
    Accessible.role: Accessible.Button
    color: root.colours[Math.min(shown, colours.length - 1)]

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds

        onTapped: root.act()
    }

    Row {
        visible: root.shown === root.colours.length

        Repeater {
            model: root.steps

            Rectangle {
                required property int index
                readonly property real light: index / (root.steps - 1)

                color: Qt.rgba(light, light, light, 1)
                height: root.height
                width: root.width / root.steps
            }
        }
    }
}
