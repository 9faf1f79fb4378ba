pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The first pictures of a gallery in a strip; all of it opens the gallery.
Touchable {
    id: root

    required property var block

    signal opened(string gallery)

    identifier: "gallery:" + block.gallery
    implicitHeight: strip.height + Theme.u(16) + caption.height
    name: Words.of(block.title)

    onActivated: root.opened(block.gallery)

    Row {
        id: strip

        spacing: Theme.joint

        Repeater {
            model: root.block.pictures

            PackPicture {
                required property var modelData

                height: Theme.u(150)
                picture: modelData
                width: (root.width - Theme.joint * (root.block.pictures.length - 1)) / root.block.pictures.length
            }
        }
    }

    RingButton {
        id: caption

        Accessible.ignored: true
        activeFocusOnTab: false
        icon: "pictures"
        label: root.name + "  " + Words.fill("pictures-count", {
            count: root.block.count
        })
        most: root.width - ringSize - Theme.u(18)
        y: strip.height + Theme.u(16)

        onActivated: root.opened(root.block.gallery)
    }

    FocusFrame {
        target: root
    }
}
