pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.View

// A list of packs, with rings that scroll it if it does not fit.
Item {
    id: root

    required property OperatorView operator
    required property var rows
    required property string identifier
    property string icon: "box"

    signal picked(string key)

    ListView {
        id: list

        anchors.fill: parent
        anchors.rightMargin: rings.visible ? rings.width + Theme.u(24) : 0
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        // Arrows move the focus: KeyControl.qml.
        keyNavigationEnabled: false
        model: root.rows
        spacing: Theme.u(12)

        delegate: Choice {
            required property int index
            required property var modelData

            readonly property bool whole: y >= list.contentY - 1 && y + height <= list.contentY + list.height + 1

            filled: modelData.live
            // A list does not clip shapes under the software renderer.
            icon: !whole ? "" : modelData.grave ? "close" : root.icon
            identifier: root.identifier + ":" + index
            line: modelData.line
            // Hides a row that the end of the list would cut.
            opacity: whole || list.moving ? 1 : 0
            lineColour: modelData.grave ? Theme.gold : Theme.muted
            title: modelData.title
            width: ListView.view.width

            onActivated: root.picked(modelData.key)
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
