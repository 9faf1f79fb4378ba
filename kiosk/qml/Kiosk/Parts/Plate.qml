import QtQuick
import Kiosk.Theme

// The solid plate under a picture: what it shows, who made it, and that it is an illustration.
Rectangle {
    id: root

    property var picture: null
    property real leftPad: Theme.u(96)
    property real rightPad: Theme.u(32)
    property bool tagOnly: false
    readonly property string caption: picture && !tagOnly ? Words.of(picture.caption) : ""
    readonly property string credit: picture && !tagOnly ? Words.of(picture.credit) : ""
    readonly property bool tagged: picture ? picture.illustration : false
    readonly property real room: width - leftPad - rightPad - (tagged ? tag.width + Theme.u(24) : 0)
    readonly property bool oneLine: captionText.implicitWidth + Theme.u(24) + creditText.implicitWidth <= room

    color: Theme.plate
    implicitHeight: Math.max(Theme.u(96), words.height + Theme.u(32))
    visible: caption !== "" || credit !== "" || tagged

    Flow {
        id: words

        anchors.left: parent.left
        anchors.leftMargin: root.leftPad
        anchors.verticalCenter: parent.verticalCenter
        spacing: root.oneLine ? Theme.u(24) : 0
        width: root.room

        Copy {
            id: captionText

            role: "floor"
            text: root.caption
            visible: text !== ""
            width: root.oneLine ? implicitWidth : root.room
        }

        Copy {
            id: creditText

            color: Theme.muted
            role: "floor"
            text: root.credit
            visible: text !== ""
            width: root.oneLine ? implicitWidth : root.room
        }
    }

    Tag {
        id: tag

        x: root.tagOnly ? root.leftPad : root.width - root.rightPad - width
        anchors.verticalCenter: parent.verticalCenter
        visible: root.tagged
    }
}
