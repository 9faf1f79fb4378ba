pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// Lines of words, and rings that turn them where they do not all fit.
Item {
    id: root

    required property OperatorView operator
    required property var lines
    property string identifier: "lines"

    ListView {
        id: list

        function turn(by: int) {
            contentY = Math.max(originY, Math.min(originY + contentHeight - height, contentY + by * height * 0.8));
        }

        anchors.fill: parent
        anchors.rightMargin: rings.visible ? rings.width + Theme.u(24) : 0
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: root.lines

        delegate: Copy {
            required property string modelData

            bottomPadding: Theme.u(8)
            color: modelData.startsWith("!") ? Theme.gold : Theme.text
            role: "floor"
            text: modelData
            width: ListView.view.width
            wrapMode: Text.Wrap
        }
    }

    Column {
        id: rings

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        spacing: Theme.u(16)
        visible: list.contentHeight > list.height

        RingButton {
            icon: "up"
            identifier: root.identifier + ":up"
            name: root.operator.words["lines-up"] ?? ""
            usable: !list.atYBeginning

            onActivated: list.turn(-1)
        }

        RingButton {
            icon: "down"
            identifier: root.identifier + ":down"
            name: root.operator.words["lines-down"] ?? ""
            usable: !list.atYEnd

            onActivated: list.turn(1)
        }
    }
}
