import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The installed packs: the one in use, earlier ones, and a rollback by one touch.
Item {
    id: root

    required property OperatorView operator
    required property OperatorMenu panel
    required property bool upright
    readonly property PacksView packs: operator.packs
    readonly property WithdrawalView withdrawal: operator.withdrawal
    readonly property bool withdrawing: withdrawal.stage !== "idle"
    readonly property bool listed: packs.stage === "list" && !withdrawing

    Component.onCompleted: root.packs.look()

    Label {
        id: missing

        color: Theme.muted
        role: "lead"
        text: root.withdrawal.notice || root.packs.missing
        visible: root.listed && text !== ""
        width: parent.width
    }

    Column {
        id: ways

        spacing: Theme.u(12)
        visible: root.listed && root.withdrawal.possible && root.packs.missing === ""
        width: parent.width
        y: missing.visible ? missing.height + Theme.u(16) : 0

        Choice {
            icon: "restart"
            identifier: "packs:back"
            line: root.operator.words["pack-back-line"] ?? ""
            title: (root.operator.words["pack-back"] ?? "").replace("{pack}", root.packs.back)
            visible: root.packs.back !== ""
            width: parent.width

            onActivated: root.packs.takeBack()
        }

        Choice {
            icon: "erase"
            identifier: "packs:withdraw"
            line: root.operator.words["withdraw-find-line"] ?? ""
            title: root.operator.words["withdraw-find"] ?? ""
            width: parent.width

            onActivated: root.withdrawal.find()
        }
    }

    Rule {
        id: seam

        visible: ways.visible
        width: parent.width
        y: ways.y + ways.height + Theme.u(16)
    }

    PackRows {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: ways.visible ? seam.bottom : parent.top
        anchors.topMargin: ways.visible ? Theme.u(16) : 0
        identifier: "packs"
        operator: root.operator
        rows: root.packs.rows
        visible: root.listed

        onPicked: key => root.packs.choose(key)
    }

    PackCounter {
        anchors.fill: parent
        operator: root.operator
        visible: root.packs.stage !== "list" && !root.withdrawing
    }

    WithdrawalCounter {
        anchors.fill: parent
        operator: root.operator
        visible: root.withdrawing
    }
}
