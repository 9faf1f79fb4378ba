import QtQuick
import Kiosk.Theme

// A ring with its label; both are the target.
Touchable {
    id: root

    property alias icon: ring.icon
    property alias large: ring.large
    property string label

    implicitHeight: Math.max(Theme.u(96), caption.height)
    implicitWidth: ring.width + (label === "" ? 0 : Theme.u(18) + caption.width)
    name: label

    Ring {
        id: ring

        anchors.verticalCenter: parent.verticalCenter
        focused: root.activeFocus
        pressed: root.pressed
        usable: root.usable
    }

    Copy {
        id: caption

        Accessible.ignored: true
        anchors.left: ring.right
        anchors.leftMargin: Theme.u(18)
        anchors.verticalCenter: parent.verticalCenter
        opacity: root.usable ? 1 : 0.38
        role: "label"
        text: root.label
        wrapMode: Text.NoWrap
    }
}
