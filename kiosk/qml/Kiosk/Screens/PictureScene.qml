import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A picture with slow pan and zoom, and one line on the ground below it.
Item {
    id: root

    required property Scene view
    required property var scene
    readonly property real side: Theme.u(root.view.upright ? 72 : 96)

    signal failed

    Item {
        clip: true
        height: words.y - Theme.u(root.view.upright ? 56 : 24)
        width: parent.width

        PackPicture {
            id: picture

            anchors.fill: parent
            detail: root.view.accelerated ? 1.12 : 1
            picture: root.scene.picture
            transformOrigin: Item.Center

            onFailedChanged: if (failed)
                root.failed()

            NumberAnimation on scale {
                duration: root.scene.seconds * 1000 + 2000
                from: 1
                running: root.view.accelerated && root.view.shown && picture.ready
                to: 1.12
            }
        }
    }

    Tag {
        anchors.right: parent.right
        anchors.rightMargin: root.side
        text: Words.sayIn("illustration", root.view.language)
        visible: root.scene.picture?.illustration ?? false
        y: words.y + Theme.u(20)
    }

    Column {
        id: words

        width: root.width - 2 * root.side - Theme.u(220)
        x: root.side
        y: root.height - Theme.u(root.view.upright ? 320 : 256) - height

        Copy {
            language: root.view.language
            role: "h2"
            text: Words.inLanguage(root.scene.line, language)
            width: parent.width
        }

        Copy {
            color: Theme.muted
            language: root.view.otherLanguage
            lineHeight: Theme.t(56)
            role: "lead"
            text: language === root.view.language ? "" : Words.inLanguage(root.scene.line, language)
            visible: text !== ""
            width: parent.width
        }
    }
}
