pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The picture in view between its neighbours. It takes one finger and two by itself, in whatever
// order they land: a Flickable would take a pinch only where both fingers land together.
Item {
    id: root

    required property var pictures
    property int current: 0
    property real zoom: 1
    property real panX: 0
    property real panY: 0
    property real slide: 0
    // Where a picture that leaves room above and below stands: 0 at the top, 1 at the bottom.
    property real lean: 0.5
    readonly property real lift: (height - drawnSize().height) * (lean - 0.5) * Math.max(0, 2 - Math.max(1, zoom))
    readonly property real most: 4
    readonly property bool zoomed: zoom > 1.01
    readonly property real slot: Math.min(width - Theme.u(96), Math.round(height * 1.6))
    readonly property real pictureLeft: (width - slot) / 2
    readonly property real pitch: slot + Theme.gutter

    signal settled(int picture)

    function rest() {
        root.zoom = 1;
        root.panX = 0;
        root.panY = 0;
        root.slide = 0;
    }

    function goTo(picture: int, moving: bool) {
        if (picture === root.current)
            return;
        const by = picture - root.current;
        root.rest();
        root.current = picture;
        if (moving && Math.abs(by) === 1) {
            root.slide = by * root.pitch;
            glide.to = 0;
            glide.restart();
        }
    }

    function held(pan: real, drawn: real, room: real): real {
        const most = Math.max(0, (drawn * root.zoom - room) / 2);
        return Math.max(-most, Math.min(most, pan));
    }

    function holdEdges() {
        const drawn = root.drawnSize();
        root.panX = root.held(root.panX, drawn.width, root.width);
        root.panY = root.held(root.panY, drawn.height, root.height);
    }

    function drawnSize(): size {
        const picture = root.pictures[root.current];
        const ratio = picture ? picture.width / picture.height : 1.6;
        return ratio > root.slot / root.height ? Qt.size(root.slot, root.slot / ratio) : Qt.size(root.height * ratio, root.height);
    }

    // Keep the point under the fingers where it is.
    function zoomAt(to: real, x: real, y: real) {
        const next = Math.max(1, Math.min(root.most, to));
        const dx = x - root.width / 2;
        const dy = y - root.height / 2 - root.lift;
        root.panX = dx - (dx - root.panX) * next / root.zoom;
        root.panY = dy - (dy - root.panY) * next / root.zoom;
        root.zoom = next;
        root.holdEdges();
    }

    function zoomBy(factor: real) {
        root.zoomAt(root.zoom * factor, root.width / 2, root.height / 2);
    }

    function pan(x: real, y: real) {
        root.panX += x * root.width * 0.25;
        root.panY += y * root.height * 0.25;
        root.holdEdges();
    }

    function release(velocity: real) {
        const far = Math.abs(root.slide) > root.pitch * 0.25 || Math.abs(velocity) > Theme.u(900);
        const by = far ? (root.slide < 0 ? 1 : -1) : 0;
        const next = root.current + by;
        if (by !== 0 && next >= 0 && next < root.pictures.length) {
            root.current = next;
            root.slide += by * root.pitch;
            root.settled(next);
        }
        glide.to = 0;
        glide.restart();
    }

    clip: true

    NumberAnimation {
        id: glide

        duration: Theme.move
        easing.bezierCurve: Theme.easing
        easing.type: Easing.BezierSpline
        property: "slide"
        target: root
    }

    Repeater {
        model: 3

        Item {
            id: place

            required property int index
            // Each keeps its picture while the middle moves on by one, so that nothing is loaded twice.
            readonly property int picture: root.current + (index - root.current % 3 + 4) % 3 - 1
            readonly property bool middle: picture === root.current

            height: root.height
            opacity: middle ? 1 : root.zoomed ? 0 : 0.5
            width: root.slot
            y: root.lift
            x: root.pictureLeft + (picture - root.current) * root.pitch + root.slide
            z: middle ? 1 : 0

            PackPicture {
                Accessible.ignored: !place.middle || !picture || !picture.alt
                anchors.fill: parent
                cover: false
                detail: place.middle && !pinch.active ? root.zoom : 1
                picture: root.pictures[place.picture] ?? null
                scale: place.middle ? root.zoom : 1

                transform: Translate {
                    x: place.middle ? root.panX : 0
                    y: place.middle ? root.panY : 0
                }
            }
        }
    }

    PinchHandler {
        id: pinch

        property real from: 1

        grabPermissions: PointerHandler.CanTakeOverFromAnything
        rotationAxis.enabled: false
        target: null

        onActiveChanged: if (active) {
            from = root.zoom;
            root.slide = 0;
        }
        onCentroidChanged: if (active)
            root.zoomAt(from * activeScale, centroid.position.x, centroid.position.y)
    }

    DragHandler {
        id: drag

        property point before

        maximumPointCount: 1
        minimumPointCount: 1
        target: null

        onActiveChanged: {
            glide.stop();
            before = Qt.point(0, 0);
            if (!active && !root.zoomed)
                root.release(centroid.velocity.x);
        }
        onActiveTranslationChanged: {
            if (!active)
                return;
            const dx = activeTranslation.x - before.x;
            const dy = activeTranslation.y - before.y;
            before = Qt.point(activeTranslation.x, activeTranslation.y);
            if (root.zoomed) {
                root.panX += dx;
                root.panY += dy;
                root.holdEdges();
            } else {
                const edge = root.slide + dx > 0 ? root.current === 0 : root.current === root.pictures.length - 1;
                root.slide += edge ? dx * 0.3 : dx;
            }
        }
    }

    TapHandler {
        onDoubleTapped: point => root.zoomAt(root.zoomed ? 1 : 2.5, point.position.x, point.position.y)
    }
}
