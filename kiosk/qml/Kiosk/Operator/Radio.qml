import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A radio button: a ring with its name below it.
Touchable {
    id: root

    required property string icon
    required property string label
    property bool current: false

    Accessible.checkable: true
    Accessible.checked: current
    Accessible.role: Accessible.RadioButton
    implicitHeight: ring.height + Theme.u(10) + caption.height
    name: label

    Ring {
        id: ring

        anchors.horizontalCenter: parent.horizontalCenter
        chosen: root.current
        focused: root.activeFocus
        icon: root.icon
        large: true
        pressed: root.pressed
    }

    Label {
        id: caption

        Accessible.ignored: true
        color: root.current ? Theme.gold : Theme.text
        horizontalAlignment: Text.AlignHCenter
        role: "label"
        text: root.label
        width: parent.width
        y: ring.height + Theme.u(10)
    }
}
