import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A switch with a visible on or off label.
Touchable {
    id: root

    required property string title
    required property string line
    required property bool on
    property string icon: "pause"

    Accessible.checkable: true
    Accessible.checked: on
    Accessible.role: Accessible.CheckBox
    implicitHeight: Math.max(ring.height, words.height) + Theme.u(16)
    name: title

    Ring {
        id: ring

        anchors.verticalCenter: parent.verticalCenter
        chosen: root.on
        focused: root.activeFocus
        icon: root.icon
        large: true
        pressed: root.pressed
    }

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        width: state.x - x - Theme.u(16)
        x: ring.width + Theme.u(24)

        Label {
            Accessible.ignored: true
            lineHeight: Theme.t(46)
            text: root.title
            width: parent.width
        }

        Label {
            Accessible.ignored: true
            color: Theme.muted
            lineHeight: Theme.t(40)
            role: "floor"
            text: root.line
            width: parent.width
        }
    }

    Label {
        id: state

        Accessible.ignored: true
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        color: root.on ? Theme.gold : Theme.muted
        role: "label"
        text: Words.say(root.on ? "switched-on" : "switched-off")
        wrapMode: Text.NoWrap
    }
}
