import QtQuick
import Kiosk.Theme

// On a picture within a block: that it is an illustration, on a plate of its own.
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
