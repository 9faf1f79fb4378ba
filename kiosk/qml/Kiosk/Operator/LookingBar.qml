import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The bar above a pack that the operator previews: its name, and the ways back. It covers nothing of the pack.
Rectangle {
    id: root

    required property OperatorView operator
    readonly property PacksView packs: operator.packs
    readonly property WithdrawalView withdrawal: operator.withdrawal
    // The page or picture in view can be withdrawn.
    readonly property bool aimed: withdrawal.target.name !== undefined
    readonly property real side: Theme.u(48)

    function words(key: string): string {
        return root.operator.words[key] ?? "";
    }

    color: Theme.deep

    Label {
        anchors.left: parent.left
        anchors.leftMargin: root.side
        anchors.right: rings.left
        anchors.rightMargin: Theme.u(32)
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.gold
        elide: Text.ElideRight
        language: root.operator.language
        maximumLineCount: 1
        role: "label"
        text: !root.withdrawal.finding ? root.words("looking-at").replace("{pack}", root.packs.chosen.title ?? "") : root.aimed ? root.withdrawal.target.title : root.words("withdraw-find-hint")
    }

    Row {
        id: rings

        anchors.right: parent.right
        anchors.rightMargin: root.side
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.u(40)

        RingButton {
            icon: "check"
            identifier: "looking:use"
            label: Theme.large ? "" : root.words("pack-use")
            language: root.operator.language
            name: root.words("pack-use")
            visible: root.packs.chosen.fixed === false && !root.withdrawal.finding

            onActivated: root.packs.use()
        }

        RingButton {
            icon: "erase"
            identifier: "looking:withdraw"
            label: Theme.large ? "" : root.words("withdraw-this-" + (root.withdrawal.target.kind ?? "page"))
            name: root.words("withdraw-this-" + (root.withdrawal.target.kind ?? "page"))
            visible: root.aimed

            onActivated: root.withdrawal.ask()
        }

        RingButton {
            icon: "back"
            identifier: "looking:end"
            label: Theme.large ? "" : root.words("looking-end")
            language: root.operator.language
            name: root.words("looking-end")

            onActivated: root.packs.endPreview()
        }
    }

    Rule {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
