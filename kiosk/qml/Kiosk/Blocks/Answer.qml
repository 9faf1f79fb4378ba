import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// One answer: a ring with its letter, its words, and what came of it, told by sign and word as well as by colour.
Touchable {
    id: root

    required property int index
    required property string words
    property int letter: index
    property string mark: Words.say("answer-letters").split(" ")[letter] ?? String(letter + 1)
    property bool chosen: false
    property bool open: true
    // "" while it is open, else right, wrong or counted.
    property string verdict
    property string verdictWords
    property real share: -1
    property string count

    Accessible.checkable: true
    Accessible.checked: chosen
    identifier: "answer:" + letter
    implicitHeight: Math.max(Theme.u(88), label.y + label.height + Theme.u(share >= 0 ? 30 : 16))
    name: [words, verdictWords, count].filter(part => part !== "").join(" · ")
    usable: open

    Rectangle {
        anchors.fill: parent
        color: root.pressed ? Theme.raise : "transparent"
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.u(6)
        color: root.chosen ? Theme.gold : Theme.muted
        height: Theme.u(12)
        visible: root.share > 0
        width: Math.max(Theme.line(3), (parent.width - x) * root.share)
        x: label.x

        Behavior on width {
            enabled: root.visible

            NumberAnimation {
                duration: Theme.move
                easing.bezierCurve: Theme.easing
                easing.type: Easing.BezierSpline
            }
        }
    }

    Ring {
        id: ring

        filled: root.chosen
        focused: root.activeFocus
        icon: root.verdict === "right" ? "check" : root.verdict === "wrong" ? "close" : ""
        // A ring means touch: an answer that is no longer open stands back.
        opacity: root.open || root.verdict !== "" ? 1 : 0.38
        pressed: root.pressed
        y: Theme.u(8)

        Copy {
            Accessible.ignored: true
            anchors.centerIn: parent
            color: ring.filled || ring.pressed ? Theme.overGold : Theme.gold
            face: "hand"
            font.pixelSize: Math.min(Theme.t(34), ring.width * 0.5)
            lineHeight: 1
            lineHeightMode: Text.ProportionalHeight
            text: root.mark
            visible: ring.icon === ""
        }
    }

    Copy {
        id: label

        Accessible.ignored: true
        color: root.verdict === "right" ? Theme.gold : Theme.text
        lineHeight: Theme.t(46)
        text: root.words
        width: parent.width - x - (told.text === "" ? 0 : told.width + Theme.u(24))
        x: ring.width + Theme.u(24)
        y: Math.max(Theme.u(4), ring.y + (ring.height - height) / 2)
    }

    Copy {
        id: told

        Accessible.ignored: true
        anchors.right: parent.right
        color: root.verdict === "wrong" ? Theme.muted : Theme.gold
        lineHeight: Theme.t(46)
        role: "label"
        text: root.count !== "" ? root.count : root.verdictWords
        wrapMode: Text.NoWrap
        y: label.y
    }
}
