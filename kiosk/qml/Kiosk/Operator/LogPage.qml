import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The last lines of the log, the newest first.
Item {
    id: root

    required property OperatorView operator
    required property Panel panel
    required property bool upright

    // Asked anew where the language changes.
    readonly property list<string> lines: operator.words["log-fault"] ? operator.upkeep.log() : []

    Copy {
        color: Theme.muted
        text: root.operator.words["log-none"] ?? ""
        visible: root.lines.length === 0
        width: parent.width
    }

    Lines {
        anchors.fill: parent
        identifier: "log"
        lines: root.lines
        operator: root.operator
    }
}
