import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A panel's tile as a lit band across an upright screen; its object rises from the lower edge.
Touchable {
    id: root

    required property var bay
    readonly property var accent: Theme.accent(bay.accent)
    readonly property string title: Words.of(bay.title)
    readonly property string teaser: Words.of(bay.teaser)
    // The height of its words.
    readonly property real needed: words.height + Theme.u(8)

    clip: true
    identifier: "home:" + bay.id
    name: teaser === "" ? title : title + " · " + teaser
    scale: pressed ? 0.97 : 1

    Niche {
        accent: root.accent
        anchors.fill: parent
        centre: Qt.point(root.width * 0.648, root.height * 0.66)
        halos: [140, 200, 270, 350]
        lightY: 0.5
    }

    PackPicture {
        id: object

        height: parent.height
        picture: root.bay.object
        width: root.bay.standing ? Theme.u(337) : root.width * 0.34
        x: root.bay.standing ? root.width * 0.648 - width / 2 : root.width * 0.5
    }

    Rectangle {
        color: root.accent.colour
        height: parent.height
        width: Theme.u(6)
    }

    Label {
        Accessible.ignored: true
        color: root.accent.colour
        face: "hand"
        font.pixelSize: Theme.t(80)
        lineHeight: Theme.t(92)
        text: Words.numeral(root.bay.index)
        x: Theme.u(72)
        y: (root.height - height) / 2
    }

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        width: object.x - x - (root.bay.standing ? 0 : Theme.u(24))
        x: Theme.u(192)

        Label {
            Accessible.ignored: true
            lineHeight: Theme.t(80)
            role: "h2"
            font.pixelSize: Math.min(Theme.t(64), Theme.t(64) * parent.width / Math.max(1, measure.advanceWidth))
            text: root.title
            wrapMode: Text.NoWrap
        }

        Label {
            Accessible.ignored: true
            color: Theme.muted
            lineHeight: Theme.t(42)
            role: "label"
            text: root.teaser
            width: parent.width
        }
    }

    TextMetrics {
        id: measure

        font.family: Theme.family("serif", Words.language)
        font.pixelSize: Theme.t(64)
        font.weight: Font.Bold
        text: root.title
    }

    Ring {
        anchors.right: parent.right
        anchors.rightMargin: Theme.u(72)
        anchors.verticalCenter: parent.verticalCenter
        icon: "next"
        large: true
        pressed: root.pressed
    }

    Rectangle {
        anchors.fill: parent
        border.color: Theme.text
        border.width: Theme.line(3)
        color: "transparent"
        visible: Theme.high
    }

    FocusFrame {
        gap: -Theme.u(14)
        target: root
    }
}
