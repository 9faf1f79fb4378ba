pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// A scene with one very large figure beside the whorl.
SceneBody {
    id: root

    property var figure: scene.figure
    readonly property bool upright: view.upright
    readonly property real side: Theme.u(upright ? 72 : 96)
    readonly property point eye: upright ? Qt.point(width * 0.66, Theme.u(560)) : Qt.point(width * 0.725, height * 0.435)
    // Height between the pack's name and the call to touch; the number shrinks to make room for its text, and for a
    // long prefix above it.
    readonly property real room: height - Theme.u(upright ? 320 + 260 : 256 + 150) - date.height - (Words.inLanguage(figure.before, view.language).length > 12 ? Theme.u(140) : 0)
    readonly property int least: 160
    readonly property real head: upright ? Math.min(Theme.u(1010), height * 0.56) : height * 0.222

    Whorl {
        emblem: root.view.emblem
        height: width
        pictures: root.view.pictures
        turning: root.view.accelerated && root.view.shown && root.view.lit
        upright: root.upright
        width: Theme.u(2000)
        x: root.eye.x - width / 2
        y: root.eye.y - height / 2
    }

    // In portrait the pack's name is over the arms: they fade into the ground there.
    Rectangle {
        height: Theme.u(230) + root.view.bleed
        visible: root.upright
        width: parent.width + 2 * root.view.bleed
        x: -root.view.bleed
        y: -root.view.bleed

        gradient: Gradient {
            GradientStop {
                color: Theme.dawn
                position: 0.5
            }

            GradientStop {
                color: Qt.alpha(Theme.dawn, 0)
                position: 1
            }
        }
    }

    // Only measured.
    Repeater {
        id: grown

        model: Theme.textScale > 1 ? 1 : 0

        TwoLines {
            language: root.view.language
            otherLanguage: root.view.otherLanguage
            visible: false
            width: words.width
            words: root.figure.label
        }
    }

    Column {
        id: words

        width: (root.upright ? root.width - root.side : root.eye.x - Theme.u(330)) - x
        x: root.side
        // Long text grows upwards, never down into the call.
        y: Math.min(root.head, root.height - Theme.u(root.upright ? 320 : 256) - height)

        FigureValue {
            color: Theme.text
            figure: root.figure
            language: root.view.language
            scaled: false
            seen: root.view.lit && root.view.accelerated
            size: Math.max(root.least, Math.min(340, (root.room - lines.height) / Theme.u(1)))
            spoken: true
            width: parent.width
            // A prefix that would make the number small goes above it.
            word: Theme.u(48)
        }

        TwoLines {
            id: lines

            language: root.view.language
            otherLanguage: root.view.otherLanguage
            // The number stays the largest: where its text would take its room, the text does not grow.
            share: grown.count > 0 && root.room - (grown.itemAt(0)?.height ?? 0) < Theme.u(root.least) ? 1 / Theme.textScale : 1
            words: root.figure.label
            topPadding: Theme.u(4)
            width: parent.width
        }

        Label {
            id: date

            color: Theme.muted
            language: root.view.language
            role: "floor"
            text: Words.dateOf(root.figure, language)
            topPadding: Theme.u(8)
            visible: text !== ""
        }
    }
}
