import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A picture or text to pair, with a ring for the poured line at the edge that faces the other side.
Touchable {
    id: root

    required property int index
    required property string words
    required property string mark
    // Edge of the key where its ring is: top, bottom, left or right; at the left or right the ring is beside the content.
    required property string edge
    // A ring beside the content is at the foot of the key, not in the middle.
    property bool low: false
    property var picture: null
    property real pictureHeight: 0
    property real ringSize: Theme.ring
    property real size: 34
    // "", held, right or wrong.
    property string verdict
    property string verdictWords

    readonly property bool level: edge === "left" || edge === "right"
    readonly property bool pictured: Boolean(picture)
    readonly property real gap: Theme.u(level ? 24 : 8)
    // Padding between the text and the edge of the key.
    readonly property real pad: level || pictured || Theme.enlarged ? 0 : Theme.u(16)
    readonly property real bodyHeight: pictured ? pictureHeight : label.height

    Accessible.checkable: true
    Accessible.checked: verdict === "held"
    implicitHeight: level ? Math.max(ring.height + Theme.u(16), bodyHeight) : bodyHeight + ring.height * (pictured ? 0.5 : 1) + (pictured ? 0 : gap + pad)
    name: [words, verdictWords].filter(part => part !== "").join(" · ")

    // The key; its ring is on the edge that faces the other side.
    Rectangle {
        border.color: Theme.gold
        border.width: root.verdict === "right" || Theme.high ? Theme.line(3) : 0
        color: root.pressed ? Theme.raise : Theme.tile
        height: root.height - (root.level ? 0 : root.ringSize / 2)
        radius: Theme.u(4)
        width: root.width
        y: root.edge === "top" ? root.ringSize / 2 : 0
    }

    PackPicture {
        id: frame

        Accessible.ignored: true
        height: root.pictureHeight
        picture: root.picture
        visible: root.pictured
        width: Math.min(root.width - (root.level ? ring.width + root.gap : 0), height * ratio)
        x: !root.level ? (root.width - width) / 2 : root.edge === "right" ? root.width - ring.width - root.gap - width : Math.max(ring.width + root.gap, (root.width - width) / 2)
        y: root.level ? (root.height - height) / 2 : 0
    }

    Label {
        id: label

        font.pixelSize: Theme.t(root.size)
        Accessible.ignored: true
        color: root.verdict === "right" ? Theme.gold : Theme.text
        horizontalAlignment: root.level ? ((root.edge === "left") !== Words.mirrored ? Text.AlignLeft : Text.AlignRight) : Text.AlignHCenter
        lineHeight: Theme.t(root.size * 46 / 34)
        text: root.words
        visible: !root.pictured
        width: root.width - (root.level ? ring.width + root.gap : 0)
        x: root.edge === "left" ? ring.width + root.gap : 0
        y: root.level ? (root.height - height) / 2 : root.edge === "top" ? ring.height + root.gap : root.pad
    }

    // On a picture the ring has a solid ground.
    Rectangle {
        anchors.fill: ring
        color: Theme.ground
        radius: width / 2
        visible: root.pictured
    }

    Ring {
        id: ring

        filled: root.verdict === "held" || root.verdict === "right"
        focused: root.activeFocus
        implicitWidth: root.ringSize
        icon: root.verdict === "right" ? "check" : root.verdict === "wrong" ? "close" : ""
        pressed: root.pressed
        x: root.edge === "left" ? 0 : root.edge === "right" ? root.width - width : (root.width - width) / 2
        y: root.edge === "top" ? 0 : root.edge === "bottom" || root.low ? root.height - height : (root.height - height) / 2

        Label {
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
}
