pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.View

// One picture, as large as the screen: swipe, pinch, pan, double tap, and buttons for the same.
Rectangle {
    id: root

    required property SessionView session
    required property PackView pack
    required property bool upright
    required property bool shown
    readonly property var none: ({
            pictures: []
        })
    property var gallery: none
    property string tag
    // Indices of the pictures to step through: those of the chosen tag, or all.
    readonly property var tagged: gallery.pictures.map((picture, number) => number).filter(number => root.tag === "" || gallery.pictures[number].tags.includes(root.tag))
    readonly property var numbers: tagged.includes(session.picture) ? tagged : gallery.pictures.map((picture, number) => number)
    readonly property var pictures: numbers.map(number => gallery.pictures[number])
    readonly property int count: pictures.length
    readonly property string heading: {
        const picture = root.pictures[stage.current];
        return picture ? Words.of(picture.title) : "";
    }
    property bool captions: true
    property bool thumbnails: upright
    function follow() {
        if (!root.shown)
            return;
        if (root.gallery.id !== root.session.gallery)
            root.gallery = root.pack.gallery(root.session.gallery);
        stage.goTo(root.numbers.indexOf(root.session.picture), root.opacity === 1);
    }

    function show(picture: int) {
        root.session.showPicture(root.numbers[picture]);
    }

    function turn(by: int) {
        root.show(Math.max(0, Math.min(root.count - 1, stage.current + by)));
    }

    // A touch or a key stops the slideshow at its current picture.
    function wake() {
        if (slideshow.running)
            root.show(stage.current);
        slideshow.rest();
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
        captions = true;
        thumbnails = upright;
        slideshow.rest();
    }

    PointHandler {
        acceptedButtons: Qt.AllButtons
        target: null

        onActiveChanged: root.wake()
    }

    Connections {
        function onChanged() {
            root.follow();
        }

        target: root.session
    }

    Connections {
        function onChanged() {
            const gallery = root.pack.gallery(root.session.gallery);
            root.gallery = gallery.id ? gallery : root.none;
        }

        target: root.pack
    }

    ViewerStage {
        id: stage

        anchors.bottom: strip.visible ? strip.top : plate.top
        anchors.bottomMargin: strip.visible ? Theme.u(24) : 0
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        covers: [pad, overview]
        lean: root.upright ? 0.86 : 0.5
        pictures: root.pictures

        onSettled: picture => root.show(picture)
    }

    Slideshow {
        id: slideshow

        anchors.bottom: stage.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        ready: root.shown && Theme.moving && root.count > 1 && !stage.lens.near
        stage: stage

        onDue: stage.goTo((stage.current + 1) % root.count, false)
    }

    ViewerPad {
        id: pad

        anchors.bottom: stage.bottom
        anchors.bottomMargin: Theme.u(24)
        anchors.right: parent.right
        anchors.rightMargin: Theme.u(root.upright ? 72 : 96)
        visible: stage.lens.near

        onPanned: (x, y) => stage.lens.look(x, y)
    }

    ViewerOverview {
        id: overview

        anchors.bottom: stage.bottom
        anchors.bottomMargin: Theme.u(24)
        anchors.left: parent.left
        anchors.leftMargin: Theme.u(root.upright ? 72 : 96)
        picture: root.pictures[stage.current] ?? null
        lens: stage.lens
        visible: stage.lens.near && stage.lens.deep
    }

    ViewerStrip {
        id: strip

        anchors.bottom: plate.top
        anchors.bottomMargin: Theme.u(16)
        current: stage.current
        height: Theme.u(root.upright ? 132 : 96)
        pictures: root.pictures
        visible: root.thumbnails && root.count > 1
        width: parent.width

        onPicked: picture => root.show(picture)
    }

    ViewerPlate {
        id: plate

        anchors.bottom: parent.bottom
        count: root.count
        current: stage.current
        captions: root.captions
        picture: root.pictures[stage.current] ?? null
        pictureLeft: stage.pictureLeft
        pictureWidth: stage.slot
        thumbnails: root.thumbnails
        upright: root.upright
        width: parent.width
        zoom: stage.lens.zoom
        zoomable: stage.lens.zoom < stage.lens.most

        onCaptionsToggled: root.captions = !root.captions
        onStepped: by => root.show(stage.current + by)
        onThumbnailsToggled: root.thumbnails = !root.thumbnails
        onZoomed: inwards => stage.lens.step(inwards)
    }
}
