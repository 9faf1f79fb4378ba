pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// Web addresses as QR codes: dark on light in every contrast, with their quiet zone, and as text beside or below them.
Grid {
    id: root

    required property var block
    property int density: 0
    // Must stay scannable: never made smaller.
    readonly property bool rigid: true
    readonly property Item cells: root
    readonly property int count: block.codes.length
    readonly property real column: (width - columnSpacing * (columns - 1)) / columns
    readonly property real plate: Theme.u(Growth.size(density, 260, 360, 460))
    readonly property real least: Theme.t(360)
    readonly property bool beside: column > plate + least
    readonly property real half: (width - columnSpacing) / 2

    columnSpacing: Theme.u(48)
    // Two abreast where the words keep their width beside the code, or below four and more.
    columns: count > 1 && !Theme.large && (half > plate + least || count > 3 && half > Math.max(plate, least)) ? 2 : 1
    rowSpacing: Theme.u(density > 1 ? 24 : 48)

    Repeater {
        model: Slices.of(root.block.codes, root.block)

        Item {
            id: code

            required property var modelData
            readonly property string address: modelData.url.replace(/^https?:\/\//, "")
            readonly property int across: modelData.modules + 8
            // Whole pixels per module; 260 units are more than 40 mm on any screen of ten inches or more.
            readonly property int module: Math.max(1, Math.ceil(Theme.u(260) / across), Math.floor(root.plate / across))

            height: root.beside ? Math.max(plate.height, words.height) : plate.height + Theme.u(16) + words.height
            width: root.column

            Rectangle {
                id: plate

                Accessible.ignored: !visible || !enabled
                Accessible.name: Words.of(code.modelData.label)
                Accessible.role: Accessible.Graphic
                color: "#FFFFFF"
                height: width
                width: code.module * code.across

                transform: Mirror {
                    across: plate.width
                }

                Shape {
                    height: code.modelData.modules
                    scale: code.module
                    transformOrigin: Item.TopLeft
                    width: code.modelData.modules
                    x: 4 * code.module
                    y: 4 * code.module

                    ShapePath {
                        fillColor: "#000000"
                        strokeWidth: -1

                        PathSvg {
                            path: code.modelData.path
                        }
                    }
                }
            }

            Column {
                id: words

                spacing: Theme.u(8)
                width: code.width - x
                x: root.beside ? plate.width + Theme.u(40) : 0
                y: root.beside ? Math.max(0, (plate.height - height) / 2) : plate.height + Theme.u(16)

                Label {
                    font.pixelSize: Theme.t(Growth.size(root.density, 34, 46, 60))
                    lineHeight: Theme.t(Growth.size(root.density, 58, 72, 92))
                    text: code.modelData.alone ? "" : Words.kept(Words.of(code.modelData.label))
                    visible: text !== ""
                    width: parent.width
                }

                Label {
                    color: Theme.gold
                    font.pixelSize: Theme.t(Growth.size(root.density, 32, 40, 48))
                    lineHeight: Theme.t(Growth.size(root.density, 48, 58, 68))
                    role: "label"
                    text: code.modelData.apart ? "" : code.address
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
    }
}
