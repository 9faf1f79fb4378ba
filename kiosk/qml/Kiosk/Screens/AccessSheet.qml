pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The accessibility sheet: settings for all screens, one touch each, reset with the session.
Item {
    id: root

    required property SessionView session
    required property bool shown
    required property bool upright
    readonly property real side: Theme.u(upright ? 72 : 96)
    readonly property bool columns: !upright && !Theme.enlarged
    readonly property bool rows: upright || Theme.large

    signal closed

    // 1 when fully raised. With reduced motion the sheet fades in place.
    property real risen: shown ? 1 : 0

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
            id: title

            Accessible.role: Accessible.Heading
            role: "h3"
            text: Words.say("access-title")
            width: root.columns ? implicitWidth : done.x - x - Theme.u(24)
            x: root.side
            y: Theme.u(36)
        }

        Label {
            color: Theme.muted
            role: "label"
            text: Words.say("access-line")
            visible: root.columns
            width: done.x - x - Theme.u(24)
            wrapMode: Text.NoWrap
            x: title.x + title.width + Theme.u(24)
            y: Theme.u(48)
        }

        RingButton {
            id: done

            icon: "close"
            identifier: "access:done"
            label: Words.say("done")
            labelFirst: true
            large: true
            x: parent.width - root.side - width
            y: Theme.u(24)

            onActivated: root.closed()
        }

        Loader {
            id: body

            readonly property real under: Math.max(title.y + title.height, done.y + done.height)

            sourceComponent: root.columns ? columns : rows
            width: parent.width - 2 * root.side
            x: root.side
            y: under + Theme.u(root.columns ? 36 : 16)
        }
    }

    Component {
        id: columns

        AccessColumns {
            session: root.session
        }
    }

    Component {
        id: rows

        AccessRows {
            rows: root.rows
            session: root.session
            // At the largest size the options themselves need the space.
            explained: root.upright || !Theme.large
        }
    }
}
