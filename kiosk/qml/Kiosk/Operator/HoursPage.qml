pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The opening hours: the current state, the override for today, and the hours of device.yaml.
Item {
    id: root

    required property OperatorView operator
    required property OperatorMenu panel
    required property bool upright
    readonly property HoursView hours: operator.hours
    // Two spans of hours fit beside the other settings; more need the whole width.
    readonly property bool stacked: upright || hours.week.some(day => day.value.length > 26)
    readonly property var icons: ({
            planned: "clock",
            open: "door-open",
            closed: "door"
        })

    Timer {
        interval: 1000
        repeat: true
        running: true

        onTriggered: root.hours.look()
    }

    HoursNow {
        id: now

        aside: root.stacked ? 0 : facts.side + facts.columnSpacing
        facts: root.hours.state
        width: parent.width
    }

    Row {
        id: choices

        y: now.height + Theme.u(44)

        Repeater {
            model: root.hours.choices

            Radio {
                required property string modelData

                current: modelData === root.hours.choice
                icon: root.icons[modelData]
                identifier: "hours:" + modelData
                label: root.operator.words["hours-choice-" + modelData] ?? ""
                width: root.width / 3

                onActivated: root.hours.choose(modelData)
            }
        }
    }

    Label {
        id: note

        color: Theme.muted
        horizontalAlignment: Text.AlignHCenter
        role: "floor"
        text: root.hours.state.note ?? ""
        width: parent.width
        y: choices.y + choices.height + Theme.u(16)
    }

    Rule {
        width: parent.width
        y: plan.y - height
    }

    Flickable {
        id: plan

        anchors.bottom: parent.bottom
        anchors.top: note.bottom
        anchors.topMargin: Theme.u(32)
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: facts.height
        width: parent.width - (turns.visible ? turns.width + Theme.u(24) : 0)

        Grid {
            id: facts

            readonly property real side: root.stacked ? width : (width - columnSpacing) / 2

            columnSpacing: Theme.u(64)
            columns: root.stacked ? 1 : 2
            rowSpacing: Theme.u(20)
            topPadding: Theme.u(8)
            width: plan.width

            Facts {
                facts: root.hours.week
                labels: Theme.u(200)
                role: "floor"
                width: facts.side
            }

            Facts {
                facts: root.hours.particulars
                labels: Theme.u(200)
                role: "floor"
                width: facts.side
            }
        }
    }

    TurnRings {
        id: turns

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        identifier: "hours"
        list: plan
        operator: root.operator
    }
}
