pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Chinese text as a column of single glyphs. Screen readers get the text from the tile.
Column {
    id: root

    required property string words
    required property real pitch
    property string role: "h2"
    property real size: Theme.style(role).size
    property color color: Theme.text

    Accessible.ignored: true

    Repeater {
        model: root.words.split("")

        Label {
            required property string modelData

            Accessible.ignored: true
            color: root.color
            font.pixelSize: Theme.t(root.size)
            height: Theme.t(root.pitch)
            lineHeightMode: Text.ProportionalHeight
            lineHeight: 1
            role: root.role
            text: modelData
            verticalAlignment: Text.AlignVCenter
            wrapMode: Text.NoWrap
        }
    }
}
