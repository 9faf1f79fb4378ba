import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// One very large figure beside the whorl.
Item {
    id: root

    required property Scene view
    required property var scene
    readonly property bool upright: view.upright
    readonly property var figure: scene.figure
    readonly property real side: Theme.u(upright ? 72 : 96)
    readonly property point eye: upright ? Qt.point(width * 0.66, Theme.u(560)) : Qt.point(width * 0.725, height * 0.435)
    readonly property real head: upright ? Math.min(Theme.u(1010), height * 0.56) : height * 0.222
    readonly property string year: figure.year

    clip: true

    Image {
        height: width
        source: root.view.pictures + (root.upright ? "whorl-down.png" : "whorl-right.png")
        width: Theme.u(2000)
        x: root.eye.x - width / 2
        y: root.eye.y - height / 2
    }

    Emblem {
        fallback: root.view.pictures + "yi.png"
        picture: root.scene.emblem
        share: 0.7
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
        y: root.head

        FigureValue {
            id: value

            color: Theme.text
            figure: root.figure
            language: root.view.language
            scaled: false
            spoken: true
            seen: root.view.lit
            size: 340
            width: parent.width
        }

        Copy {
            language: root.view.language
            role: "h2"
            text: Words.inLanguage(root.figure.label, language)
            topPadding: Theme.u(4)
            width: parent.width
        }

        Copy {
            color: Theme.muted
            language: root.view.otherLanguage
            lineHeight: Theme.t(56)
            role: "lead"
            text: language === root.view.language ? "" : Words.inLanguage(root.figure.label, language)
            topPadding: Theme.u(10)
            visible: text !== ""
            width: parent.width
        }

        Copy {
            color: Theme.muted
            role: "floor"
            text: root.year === "" ? "" : Words.inLanguage(Words.values.year, root.view.language).replace("{year}", root.year)
            visible: text !== ""
        }
    }
}
