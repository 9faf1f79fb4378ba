import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The name of a level: a ring with its numeral, and the words. A touch is the same as one on the level itself.
Touchable {
    id: root

    required property int number
    required property string words
    required property bool current
    property bool pressing: false

    Accessible.checkable: true
    Accessible.checked: current
    height: Math.max(Theme.u(88), ring.height, label.height)
    identifier: "level:" + number
    name: words

    Ring {
        id: ring

        filled: root.current
        focused: root.activeFocus
        pressed: root.pressed || root.pressing
        y: (root.height - height) / 2

        Copy {
            Accessible.ignored: true
            anchors.centerIn: parent
            color: ring.filled || ring.pressed ? Theme.overGold : Theme.gold
            face: "hand"
            font.pixelSize: Theme.u(38)
            lineHeight: 1
            lineHeightMode: Text.ProportionalHeight
            text: Words.numeral(root.number)
        }
    }

    Copy {
        id: label

        Accessible.ignored: true
        color: root.current ? Theme.gold : Theme.text
        lineHeight: Theme.t(46)
        text: root.words
        width: root.width - x
        x: ring.width + Theme.u(20)
        y: (root.height - height) / 2
    }
}
