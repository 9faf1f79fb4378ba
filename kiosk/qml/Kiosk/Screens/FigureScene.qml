import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// One very large figure beside the whorl.
Item {
    id: root

    required property Scene view
    readonly property bool upright: view.upright
    readonly property var figure: view.scene.figure
    readonly property real side: Theme.u(upright ? 72 : 96)
    readonly property point eye: upright ? Qt.point(width * 0.66, Theme.u(560)) : Qt.point(width * 0.725, height * 0.435)
    readonly property real top: upright ? Math.min(Theme.u(1010), height * 0.56) : height * 0.185
    readonly property string year: figure.year

    clip: true

    Image {
        height: width
        source: root.view.pictures + "whorl.png"
        width: Theme.u(2000)
        x: root.eye.x - width / 2
        y: root.eye.y - height / 2

        RotationAnimation on rotation {
            duration: Math.max(1, Theme.duration("turn"))
            from: 0
            loops: Animation.Infinite
            running: root.view.accelerated && root.view.shown
            to: 360
        }
    }

    // The arms fade before any words.
    Rectangle {
        height: parent.height
        visible: !root.upright
        width: Theme.u(1160)

        gradient: Gradient {
            orientation: Gradient.Horizontal

            GradientStop {
                color: "#12211f"
                position: 0.62
            }

            GradientStop {
                color: Qt.alpha("#12211f", 0)
                position: 1
            }
        }
    }

    Rectangle {
        height: parent.height - y
        visible: root.upright
        width: parent.width
        y: Theme.u(760)

        gradient: Gradient {
            GradientStop {
                color: Qt.alpha(Theme.ground, 0)
                position: 0
            }

            GradientStop {
                color: Theme.ground
                position: 0.22
            }
        }
    }

    Emblem {
        fallback: root.view.pictures + "yi.png"
        picture: root.view.scene.emblem
        share: 0.68
        width: Theme.u(636)
        x: root.eye.x - width / 2
        y: root.eye.y - height / 2

        Rectangle {
            anchors.fill: parent
            anchors.margins: Theme.u(18)
            border.color: Qt.alpha(Theme.gold, 0.4)
            border.width: Theme.line(1.5)
            color: "transparent"
            radius: width / 2
        }
    }

    Column {
        width: (root.upright ? root.width : root.eye.x - Theme.u(330)) - x
        x: root.side
        y: root.top

        FigureValue {
            id: value

            color: Theme.text
            figure: root.figure
            language: root.view.language
            scaled: false
            seen: root.view.lit
            size: Math.min(340, 340 * parent.width / Math.max(1, room.width + Theme.u(190)))

            TextMetrics {
                id: room

                font.family: Theme.family("serif")
                font.pixelSize: Theme.u(340)
                font.weight: Font.DemiBold
                text: value.typed
            }
        }

        Copy {
            language: root.view.language
            style: "h2"
            text: Words.inLanguage(root.figure.label, language)
            topPadding: Theme.u(20)
            width: parent.width
        }

        Copy {
            color: Theme.muted
            language: root.view.otherLanguage
            lineHeight: Theme.t(56)
            style: "lead"
            text: language === root.view.language ? "" : Words.inLanguage(root.figure.label, language)
            topPadding: Theme.u(10)
            visible: text !== ""
            width: parent.width
        }

        Copy {
            color: Theme.muted
            style: "floor"
            text: root.year
            visible: text !== ""
        }
    }
}
