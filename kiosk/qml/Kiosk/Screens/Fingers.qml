pragma ComponentBehavior: Bound

import QtQuick

// Sees every finger before anything below it, and takes none away. A finger that moves is
// reported at most every 20 s: while it moves, nothing calls into Python.
Item {
    id: root

    property bool byTouch: false

    signal touched(int finger, real x, real y)
    signal moved(int finger)
    signal lifted(int finger)

    component Watcher: PointHandler {
        required property int finger
        property real reported: 0
        property point from

        acceptedButtons: Qt.AllButtons
        acceptedDevices: PointerDevice.AllDevices
        target: null

        onActiveChanged: {
            if (active) {
                reported = Date.now();
                from = point.position;
                root.byTouch = point.device.type === PointerDevice.TouchScreen;
                root.touched(finger, from.x, from.y);
            } else {
                root.lifted(finger);
            }
        }
        onPointChanged: {
            const far = Math.abs(point.position.x - from.x) + Math.abs(point.position.y - from.y) > 8;
            if (active && far && Date.now() - reported > 20000) {
                reported = Date.now();
                from = point.position;
                root.moved(finger);
            }
        }
    }
    Watcher {
        finger: 0
    }

    Watcher {
        finger: 1
    }

    Watcher {
        finger: 2
    }

    Watcher {
        finger: 3
    }

    Watcher {
        finger: 4
    }

    Watcher {
        finger: 5
    }

    Watcher {
        finger: 6
    }

    Watcher {
        finger: 7
    }

    Watcher {
        finger: 8
    }

    Watcher {
        finger: 9
    }
}
