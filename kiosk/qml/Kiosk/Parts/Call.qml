import QtQuick
import Kiosk.Theme

// "Touch to begin": the breathing ring on the gold line, in two languages.
Item {
    id: root

    required property string language
    required property string otherLanguage
    property bool breathing: false

    height: Theme.u(176)

    Rectangle {
        color: Theme.gold
        height: Theme.line(3)
        width: Theme.u(96)
        y: Theme.u(86)
    }

    Rectangle {
        anchors.centerIn: ring
        border.color: Qt.alpha(Theme.gold, 0.4)
        border.width: Theme.line(2)
        color: "transparent"
        height: width
        radius: width / 2
        width: Theme.u(172)

        SequentialAnimation on scale {
            loops: Animation.Infinite
            running: root.breathing

            NumberAnimation {
                duration: Math.max(1, Theme.duration("breath") / 2)
                easing.type: Easing.InOutSine
                from: 1
                to: 1.06
            }

            NumberAnimation {
                duration: Math.max(1, Theme.duration("breath") / 2)
                easing.type: Easing.InOutSine
                from: 1.06
                to: 1
            }
        }
    }

    Rectangle {
        id: ring

        border.color: Theme.gold
        border.width: Theme.line(3)
        color: "transparent"
        height: width
        radius: width / 2
        width: Theme.u(128)
        x: Theme.u(120)
        y: Theme.u(24)

        Rectangle {
            anchors.centerIn: parent
            color: Theme.gold
            height: width
            radius: width / 2
            width: Theme.u(68)
        }
    }

    Copy {
        id: begin

        language: root.language
        role: "h2"
        text: Words.sayIn("touch-to-begin", language)
        wrapMode: Text.NoWrap
        x: Theme.u(312)
        y: Theme.u(18)
    }

    Copy {
        id: other

        color: Theme.muted
        language: root.otherLanguage
        lineHeight: Theme.t(56)
        role: "lead"
        text: Words.sayIn("touch-to-begin", language)
        wrapMode: Text.NoWrap
        x: Theme.u(312)
        y: begin.y + begin.height
    }

    Rectangle {
        height: Theme.line(3)
        width: Math.max(0, root.width - x)
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
