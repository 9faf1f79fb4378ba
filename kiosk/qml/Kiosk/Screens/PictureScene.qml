pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A scene with a picture, panned slowly if a GPU draws, and one line of text on the ground below it.
SceneBody {
    id: root

    property var subject: scene.picture
    property bool moved: true
    readonly property alias frame: frame
    readonly property bool upright: view.upright
    readonly property real side: Theme.u(upright ? 72 : 96)
    readonly property bool pictureFailed: picture.failed
    // Progress of the pan, from 0 to 1.
    property real way: 0

    failed: pictureFailed
    named: false
    ready: picture.ready

    NumberAnimation on way {
        duration: root.scene.seconds * 1000 + 2000
        from: 0
        running: root.moved && root.view.accelerated && root.view.shown && root.view.lit && Theme.moving
        to: 1
    }

    Item {
        id: frame

        clip: true
        height: words.y - Theme.u(root.upright ? 56 : 24) - y
        width: root.width - 2 * x
        x: -root.view.bleed
        y: -root.view.bleed

        PackPicture {
            id: picture

            anchors.fill: parent
            detail: root.view.accelerated ? 1.14 : 1
            picture: root.subject

            transform: Scale {
                origin.x: picture.width * (0.2 + 0.6 * (root.subject?.focusX ?? 0.5))
                origin.y: picture.height * (root.subject?.focusY ?? 0.5)
                xScale: 1 + 0.14 * root.way
                yScale: xScale
            }
        }
    }

    Tag {
        anchors.right: parent.right
        anchors.rightMargin: root.side
        language: root.view.language
        text: Words.sayIn("illustration", language)
        visible: root.subject?.illustration ?? false
        y: words.y + Theme.u(20)
    }

    TwoLines {
        id: words

        language: root.view.language
        otherLanguage: root.view.otherLanguage
        width: root.width - 2 * root.side - Theme.u(220)
        words: root.scene.line
        x: root.side
        y: root.height - Theme.u(root.upright ? 320 : 256) - height
    }
}
