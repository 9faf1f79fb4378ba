pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// What shapes every screen: one touch each, reset with the session.
Item {
    id: root

    required property SessionView session
    required property bool shown
    required property bool upright
    readonly property real side: Theme.u(upright ? 72 : 96)
    readonly property bool rows: upright || Theme.large

    signal closed

    // 1 where it has risen. With reduced motion it fades in its place.
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

            onTapped: root.closed()
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

        PourLine {
            drawn: root.shown
            width: parent.width
        }

        Copy {
            id: title

            Accessible.role: Accessible.Heading
            role: "h3"
            text: Words.say("access-title")
            width: done.x - x - Theme.u(24)
            x: root.side
            y: Theme.u(36)
        }

        RingButton {
            id: done

            icon: "close"
            identifier: "access:done"
            label: Words.say("done")
            large: true
            x: parent.width - root.side - width
            y: Theme.u(24)

            onActivated: root.closed()
        }

        Flow {
            id: body

            spacing: Theme.u(root.rows ? 28 : 72)
            width: parent.width - 2 * root.side
            x: root.side
            y: Math.max(title.y + title.height, done.y + done.height) + Theme.u(16)

            Copy {
                color: Theme.muted
                role: "label"
                // In the largest size the choices themselves need the room.
                visible: root.upright || !Theme.large
                text: Words.say("access-line") + (Words.chinese ? "" : " ") + Words.say("access-time")
                width: body.width
            }

            AccessChoice {
                options: [
                    {
                        id: "100",
                        label: "100%",
                        glyph: 34
                    },
                    {
                        id: "135",
                        label: "135%",
                        glyph: 46
                    },
                    {
                        id: "200",
                        label: "200%",
                        glyph: 62
                    }
                ]
                chosen: String(root.session.textSize)
                group: "text-size"
                title: Words.say("text-size")
                wide: root.rows
                width: root.rows ? body.width : implicitWidth

                onPicked: option => root.session.chooseTextSize(parseInt(option))
            }

            AccessChoice {
                options: ["dark", "rice-paper", "high"].map(contrast => ({
                            id: contrast,
                            label: Words.say("contrast-" + contrast),
                            glyph: 40,
                            swatch: true
                        }))
                chosen: root.session.contrast
                group: "contrast"
                title: Words.say("contrast")
                wide: root.rows
                width: root.rows ? body.width : implicitWidth

                onPicked: option => root.session.chooseContrast(option)
            }

            AccessToggle {
                identifier: "access:reduced-motion"
                line: Words.say("reduced-motion-line")
                on: root.session.reducedMotion
                title: Words.say("reduced-motion")
                width: root.rows ? body.width : Theme.t(560)

                onActivated: root.session.toggleReducedMotion()
            }
        }
    }
}
