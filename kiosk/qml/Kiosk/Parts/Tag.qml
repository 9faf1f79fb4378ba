import QtQuick
import Kiosk.Theme

// Marks a picture as an illustration; always on a plate.
Rectangle {
    id: root

    property alias text: caption.text
    property alias language: caption.language

    border.color: Theme.gold
    border.width: Theme.line(2)
    color: "transparent"
    implicitHeight: caption.height
    implicitWidth: caption.implicitWidth + Theme.u(28)
    radius: Theme.u(4)

    Label {
        id: caption

        anchors.centerIn: parent
        color: Theme.gold
        lineHeight: Theme.t(42)
        role: "floor"
        text: Words.say("illustration")
        wrapMode: Text.NoWrap
    }
}
