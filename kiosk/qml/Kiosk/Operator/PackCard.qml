import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// A pack that is ready on this device: its facts and its actions.
Item {
    id: root

    required property OperatorView operator
    readonly property PacksView packs: operator.packs
    readonly property var pack: packs.chosen

    function words(key: string): string {
        return root.operator.words[key] ?? "";
    }

    Column {
        id: head

        spacing: Theme.u(12)
        width: parent.width

        Label {
            Accessible.role: Accessible.Heading
            role: "h3"
            text: root.pack.title ?? ""
            width: parent.width
        }

        Label {
            Accessible.role: Accessible.AlertMessage
            color: Theme.gold
            text: root.packs.notice || (root.pack.live ? root.words("pack-live") : "")
            visible: text !== ""
            width: parent.width
        }
    }

    // On a small screen the facts scroll, so that the actions keep their place.
    Scroll {
        id: known

        height: Math.min(facts.height, root.height - y - choices.height - choices.spacing)
        identifier: "pack"
        operator: root.operator
        width: parent.width
        y: head.height + Theme.u(12)

        Facts {
            id: facts

            facts: root.pack.facts ?? []
            role: "floor"
            width: parent.width
        }
    }

    Column {
        id: choices

        spacing: Theme.u(12)
        width: parent.width
        y: known.y + known.height + spacing

        Choice {
            icon: "pictures"
            identifier: "pack:look"
            line: root.words("pack-look-line")
            title: root.words("pack-look")
            visible: !root.pack.live
            width: parent.width

            onActivated: root.packs.preview()
        }

        Choice {
            icon: "check"
            identifier: "pack:use"
            line: root.words("pack-use-line")
            title: root.words("pack-use")
            visible: !root.pack.live && !root.pack.fixed
            width: parent.width

            onActivated: root.packs.use()
        }

        Choice {
            icon: "restart"
            identifier: "pack:back"
            line: root.words("pack-back-line")
            title: root.words("pack-back").replace("{pack}", root.packs.back)
            visible: root.pack.live === true && root.packs.back !== ""
            width: parent.width

            onActivated: root.packs.takeBack()
        }
    }
}
