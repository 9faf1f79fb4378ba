pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// One answer: a key with a ringed letter, its text and its result, shown by sign and word as well as colour.
Touchable {
    id: root

    required property int index
    required property string words
    property int letter: index
    property string mark: Words.say("answer-letters").split(" ")[letter] ?? String(letter + 1)
    property bool chosen: false
    property bool open: true
    property int density: 0
    // "" while open, else right, wrong or counted.
    property string verdict
    property string verdictWords
    // Share of all votes, from 0 to 1: the lit part of the key. Below 0 where results are not shown.
    property real share: -1
    property string count
    // The number of votes alone: in the ring, where the result has no room for words.
    property string sign
    // Shown instead of the text.
    property var picture: null
    property real pictureHeight: 0
    // Width reserved for the result, so that the text does not move when it appears.
    property real reserve: 0
    // Width of the widest result, where none is reserved; 0 where a result must be in words.
    property real result: 0
    // The words need another line beside a result: its sign stands alone, so that their lines remain. In the largest text they may be
    // in several lines beside it.
    readonly property bool signed: beside.count > 0 && (Theme.large ? (beside.itemAt(0)?.height ?? 0) > label.height : (beside.itemAt(0) as Label)?.lineCount > 1)
    readonly property bool measured: result > 0 && reserve === 0 && !picture
    readonly property real wordWidth: width - label.x - pad

    // On a full page a very long answer is small, so that a part holds it.
    readonly property real size: density > 1 && wordy.advanceWidth > 8 * label.width ? 28 : Growth.size(density, 36, 46, 60)
    readonly property real pad: Theme.u(Growth.size(density, 20, 28, 36))

    Accessible.checkable: true
    Accessible.checked: chosen
    Accessible.role: Accessible.RadioButton
    identifier: "answer:" + letter
    implicitHeight: Math.max(Theme.u(Growth.size(density, 92, 112, 136)), (picture ? pictureHeight : label.height) + Theme.u(Theme.large && density > 1 ? 8 : 24))
    name: [words, verdictWords, count].filter(part => part !== "").join(" · ")
    usable: open

    TextMetrics {
        id: wordy

        font.family: label.font.family
        font.pixelSize: Theme.t(36)
        text: root.words
    }

    Rectangle {
        anchors.fill: parent
        border.color: Theme.gold
        border.width: root.verdict === "right" || Theme.high ? Theme.line(3) : 0
        clip: true
        color: root.pressed ? Theme.raise : Theme.tile
        radius: Theme.u(4)

        Rectangle {
            objectName: "share"

            color: Qt.tint(Theme.tile, Qt.alpha(Theme.gold, root.chosen ? 0.3 : 0.16))
            height: parent.height
            radius: parent.radius
            visible: root.share > 0
            width: Math.max(edge.width, parent.width * Math.max(0, root.share))

            // A line marks the end of the bar, not a shade alone.
            Rectangle {
                id: edge

                anchors.right: parent.right
                color: root.chosen ? Theme.gold : Theme.muted
                height: parent.height
                width: Theme.line(6)
            }

            Behavior on width {
                enabled: root.visible

                NumberAnimation {
                    duration: Theme.move
                    easing.bezierCurve: Theme.easing
                    easing.type: Easing.BezierSpline
                }
            }
        }
    }

    Ring {
        id: ring

        filled: root.chosen
        focused: root.activeFocus
        icon: root.verdict === "right" ? "check" : root.verdict === "wrong" ? "close" : ""
        implicitWidth: Math.max(Theme.ring, Theme.u(Growth.size(root.density, 64, 80, 96)))
        // A ring means touch: a closed answer is dimmed.
        opacity: root.open || root.verdict !== "" ? 1 : 0.38
        pressed: root.pressed
        x: root.pad
        y: (root.height - height) / 2

        Label {
            Accessible.ignored: true
            anchors.centerIn: parent
            color: ring.filled || ring.pressed ? Theme.overGold : Theme.gold
            face: "hand"
            font.pixelSize: Math.min(Theme.t(Growth.size(root.density, 34, 40, 48)), ring.width * Math.min(0.5, 1.2 / text.length))
            lineHeight: 1
            lineHeightMode: Text.ProportionalHeight
            text: root.signed && root.sign !== "" ? root.sign : root.mark
            visible: ring.icon === ""
        }
    }

    Label {
        id: label

        readonly property real room: Math.max(root.reserve, told.text === "" ? 0 : told.width)

        Accessible.ignored: true
        color: root.verdict === "right" ? Theme.gold : Theme.text
        font.pixelSize: Theme.t(root.size)
        lineHeight: Theme.t(root.size * 1.36)
        text: Words.kept(root.words)
        visible: !root.picture
        width: root.wordWidth - (room > 0 && !root.signed ? room + Theme.u(24) : 0)
        x: ring.x + ring.width + Theme.u(24)
        y: (root.height - height) / 2
    }

    // The words as they are beside the result: only measured.
    Repeater {
        id: beside

        model: root.measured ? 1 : 0

        Label {
            Accessible.ignored: true
            font.pixelSize: label.font.pixelSize
            lineHeight: label.lineHeight
            opacity: 0
            text: Words.kept(root.words)
            width: root.wordWidth - root.result - Theme.u(24)
        }
    }

    Repeater {
        model: root.picture ? [root.picture] : []

        PackPicture {
            required property var modelData

            Accessible.ignored: true
            height: root.pictureHeight
            picture: modelData
            width: Math.min(label.width, height * ratio)
            x: label.x
            y: (root.height - height) / 2
        }
    }

    Label {
        id: told

        Accessible.ignored: true
        anchors.right: parent.right
        anchors.rightMargin: root.pad
        color: root.verdict === "wrong" ? Theme.muted : root.count !== "" ? Theme.text : Theme.gold
        font.pixelSize: Theme.t(Growth.size(root.density, 32, 38, 48))
        lineHeight: font.pixelSize * 1.36
        role: "label"
        text: root.count !== "" ? root.count : root.verdictWords
        visible: !root.signed
        wrapMode: Text.NoWrap
        y: (root.height - height) / 2
    }
}
