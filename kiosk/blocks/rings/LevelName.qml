import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The name of a level: a ring with its numeral, and the text. A touch selects the level.
Touchable {
    id: root

    required property int number
    required property string words
    required property bool current
    property bool pressing: false
    property int density: 0

    Accessible.checkable: true
    Accessible.checked: current
    Accessible.role: Accessible.RadioButton
    height: Math.max(Theme.u(88), ring.height, label.height)
    identifier: "level:" + number
    name: words

    Ring {
        id: ring

        implicitWidth: Math.max(Theme.ring, Theme.u(Growth.size(root.density, 72, 84, 96)))
        filled: root.current
        focused: root.activeFocus
        pressed: root.pressed || root.pressing
        y: (root.height - height) / 2

        Label {
            Accessible.ignored: true
            anchors.centerIn: parent
            color: ring.filled || ring.pressed ? Theme.overGold : Theme.gold
            face: "hand"
            font.pixelSize: Theme.u(Growth.size(root.density, 38, 44, 50))
            lineHeight: 1
            lineHeightMode: Text.ProportionalHeight
            text: Words.numeral(root.number)
        }
    }

    Label {
        id: label

        Accessible.ignored: true
        color: root.current ? Theme.gold : Theme.text
        font.pixelSize: Theme.t(Growth.size(root.density, 34, 44, 54))
        lineHeight: Theme.t(Growth.size(root.density, 46, 60, 74))
        text: Words.kept(root.words)
        width: root.width - x
        x: ring.width + Theme.u(20)
        y: (root.height - height) / 2
    }
}
