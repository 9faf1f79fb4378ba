import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The withdrawal of a page or picture: its effect, its progress, and finally its protocol.
Item {
    id: root

    required property OperatorView operator
    readonly property WithdrawalView withdrawal: operator.withdrawal

    function words(key: string): string {
        return root.operator.words[key] ?? "";
    }

    Column {
        id: asked

        spacing: Theme.u(24)
        visible: root.withdrawal.stage === "asked"
        width: parent.width

        Label {
            Accessible.role: Accessible.Heading
            role: "h3"
            text: root.words("withdraw-ask-" + (root.withdrawal.asked.kind ?? "page")).replace("{title}", root.withdrawal.asked.title ?? "")
            width: parent.width
        }

        Label {
            color: Theme.muted
            text: root.words("withdraw-means")
            width: parent.width
        }

        Choice {
            icon: "erase"
            identifier: "withdraw:yes"
            line: root.words("withdraw-yes-line")
            title: root.words("withdraw-yes")
            width: parent.width

            onActivated: root.withdrawal.withdraw()
        }
    }

    PackWork {
        task: root.withdrawal.task
        visible: root.withdrawal.stage === "working"
        width: parent.width
    }

    Label {
        id: heading

        Accessible.role: Accessible.AlertMessage
        color: Theme.gold
        role: "h3"
        text: root.withdrawal.stage === "done" ? root.words(root.withdrawal.complete ? "withdraw-done" : "withdraw-partly") : root.withdrawal.task.headline
        visible: text !== "" && !asked.visible
        width: parent.width
    }

    Lines {
        anchors.bottom: back.top
        anchors.bottomMargin: Theme.u(24)
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: heading.bottom
        anchors.topMargin: Theme.u(24)
        identifier: "protocol"
        lines: root.withdrawal.stage === "done" ? root.withdrawal.lines : root.withdrawal.task.problems
        operator: root.operator
        visible: heading.visible
    }

    RingButton {
        id: back

        anchors.bottom: parent.bottom
        icon: "back"
        identifier: "withdraw:list"
        label: root.words("pack-list")
        visible: root.withdrawal.stage !== "working"

        onActivated: root.withdrawal.leave()
    }
}
