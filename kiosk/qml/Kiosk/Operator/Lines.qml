pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// Lines of text, with rings that scroll them if they do not all fit.
Item {
    id: root

    required property OperatorView operator
    required property var lines
    property string identifier: "lines"

    ListView {
        id: list

        anchors.fill: parent
        anchors.rightMargin: rings.visible ? rings.width + Theme.u(24) : 0
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        // Arrows move the focus: KeyControl.qml.
        keyNavigationEnabled: false
        model: root.lines

        delegate: Label {
            required property string modelData

            readonly property bool whole: y >= list.contentY - 1 && y + height <= list.contentY + list.height + 1

            bottomPadding: Theme.u(8)
            color: modelData.startsWith("!") ? Theme.gold : Theme.text
            // Hides a message that the edge would cut, unless it is taller than the list.
            opacity: whole || list.moving || height > list.height ? 1 : 0
            role: "floor"
            text: modelData
            width: ListView.view.width
            wrapMode: Text.Wrap
        }
    }

    TurnRings {
        id: rings

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        identifier: root.identifier
        list: list
        operator: root.operator
        wholes: true
    }
}
