import QtQuick
import Kiosk.Theme

// The eye of the whorl with the pack's emblem in it.
Rectangle {
    id: root

    property var picture: null
    property url fallback
    property real share: 0.68
    property real glow: 1
    readonly property bool lacking: !picture || emblem.failed

    border.color: Theme.gold
    border.width: Theme.line(3)
    color: Theme.eye
    height: width
    radius: width / 2

    PackPicture {
        id: emblem

        anchors.centerIn: parent
        anchors.verticalCenterOffset: -root.width * 0.02
        cover: false
        height: width
        opacity: root.glow
        picture: root.picture
        width: root.width * root.share
    }

    Image {
        anchors.fill: emblem
        fillMode: Image.PreserveAspectFit
        opacity: root.glow
        source: root.lacking ? root.fallback : ""
        visible: root.lacking

        transform: Mirror {
            across: emblem.width
        }
    }
}
