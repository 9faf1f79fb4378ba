import QtQuick
import QtQuick.Shapes
import Kiosk.Parts
import Kiosk.Theme

// A web address as a QR code: dark on light in every contrast, with its quiet zone, and as text beside it.
Item {
    id: root

    required property var block
    property int density: 0
    // Must stay scannable: never made smaller.
    readonly property bool rigid: true
    readonly property string address: root.block.url.replace(/^https?:\/\//, "")
    readonly property int across: block.modules + 8
    // Whole pixels per module; 260 units are more than 40 mm on any screen of ten inches or more.
    readonly property int module: Math.max(1, Math.ceil(Theme.u(260) / across), Math.floor(Theme.u(Growth.size(density, 260, 360, 460)) / across))
    readonly property bool beside: width > plate.width + Theme.t(360)

    implicitHeight: beside ? Math.max(plate.height, words.height) : plate.height + Theme.u(16) + words.height

    Rectangle {
        id: plate

        Accessible.name: Words.of(root.block.label)
        Accessible.role: Accessible.Graphic
        color: "#FFFFFF"
        height: width
        width: root.module * root.across

        Shape {
            height: root.block.modules
            scale: root.module
            transformOrigin: Item.TopLeft
            width: root.block.modules
            x: 4 * root.module
            y: 4 * root.module

            ShapePath {
                fillColor: "#000000"
                strokeWidth: -1

                PathSvg {
                    path: root.block.path
                }
            }
        }
    }

    Column {
        id: words

        spacing: Theme.u(8)
        width: root.width - x
        x: root.beside ? plate.width + Theme.u(40) : 0
        y: root.beside ? Math.max(0, (plate.height - height) / 2) : plate.height + Theme.u(16)

        Label {
            font.pixelSize: Theme.t(Growth.size(root.density, 34, 46, 60))
            lineHeight: Theme.t(Growth.size(root.density, 58, 72, 92))
            text: Words.of(root.block.label)
            width: parent.width
        }

        Label {
            color: Theme.gold
            font.pixelSize: Theme.t(Growth.size(root.density, 32, 40, 48))
            lineHeight: Theme.t(Growth.size(root.density, 48, 58, 68))
            role: "label"
            text: root.block.apart ? "" : root.address
            visible: text !== ""
            width: parent.width
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }

        Label {
            color: Theme.muted
            font.pixelSize: Theme.t(Growth.size(root.density, 28, 34, 40))
            lineHeight: Theme.t(Growth.size(root.density, 44, 52, 60))
            role: "floor"
            text: Words.say("qr-hint")
            width: parent.width
        }
    }
}
