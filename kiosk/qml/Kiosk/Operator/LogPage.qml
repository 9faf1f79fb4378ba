import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The last lines of the log, newest first.
Item {
    id: root

    required property OperatorView operator
    required property OperatorMenu panel
    required property bool upright

    // Reading `words` updates the lines when the language changes.
    readonly property list<string> lines: operator.words["log-fault"] ? operator.controls.log() : []

    Label {
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
