pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// "Touch to begin" in two languages, on the gold line. A hand taps a ring now and then and rests in between, so that an idle
// screen draws few frames. `bleed` is how far the line extends past the edges, in px.
Item {
    id: root

    required property string language
    required property string otherLanguage
    property bool inviting: false
    property real bleed: 0

    // 0 where the hand rests beside the ring, 1 where it touches the centre.
    property real reach: 0
    property real press: 0
    property real wave: 0
    readonly property point middle: Qt.point(Theme.u(184), Theme.u(88))

    height: Theme.u(176)

    Timer {
        interval: Theme.duration("invite")
        repeat: true
        running: root.inviting && Theme.moving
        triggeredOnStart: true

        onTriggered: tap.restart()
    }

    SequentialAnimation {
        id: tap

        NumberAnimation {
            duration: Theme.duration("tap") * 0.3
            easing.type: Easing.InOutCubic
            from: 0
            property: "reach"
            target: root
            to: 1
        }

        NumberAnimation {
            duration: Theme.duration("tap") * 0.1
            property: "press"
            target: root
            to: 1
        }

        ParallelAnimation {
            NumberAnimation {
                duration: Theme.duration("tap") * 0.6
                easing.type: Easing.OutCubic
                from: 0
                property: "wave"
                target: root
                to: 1
            }

            NumberAnimation {
                duration: Theme.duration("tap") * 0.15
                property: "press"
                target: root
                to: 0
            }

            NumberAnimation {
                duration: Theme.duration("tap") * 0.6
                easing.type: Easing.InOutCubic
                property: "reach"
                target: root
                to: 0
            }
        }
    }

    Rectangle {
        color: Theme.gold
        height: Theme.line(3)
        width: Theme.u(96) + root.bleed
        x: -root.bleed
        y: Theme.u(86)
    }

    component Circle: Rectangle {
        border.color: Theme.gold
        border.width: Theme.line(3)
        color: "transparent"
        height: width
        radius: width / 2
        x: root.middle.x - width / 2
        y: root.middle.y - height / 2
    }

    Circle {
        border.color: Qt.alpha(Theme.gold, 0.4)
        border.width: Theme.line(2)
        width: Theme.u(172)
    }

    Circle {
        opacity: 1 - root.wave
        visible: root.wave > 0 && root.wave < 1
        width: Theme.u(128 + 76 * root.wave)
    }

    Circle {
        width: Theme.u(128)
    }

    Circle {
        border.width: 0
        color: Theme.gold
        width: Theme.u(68 - 12 * root.press)
    }

    PointingHand {
        x: root.middle.x - Theme.u(42) + Theme.u(28 * (1 - root.reach))
        y: root.middle.y - Theme.u(10) + Theme.u(32 * (1 - root.reach))
    }

    Label {
        id: begin

        language: root.language
        role: "h2"
        text: Words.sayIn("touch-to-begin", language)
        wrapMode: Text.NoWrap
        x: Theme.u(312)
        y: Theme.u(18)
    }

    Label {
        id: other

        color: Theme.muted
        language: root.otherLanguage
        lineHeight: Theme.t(56)
        role: "lead"
        text: language === root.language ? "" : Words.sayIn("touch-to-begin", language)
        wrapMode: Text.NoWrap
        x: Theme.u(312)
        y: begin.y + begin.height
    }

    Rectangle {
        height: Theme.line(3)
        width: Math.max(0, root.width + root.bleed - x)
        x: Math.max(Theme.u(680), begin.x + Math.max(begin.width, other.width) + Theme.u(64))
        y: Theme.u(86)

        gradient: Gradient {
            orientation: Gradient.Horizontal

            GradientStop {
                color: Theme.gold
                position: 0
            }

            GradientStop {
                color: Qt.alpha(Theme.gold, 0)
                position: 1
            }
        }
    }
}
