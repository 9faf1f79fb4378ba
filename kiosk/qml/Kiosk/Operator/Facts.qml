pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A list of names with their values.
Column {
    id: root

    required property var facts
    property real labels: Theme.u(300)
    property string role: "label"

    Repeater {
        model: root.facts

        Item {
            id: fact

            required property var modelData

            height: Math.max(label.height, value.height) + Theme.u(12)
            width: root.width

            Label {
                id: label

                color: Theme.muted
                role: root.role
                text: fact.modelData.label
                width: root.labels - Theme.u(24)
                y: Theme.u(6)
            }

            Label {
                id: value

                color: fact.modelData.grave ? Theme.gold : Theme.text
                role: root.role
                text: (fact.modelData.grave ? "! " : "") + fact.modelData.value
                width: parent.width - x
                wrapMode: Text.Wrap
                x: root.labels
                y: Theme.u(6)
            }

            Rule {
                anchors.bottom: parent.bottom
                seam: false
                width: parent.width
            }
        }
    }
}
