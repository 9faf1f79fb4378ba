import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A panel's tile as a lit bay: numeral, object, title, teaser, ring. The whole bay is the touch target.
Touchable {
    id: root

    required property var bay
    readonly property var accent: Theme.accent(bay.accent)
    readonly property string title: Words.of(bay.title)
    readonly property string teaser: Words.of(bay.teaser)
    readonly property bool upright: Words.chinese && Words.standsUpright(title) && (teaser === "" || Words.standsUpright(teaser))
    readonly property bool covered: !root.bay.standing && Boolean(root.bay.object)
    readonly property real inset: Theme.u(upright ? 32 : 24)
    readonly property real objectHeight: Math.min(Theme.u(480), height * 0.5)

    clip: true
    identifier: "home:" + bay.id
    name: teaser === "" ? title : title + " · " + teaser
    scale: pressed ? 0.97 : 1

    Niche {
        id: niche

        accent: root.accent
        anchors.fill: parent
    }

    PackPicture {
        id: picture

        cover: !root.bay.standing
        height: root.bay.standing ? root.objectHeight : root.height * 0.54
        picture: root.bay.object
        width: root.bay.standing ? Math.min(root.width, height * 2 / 3) : root.width
        x: (root.width - width) / 2
        y: root.bay.standing ? Math.max(Theme.u(40), niche.centre.y - height * 0.5417) : 0
    }

    // Over a picture that fills the bay the numeral needs its own background.
    Rectangle {
        color: Theme.plate
        height: Theme.u(126)
        visible: root.covered
        width: numeral.x + numeral.width + Theme.u(24)
    }

    Label {
        id: numeral

        Accessible.ignored: true
        color: root.accent.colour
        face: "hand"
        font.pixelSize: Theme.t(72)
        lineHeight: Theme.t(80)
        text: Words.numeral(root.bay.index)
        x: root.inset
        y: Theme.u(root.covered ? 22 : 38)
    }

    UprightText {
        anchors.right: parent.right
        anchors.rightMargin: Theme.u(50)
        pitch: 80
        size: 72
        role: "h2"
        visible: root.upright
        words: root.title
        y: root.height - Theme.u(414)
    }

    UprightText {
        anchors.right: parent.right
        anchors.rightMargin: Theme.u(162)
        color: Theme.muted
        pitch: 34
        size: 32
        role: "label"
        visible: root.upright
        words: root.teaser
        y: root.height - Theme.u(404)
    }

    Column {
        spacing: Theme.u(12)
        visible: !root.upright
        width: root.width - x - Theme.u(8)
        x: root.inset
        y: root.height - Theme.u(362)

        Label {
            Accessible.ignored: true
            font.pixelSize: Math.min(Theme.t(44), Theme.t(44) * parent.width / Math.max(1, measure.advanceWidth))
            lineHeight: Theme.t(64)
            role: "h3"
            text: root.title
            width: parent.width
            wrapMode: Text.NoWrap
        }

        Label {
            Accessible.ignored: true
            color: Theme.muted
            lineHeight: Theme.t(42)
            role: "floor"
            text: root.teaser
            width: parent.width
        }
    }

    TextMetrics {
        id: measure

        font.family: Theme.family("serif", Words.language)
        font.pixelSize: Theme.t(44)
        font.weight: Font.Bold
        text: root.title
    }

    Ring {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.u(36)
        icon: "next"
        large: true
        pressed: root.pressed
        x: root.upright ? root.width - width - Theme.u(32) : root.inset
    }

    Rectangle {
        anchors.bottom: parent.bottom
        color: root.accent.colour
        height: Theme.u(6)
        width: parent.width
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
