import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The bar at the bottom, in the position of the visitors' bar: leave, and switch language.
Rectangle {
    id: root

    required property OperatorView operator
    required property bool upright

    color: Theme.deep
    height: Theme.ring + Theme.u(48)

    Rule {
        width: parent.width
    }

    RingButton {
        anchors.verticalCenter: parent.verticalCenter
        icon: "back"
        identifier: "operator:leave"
        label: root.operator.words["leave"] ?? ""
        x: Theme.u(root.upright ? 72 : 96)

        onActivated: root.operator.leave()
    }

    RingButton {
        anchors.right: parent.right
        anchors.rightMargin: Theme.u(root.upright ? 72 : 96)
        anchors.verticalCenter: parent.verticalCenter
        icon: "language"
        identifier: "operator:language"
        label: root.operator.otherLanguage

        onActivated: root.operator.switchLanguage()
    }
}
