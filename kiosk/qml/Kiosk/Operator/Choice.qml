import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A ring button for an action, with a line that describes its effect.
Touchable {
    id: root

    required property string title
    required property string line
    required property string icon
    property bool filled: false
    property color lineColour: Theme.muted

    implicitHeight: Math.max(ring.height, words.height) + Theme.u(32)
    name: title

    Ring {
        id: ring

        anchors.verticalCenter: parent.verticalCenter
        filled: root.filled
        focused: root.activeFocus
        icon: root.icon
        large: true
        pressed: root.pressed
        usable: root.usable
    }

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        opacity: root.usable ? 1 : 0.38
        width: parent.width - x
        x: ring.width + Theme.u(28)

        Label {
            Accessible.ignored: true
            text: root.title
            width: parent.width
        }

        Label {
            color: root.lineColour
            role: "floor"
            text: root.line
            visible: text !== ""
            width: parent.width
        }
    }
}
