pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Thumbnails of all pictures; a touch on one opens it.
ListView {
    id: root

    required property var pictures
    required property int current

    signal picked(int picture)

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    currentIndex: current
    highlightMoveDuration: Theme.move
    highlightRangeMode: ListView.ApplyRange
    leftMargin: Theme.u(24)
    // Arrows move the focus: KeyControl.qml.
    keyNavigationEnabled: false
    model: pictures
    orientation: ListView.Horizontal
    preferredHighlightBegin: width * 0.4
    preferredHighlightEnd: width * 0.6
    rightMargin: Theme.u(24)
    spacing: Theme.joint

    // In an item of its own: Qt puts the delegates of a list into the accessibility tree, hidden or not.
    delegate: Item {
        id: place

        required property int index
        required property var modelData

        height: root.height
        width: small.width

        Touchable {
            id: small

            readonly property bool here: place.index === root.current

            height: root.height
            identifier: "thumbnail:" + place.index
            name: Words.of(place.modelData.title)
            width: Math.round(height * 1.6)

            onActivated: root.picked(place.index)

            PackPicture {
                Accessible.ignored: true
                anchors.fill: parent
                opacity: small.here || small.pressed ? 1 : 0.6
                picture: place.modelData
            }

            Rectangle {
                anchors.fill: parent
                border.color: Theme.gold
                border.width: Theme.line(6)
                color: "transparent"
                visible: small.here
            }

            FocusFrame {
                gap: -Theme.u(14)
                target: small
            }
        }
    }
}
