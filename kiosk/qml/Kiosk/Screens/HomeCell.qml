import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A panel's tile at the largest text size: its title across the tile, no teaser.
Touchable {
    id: root

    required property var bay
    readonly property var accent: Theme.accent(bay.accent)

    readonly property bool flat: height < Theme.u(280)

    clip: true
    identifier: "home:" + bay.id
    name: Words.of(bay.title)
    scale: pressed ? 0.97 : 1

    Niche {
        accent: root.accent
        anchors.fill: parent
        centre: Qt.point(root.width * 0.68, root.height * 0.4)
        lightY: 0.4
    }

    PackPicture {
        id: object

        height: root.height * (root.flat ? 1 : 0.62)
        picture: root.bay.object
        visible: root.width > Theme.u(420)
        width: root.flat ? Theme.u(240) : height * 2 / 3
        x: root.width * 0.68 - width / 2
    }

    Label {
        id: numeral

        Accessible.ignored: true
        color: root.accent.colour
        face: "hand"
        font.pixelSize: Theme.t(56)
        lineHeight: Theme.t(72)
        text: Words.numeral(root.bay.index)
        x: Theme.u(32)
        y: root.flat ? (root.height - height) / 2 : Theme.u(16)
    }

    Label {
        id: title

        readonly property real room: (root.flat ? object.x : ring.x) - Theme.u(24) - x

        Accessible.ignored: true
        font.pixelSize: Theme.t(48) * Math.min(1, room / Math.max(1, measure.advanceWidth))
        lineHeight: Theme.t(64)
        role: "h3"
        text: root.name
        wrapMode: Text.NoWrap
        x: root.flat ? numeral.x + numeral.width + Theme.u(40) : Theme.u(32)
        y: root.flat ? (root.height - height) / 2 : root.height - height - Theme.u(28)
    }

    TextMetrics {
        id: measure

        font.family: Theme.family("serif", Words.language)
        font.pixelSize: Theme.t(48)
        font.weight: Font.Bold
        text: root.name
    }

    Ring {
        id: ring

        anchors.right: parent.right
        anchors.rightMargin: Theme.u(32)
        anchors.verticalCenter: title.verticalCenter
        icon: "next"
        large: true
        pressed: root.pressed
    }

    Rectangle {
        anchors.bottom: parent.bottom
        border.color: Theme.high ? Theme.text : root.accent.colour
        border.width: Theme.u(6)
        color: "transparent"
        height: Theme.high ? parent.height : Theme.u(6)
        width: parent.width
    }

    FocusFrame {
        gap: -Theme.u(14)
        target: root
    }
}
