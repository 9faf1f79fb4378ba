pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A panel's tile in larger text: its title across the tile, and the teaser below it where that has room.
Touchable {
    id: root

    required property var bay
    readonly property var accent: Theme.accent(bay.accent)

    readonly property string heading: Words.of(bay.title)
    readonly property string teaser: Words.of(bay.teaser)
    readonly property bool flat: height < Theme.u(280)
    readonly property real margin: Theme.u(flat ? 8 : Theme.large ? 18 : 28)
    // The teaser is before the ring and the object, else in their place, else only spoken.
    readonly property bool teased: teaser !== "" && (fits(narrow) || fits(broad))
    readonly property bool bared: teased && !fits(narrow)

    // During destruction its words may be gone.
    function fits(words: Label): bool {
        return Theme.t(56) + (words?.height ?? 0) <= root.height - 2 * root.margin - (root.flat ? 0 : Theme.t(62));
    }

    clip: true
    identifier: "home:" + bay.id
    name: teaser === "" ? heading : heading + " · " + teaser
    scale: pressed ? 0.97 : 1

    Niche {
        accent: root.accent
        anchors.fill: parent
        centre: Qt.point(root.width * 0.68, root.height * 0.4)
        lightY: 0.4
    }

    PackPicture {
        id: object

        readonly property real tall: root.height * (root.flat ? 1 : 0.62)
        readonly property real middle: root.width * 0.68 - (root.flat ? Theme.u(240) : tall * 2 / 3) / 2
        // Where its title would lie on it, it is beside the title, above the ring; or not drawn where there is no room.
        readonly property bool covered: !root.flat && title.y < tall && title.end > middle

        height: covered ? Math.min(tall, ring.y) : tall
        picture: root.bay.object
        visible: root.width > Theme.u(420) && !root.bared && (!covered || title.end + width <= root.width)
        width: root.flat ? Theme.u(240) : height * 2 / 3
        x: covered ? title.end : middle
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

        readonly property real end: x + contentWidth + Theme.u(16)
        readonly property real room: (root.flat ? object.middle : ring.x) - Theme.u(24) - x

        Accessible.ignored: true
        font.pixelSize: Theme.t(48) * Math.min(1, room / Math.max(1, measure.advanceWidth))
        lineHeight: Theme.t(root.teased ? 56 : 64)
        role: "h3"
        text: root.heading
        wrapMode: Text.NoWrap
        x: root.flat ? numeral.x + numeral.width + Theme.u(40) : Theme.u(32)
        // In lines as tight as these, letters are low.
        y: root.flat ? (root.height - height - below.taken) / 2 - Theme.t(root.teased ? 6 : 0) : root.height - height - root.margin - below.taken
    }

    component Teaser: Label {
        Accessible.ignored: true
        color: Theme.muted
        lineHeight: Theme.t(36)
        role: "floor"
        text: root.teaser
        x: title.x
    }

    // Only measured: in either width.
    Teaser {
        id: narrow

        opacity: 0
        width: (root.flat ? object.middle : ring.x) - Theme.u(24) - x
    }

    Teaser {
        id: broad

        opacity: 0
        width: (root.flat ? ring.x - Theme.u(24) : root.width - Theme.u(12)) - x
    }

    Teaser {
        id: below

        readonly property real taken: root.teased ? height : 0

        visible: root.teased
        width: root.bared ? broad.width : narrow.width
        y: title.y + title.height
    }

    TextMetrics {
        id: measure

        font.family: Theme.family("serif", Words.language)
        font.pixelSize: Theme.t(48)
        font.weight: Font.Bold
        text: root.heading
    }

    Ring {
        id: ring

        anchors.right: parent.right
        anchors.rightMargin: Theme.u(32)
        y: root.flat ? (root.height - height) / 2 : root.bared ? title.y + (title.height - height) / 2 : root.height - height - Theme.u(28)
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
