import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// What is installed: the pack in use, those before it, and one touch that takes it back.
Item {
    id: root

    required property OperatorView operator
    required property Panel panel
    required property bool upright
    readonly property PacksView packs: operator.packs
    readonly property bool listed: packs.stage === "list"

    Component.onCompleted: root.packs.look()

    Copy {
        color: Theme.muted
        role: "lead"
        text: root.packs.missing
        visible: root.listed && text !== ""
        width: parent.width
    }

    Choice {
        id: back

        icon: "restart"
        identifier: "packs:back"
        line: root.operator.words["pack-back-line"] ?? ""
        title: (root.operator.words["pack-back"] ?? "").replace("{pack}", root.packs.back)
        visible: root.listed && root.packs.back !== ""
        width: parent.width

        onActivated: root.packs.takeBack()
    }

    Rule {
        id: seam

        visible: back.visible
        width: parent.width
        y: back.height + Theme.u(16)
    }

    PackRows {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: back.visible ? seam.bottom : parent.top
        anchors.topMargin: back.visible ? Theme.u(16) : 0
        identifier: "packs"
        operator: root.operator
        rows: root.packs.rows
        visible: root.listed

        onPicked: key => root.packs.choose(key)
    }

    PackCounter {
        anchors.fill: parent
        operator: root.operator
        visible: !root.listed
    }
}
