import QtQuick
import Kiosk.Theme

// The mark and the pack's name.
Row {
    id: root

    required property url source
    property alias text: place.text
    property alias language: place.language

    spacing: Theme.u(20)

    Image {
        id: mark

        anchors.verticalCenter: parent.verticalCenter
        height: Theme.u(56)
        source: root.source
        sourceSize: Qt.size(width, height)
        width: Theme.u(56)

        transform: Mirror {
            across: mark.width
        }
    }

    Label {
        id: place

        anchors.verticalCenter: parent.verticalCenter
        role: "label"
        wrapMode: Text.NoWrap
    }
}
