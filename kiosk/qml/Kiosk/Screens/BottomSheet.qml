import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A sheet raised from the bar over the screens: a title, a line beside it, and a body. A touch above it closes it.
Item {
    id: root

    required property bool shown
    required property bool upright
    property string title
    // Beside the title, on one line.
    property string line
    // Identifier of the ring that closes it.
    property string closer
    property alias body: body.sourceComponent
    // Between title and body, in units.
    property real gap: 36
    // The height that its body may have.
    readonly property real room: height - body.y - Theme.joint
    readonly property real side: Theme.u(upright ? 72 : 96)

    signal closed

    // 1 when fully raised. With reduced motion the sheet fades in place.
    property real risen: shown ? 1 : 0

    Accessible.ignored: !visible
    Accessible.name: root.title
    Accessible.role: Accessible.Dialog
    opacity: Theme.moving ? 1 : risen
    visible: risen > 0

    Behavior on risen {
        NumberAnimation {
            duration: !Theme.moving ? Theme.fade : root.shown ? Theme.move : Theme.duration("lower")
            easing.bezierCurve: Theme.easing
            easing.type: Easing.BezierSpline
        }
    }

    Rectangle {
        Accessible.ignored: true
        anchors.fill: parent
        color: Theme.scrim
        opacity: root.risen

        TapHandler {
            gesturePolicy: TapHandler.ReleaseWithinBounds

            onTapped: if (root.shown)
                root.closed()
        }
    }

    Rectangle {
        id: sheet

        anchors.bottom: parent.bottom
        color: Theme.raise
        height: Math.min(parent.height, body.y + body.height + Theme.u(40))
        width: parent.width

        TapHandler {
            gesturePolicy: TapHandler.ReleaseWithinBounds
        }

        transform: Translate {
            y: Theme.moving ? Math.round((1 - root.risen) * sheet.height) : 0
        }

        GoldLine {
            drawn: root.shown
            width: parent.width
        }

        Label {
            id: heading

            Accessible.role: Accessible.Heading
            role: "h3"
            text: root.title
            width: root.line === "" ? done.x - x - Theme.u(24) : implicitWidth
            x: root.side
            y: Theme.u(36)
        }

        Label {
            color: Theme.muted
            role: "label"
            text: root.line
            visible: root.line !== ""
            width: done.x - x - Theme.u(24)
            wrapMode: Text.NoWrap
            x: heading.x + heading.width + Theme.u(24)
            y: Theme.u(48)
        }

        RingButton {
            id: done

            icon: "close"
            identifier: root.closer
            label: Words.say("done")
            labelFirst: true
            large: true
            x: parent.width - root.side - width
            y: Theme.u(24)

            onActivated: root.closed()
        }

        Loader {
            id: body

            readonly property real under: Math.max(heading.y + heading.height, done.y + done.height)

            width: parent.width - 2 * root.side
            x: root.side
            y: under + Theme.u(root.gap)
        }
    }
}
