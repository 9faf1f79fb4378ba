import QtQuick
import Kiosk.Theme

// The "illustration" tag on a picture within a block, with a plate of its own.
Rectangle {
    id: root

    required property var picture

    color: Theme.plate
    height: tag.height + Theme.u(24)
    visible: picture?.illustration ?? false
    width: tag.width + Theme.u(32)

    Tag {
        id: tag

        anchors.centerIn: parent
    }
}
