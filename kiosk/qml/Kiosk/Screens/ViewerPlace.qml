pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// One of the three pictures side by side: the current, the previous or the next.
Item {
    id: root

    required property ViewerStage stage
    required property ViewerLens lens
    required property int picture
    required property bool pinched
    readonly property bool middle: picture === stage.current
    readonly property var tiles: middle ? shown.picture?.tiles ?? null : null

    height: stage.height
    opacity: middle ? 1 : lens.near ? 0 : 0.5
    width: stage.slot
    x: stage.pictureLeft + (picture - stage.current) * stage.pitch + stage.slide
    y: lens.lift
    z: middle ? 1 : 0

    PackPicture {
        id: shown

        Accessible.ignored: !root.middle || !picture || !picture.alt || !visible || !enabled
        anchors.fill: parent
        cover: false
        detail: root.middle && (root.tiles || !root.pinched) ? root.lens.zoom : 1
        picture: root.stage.pictures[root.picture] ?? null
        scale: root.middle ? root.lens.zoom : 1

        transform: Translate {
            x: root.middle ? root.lens.panX : 0
            y: root.middle ? root.lens.panY : 0
        }

        Loader {
            id: tiling

            active: root.tiles !== null && root.lens.near
            anchors.centerIn: parent
            height: shown.drawnHeight
            width: shown.drawnWidth

            transform: Mirror {
                across: tiling.width
            }

            sourceComponent: TileStack {
                drawn: shown.drawnWidth * root.lens.zoom
                prepared: shown.files.length ? shown.files[shown.files.length - 1].width : 0
                room: root.lens.room
                sight: Words.mirrored ? Qt.rect(1 - root.lens.sight.x - root.lens.sight.width, root.lens.sight.y, root.lens.sight.width, root.lens.sight.height) : root.lens.sight
                tiles: root.tiles
            }
        }
    }
}
