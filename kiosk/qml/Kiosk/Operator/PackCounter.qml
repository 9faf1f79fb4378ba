import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// One pack in progress: how far the work is, why the pack was refused, or the actions for it.
Item {
    id: root

    required property OperatorView operator
    readonly property PacksView packs: operator.packs

    function words(key: string): string {
        return root.operator.words[key] ?? "";
    }

    PackWork {
        task: root.packs.task
        visible: root.packs.stage === "working"
        width: parent.width
    }

    Label {
        id: refusal

        Accessible.role: Accessible.AlertMessage
        color: Theme.gold
        role: "h3"
        text: root.packs.task.headline
        visible: root.packs.stage === "refused"
        width: parent.width
    }

    Lines {
        anchors.bottom: rings.top
        anchors.bottomMargin: Theme.u(24)
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: refusal.bottom
        anchors.topMargin: Theme.u(24)
        identifier: "refused"
        lines: root.packs.task.problems
        operator: root.operator
        visible: refusal.visible
    }

    PackCard {
        anchors.bottom: rings.top
        anchors.bottomMargin: Theme.u(24)
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        operator: root.operator
        visible: root.packs.stage === "chosen"
    }

    Row {
        id: rings

        anchors.bottom: parent.bottom
        spacing: Theme.u(72)

        RingButton {
            icon: root.packs.stage === "working" ? "close" : "back"
            identifier: "pack:list"
            label: root.words(root.packs.stage === "working" ? "pack-cancel" : "pack-list")

            onActivated: root.packs.leave()
        }

        RingButton {
            icon: "erase"
            identifier: "pack:remove"
            label: root.words("pack-remove")
            visible: root.packs.stage === "chosen" && !root.packs.chosen.live && !root.packs.chosen.fixed

            onActivated: root.packs.remove()
        }
    }
}
