import QtQuick
import Kiosk.Theme
import Kiosk.View

// A column of content, with rings that scroll it if it does not fit.
Item {
    id: root

    required property OperatorView operator
    required property string identifier
    property alias spacing: column.spacing
    default property alias entries: column.data

    Flickable {
        id: list

        anchors.fill: parent
        anchors.rightMargin: rings.visible ? rings.width + Theme.u(24) : 0
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: column.height

        Column {
            id: column

            width: list.width
        }
    }

    TurnRings {
        id: rings

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        identifier: root.identifier
        list: list
        operator: root.operator
    }
}
