import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// Progress of the work: the share done, the current step, and whether the stick must stay plugged in.
Column {
    id: root

    required property StoreTask task
    readonly property bool measured: task.done >= 0

    spacing: Theme.u(32)

    Label {
        Accessible.role: Accessible.Heading
        role: "h3"
        text: root.task.doing
        width: parent.width
        wrapMode: Text.Wrap
    }

    Rectangle {
        Accessible.description: root.task.step
        Accessible.role: Accessible.ProgressBar
        color: Theme.tile
        height: Theme.u(16)
        width: parent.width

        Rectangle {
            color: Theme.gold
            height: parent.height
            width: root.measured ? parent.width * root.task.done : 0
        }
    }

    Label {
        color: Theme.muted
        text: root.task.step
        width: parent.width
    }

    Label {
        color: Theme.gold
        role: "lead"
        text: root.task.hint
        visible: text !== ""
        width: parent.width
    }
}
