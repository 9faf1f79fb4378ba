pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The first pictures of a gallery as a strip; a touch on it opens the gallery.
Touchable {
    id: root

    required property var block
    property int density: 0
    property real fill: 0
    readonly property int count: block.pictures.length
    readonly property real frameWidth: (width - Theme.joint * (count - 1)) / Math.max(1, count)
    readonly property real gap: Theme.u(16)

    signal opened(string gallery)

    identifier: "gallery:" + block.gallery
    implicitHeight: strip.height + gap + caption.height
    name: Words.of(block.title)

    onActivated: root.opened(block.gallery)

    Row {
        id: strip

        spacing: Theme.joint

        Repeater {
            model: root.block.pictures

            PackPicture {
                required property var modelData

                height: Math.max(Theme.u(root.density > 0 ? 112 : 150), Math.min(root.frameWidth * 4 / 3, root.fill - root.gap - caption.height))
                picture: modelData
                width: root.frameWidth
            }
        }
    }

    RingButton {
        id: caption

        Accessible.ignored: true
        focusStop: false
        icon: "pictures"
        density: root.density
        label: root.name + "  " + Words.counted("pictures-count", root.block.count, {
            count: root.block.count
        })
        most: root.width - ringSize - Theme.u(18)
        y: strip.height + root.gap

        onActivated: root.opened(root.block.gallery)
    }

    FocusFrame {
        target: root
    }
}
