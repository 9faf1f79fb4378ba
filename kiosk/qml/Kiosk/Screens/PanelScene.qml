import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A scene with a panel's tile, as large as the screen.
SceneBody {
    id: root

    readonly property var bay: scene.bay
    readonly property var accent: Theme.accent(bay.accent)
    readonly property bool upright: view.upright
    readonly property real side: Theme.u(upright ? 72 : 96)
    readonly property point centre: upright ? Qt.point(width / 2, height * 0.31) : Qt.point(width * 0.725, height * 0.44)

    failed: object.failed
    ready: !bay.object || object.ready

    Niche {
        accent: root.accent
        anchors.fill: parent
        anchors.margins: -root.view.bleed
        centre: Qt.point(root.centre.x + root.view.bleed, root.centre.y + root.view.bleed)
        halos: [330, 430, 550, 690]
    }

    PackPicture {
        id: object

        cover: !root.bay.standing
        height: Theme.u(root.upright ? 840 : 820)
        picture: root.bay.object
        width: height * 2 / 3
        x: root.centre.x - width / 2
        y: root.centre.y - height * 0.52
    }

    Column {
        width: (root.upright ? root.width : root.centre.x - Theme.u(330)) - x
        x: root.side
        // Long text grows upwards, never down into the call.
        y: Math.min(root.height * (root.upright ? 0.6 : 0.24), root.height - Theme.u(root.upright ? 320 : 256) - height)

        Label {
            color: root.accent.colour
            face: "hand"
            font.pixelSize: Theme.t(120)
            language: root.view.language
            lineHeight: Theme.t(160)
            text: Words.sayIn("numerals", language).split(" ")[root.bay.index] ?? ""
        }

        Label {
            font.pixelSize: Theme.t(132)
            language: root.view.language
            lineHeight: Theme.t(170)
            role: "h1"
            text: Words.inLanguage(root.bay.title, language)
            width: parent.width
        }

        Label {
            language: root.view.language
            role: "lead"
            text: Words.inLanguage(root.bay.teaser, language)
            width: parent.width
        }

        Label {
            color: Theme.muted
            language: root.view.otherLanguage
            role: "lead"
            text: language === root.view.language ? "" : Words.inLanguage(root.bay.title, language)
            width: parent.width
        }
    }
}
