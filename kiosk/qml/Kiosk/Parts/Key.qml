import QtQuick
import Kiosk.Theme

// A keypad key: a character, a word or an icon.
Touchable {
    id: root

    property string label
    property string icon
    property bool dim: false
    property bool wide: false

    implicitHeight: Theme.u(96)
    implicitWidth: Theme.u(96)
    name: label

    Rectangle {
        anchors.fill: parent
        border.color: root.pressed || Theme.high ? Theme.gold : Theme.seam
        border.width: root.wide || Theme.high ? Theme.line(Theme.high ? 3 : 2) : 0
        color: root.pressed ? Theme.gold : root.wide || root.dim ? Theme.raise : Theme.tile
        radius: Theme.u(4)
        scale: root.pressed ? 0.97 : 1

        // A highlight on the upper edge.
        Rectangle {
            color: Qt.alpha(Theme.gold, root.dim ? 0.3 : 0.55)
            height: Theme.line(2)
            visible: !root.wide && !Theme.high
            width: parent.width
        }
    }

    Label {
        Accessible.ignored: true
        anchors.centerIn: parent
        color: root.pressed ? Theme.overGold : Theme.text
        font.pixelSize: Math.min(Theme.t(root.wide ? 32 : 44), Theme.u(root.wide ? 48 : 64))
        lineHeight: 1
        lineHeightMode: Text.ProportionalHeight
        text: root.label
        visible: root.icon === ""
        wrapMode: Text.NoWrap
    }

    StrokeIcon {
        anchors.centerIn: parent
        color: root.pressed ? Theme.overGold : Theme.gold
        height: width
        icon: root.icon
        visible: root.icon !== ""
        width: Theme.u(48)
    }

    // Within the key: the one below it is drawn later.
    FocusFrame {
        gap: Theme.u(2)
        inside: true
        radius: Theme.u(4)
        target: root
    }
}
