pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// The current picture between its neighbours. Handles one finger and two by itself, in whatever order they land: a Flickable
// takes a pinch only if both fingers land together.
Item {
    id: root

    required property var pictures
    property int current: 0
    property real slide: 0
    property real lean: 0.5
    readonly property ViewerLens lens: ViewerLens {
        lean: root.lean
        picture: root.pictures[root.current] ?? null
        room: Qt.size(root.width, root.height)
        slot: root.slot
    }
    readonly property real slot: Math.min(width - Theme.u(96), Math.round(height * 1.6))
    readonly property real pictureLeft: (width - slot) / 2
    readonly property real pitch: slot + Theme.gutter

    // Touchable items above the picture: a finger there neither pans nor zooms the picture.
    property list<Item> covers

    signal settled(int picture)

    function rest() {
        root.lens.rest();
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

    function isCovered(place: point): bool {
        return root.covers.some(item => item.visible && item.contains(root.mapToItem(item, place)));
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

        ViewerPlace {
            required property int index

            // Each keeps its picture when the current one advances, so that nothing is loaded twice.
            picture: root.current + (index - root.current % 3 + 4) % 3 - 1
            lens: root.lens
            pinched: pinch.active
            stage: root
        }
    }

    PinchHandler {
        id: pinch

        property real from: 1

        grabPermissions: PointerHandler.CanTakeOverFromAnything
        rotationAxis.enabled: false
        target: null

        onActiveChanged: if (active) {
            from = root.lens.zoom;
            root.slide = 0;
        }
        onCentroidChanged: if (active)
            root.lens.zoomAt(from * activeScale, centroid.position.x, centroid.position.y)
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
            if (!active && !root.lens.near)
                root.release(centroid.velocity.x);
        }
        onActiveTranslationChanged: {
            if (!active || root.isCovered(centroid.pressPosition))
                return;
            const dx = activeTranslation.x - before.x;
            const dy = activeTranslation.y - before.y;
            before = Qt.point(activeTranslation.x, activeTranslation.y);
            if (root.lens.near) {
                root.lens.pan(dx, dy);
            } else {
                const edge = root.slide + dx > 0 ? root.current === 0 : root.current === root.pictures.length - 1;
                root.slide += edge ? dx * 0.3 : dx;
            }
        }
    }

    TapHandler {
        onDoubleTapped: at => {
            if (root.enabled && !root.isCovered(at.position))
                root.lens.zoomDouble(at.position.x, at.position.y);
        }
    }
}
