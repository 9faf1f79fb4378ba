import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// Rings that turn what does not all fit; they are there only then.
Column {
    id: root

    required property OperatorView operator
    required property Flickable list
    required property string identifier

    function turn(by: int) {
        const list = root.list;
        list.contentY = Math.max(list.originY, Math.min(list.originY + list.contentHeight - list.height, list.contentY + by * list.height * 0.8));
    }

    spacing: Theme.u(16)
    visible: list.contentHeight > list.height

    RingButton {
        icon: "up"
        identifier: root.identifier + ":up"
        name: root.operator.words["lines-up"] ?? ""
        usable: !root.list.atYBeginning

        onActivated: root.turn(-1)
    }

    RingButton {
        icon: "down"
        identifier: root.identifier + ":down"
        name: root.operator.words["lines-down"] ?? ""
        usable: !root.list.atYEnd

        onActivated: root.turn(1)
    }
}
