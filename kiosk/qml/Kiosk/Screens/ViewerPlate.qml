import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The picture's caption, and the buttons for all gestures.
Rectangle {
    id: root

    required property var picture
    required property int count
    required property int current
    required property real zoom
    required property bool zoomable
    required property bool upright
    required property bool captions
    required property bool thumbnails
    required property real pictureLeft
    required property real pictureWidth
    // The buttons have a row of their own if the text needs the width.
    readonly property bool below: upright || Theme.large
    readonly property real margin: Theme.u(upright ? 72 : 96)

    signal stepped(int by)
    signal zoomed(bool inwards)
    signal captionsToggled
    signal thumbnailsToggled

    color: Theme.ground
    implicitHeight: below ? words.y + words.height + Theme.u(136) : Math.max(Theme.u(144), words.height + Theme.u(24))

    Rectangle {
        color: Theme.gold
        height: Theme.line(3)
        width: root.pictureWidth
        x: root.pictureLeft
        y: -Theme.line(2)
    }

    Row {
        id: number

        Accessible.ignored: !visible || !enabled
        Accessible.name: Words.fill("page-of", {
            number: root.current + 1,
            count: root.count
        })
        Accessible.role: Accessible.StaticText
        spacing: Theme.u(12)
        x: root.margin
        y: root.below ? Theme.u(24) : Theme.u(20)

        Label {
            id: here

            Accessible.ignored: true
            color: Theme.gold
            font.pixelSize: Theme.t(72)
            font.weight: Font.DemiBold
            lineHeight: Theme.t(96)
            role: "h2"
            text: root.current + 1
        }

        Label {
            Accessible.ignored: true
            anchors.baseline: here.baseline
            color: Theme.muted
            font.pixelSize: Theme.t(36)
            font.weight: Font.Medium
            role: "h3"
            text: "/ " + root.count
        }
    }

    Column {
        id: words

        readonly property real start: root.below ? number.x + number.width + Theme.u(48) : Math.max(Theme.u(307), number.x + number.width + Theme.u(36))

        width: (root.below ? root.width - root.margin : controls.x - Theme.u(32)) - start
        x: start
        y: Theme.u(12)

        Label {
            readonly property bool long: measure.advanceWidth > parent.width

            Accessible.role: Accessible.Heading
            font.pixelSize: Theme.t(long ? 34 : 48)
            lineHeight: Theme.t(long ? 46 : 64)
            role: "h3"
            text: root.picture ? Words.of(root.picture.title) : ""
            visible: root.captions
            width: parent.width

            TextMetrics {
                id: measure

                font.family: Theme.family("serif", Words.language)
                font.pixelSize: Theme.t(48)
                font.weight: Font.Bold
                text: root.picture ? Words.of(root.picture.title) : ""
            }
        }

        Label {
            lineHeight: Theme.t(40)
            role: "floor"
            text: root.picture ? Words.of(root.picture.caption) : ""
            visible: root.captions && text !== ""
            width: parent.width
        }

        Flow {
            spacing: Theme.u(20)
            topPadding: Theme.u(6)
            width: parent.width

            Tag {
                visible: root.picture?.illustration ?? false
            }

            Label {
                color: Theme.muted
                role: "floor"
                text: root.picture ? Words.of(root.picture.credit) : ""
                visible: root.captions && text !== ""
            }
        }
    }

    ViewerControls {
        id: controls

        anchors.bottom: parent.bottom
        anchors.bottomMargin: root.below ? Theme.u(20) : (parent.height - height) / 2
        anchors.right: parent.right
        anchors.rightMargin: root.margin
        spacing: Theme.u(root.below && !(root.upright && Theme.large) ? 24 : 16)
        view: root
    }
}
