pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.View

// One picture, as large as the screen: swipe, pinch, pan, double tap, and the same by buttons.
Rectangle {
    id: root

    required property SessionView session
    required property PackView pack
    required property bool upright
    required property bool shown
    property var gallery: ({
            pictures: []
        })
    readonly property int count: gallery.pictures.length

    function follow() {
        if (!root.shown)
            return;
        if (root.gallery.id !== root.session.gallery)
            root.gallery = root.pack.gallery(root.session.gallery);
        stage.goTo(root.session.picture, root.opacity === 1);
    }

    color: Theme.deep
    enabled: shown
    opacity: shown ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: root.shown && Theme.moving ? Theme.move : Theme.fade
        }
    }

    onShownChanged: {
        stage.rest();
        follow();
    }

    Connections {
        function onChanged() {
            root.follow();
        }

        target: root.session
    }

    ViewerStage {
        id: stage

        anchors.bottom: plate.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        pictures: root.gallery.pictures

        onSettled: picture => root.session.showPicture(picture)
    }

    ViewerPad {
        anchors.bottom: plate.top
        anchors.bottomMargin: Theme.u(24)
        anchors.right: parent.right
        anchors.rightMargin: Theme.u(root.upright ? 72 : 96)
        visible: stage.zoomed

        onPanned: (x, y) => stage.pan(x, y)
    }

    ViewerPlate {
        id: plate

        anchors.bottom: parent.bottom
        count: root.count
        current: stage.current
        picture: root.gallery.pictures[stage.current] ?? null
        pictureLeft: stage.pictureLeft
        pictureWidth: stage.slot
        upright: root.upright
        width: parent.width
        zoom: stage.zoom
        zoomable: stage.zoom < stage.most

        onStepped: by => root.session.showPicture(stage.current + by)
        onZoomed: by => stage.zoomBy(by)
    }
}
