pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Sees every finger before the items below it, without grabbing it. Movement is reported at most once per pause; between
// reports nothing calls into Python.
Item {
    id: root

    property bool byTouch: false
    property int pause: 20000

    signal touched(int finger, real x, real y)
    signal moved(int finger)
    signal lifted(int finger)

    // The invisible corners where a long press opens the operator's keypad.
    function inCorner(x: real, y: real): bool {
        const side = Theme.u(120);
        return y < side && (x < side || x > width - side);
    }

    component Watcher: PointHandler {
        required property int finger
        // A Timer does not jump as wall-clock time can. It runs out by itself: stopping a timer with no animation waiting makes Qt warn
        // of a driver that is not running.
        readonly property Timer silence: Timer {
            interval: root.pause
        }
        property point from
        // Possibly a corner hold: movement is reported at once.
        property bool calling: false

        acceptedButtons: Qt.AllButtons
        acceptedDevices: PointerDevice.AllDevices
        target: null

        onActiveChanged: {
            if (active) {
                silence.start();
                from = point.position;
                calling = root.inCorner(from.x, from.y);
                root.byTouch = point.device.type === PointerDevice.TouchScreen;
                root.touched(finger, from.x, from.y);
            } else {
                root.lifted(finger);
            }
        }
        onPointChanged: {
            const way = Math.abs(point.position.x - from.x) + Math.abs(point.position.y - from.y);
            if (active && calling && way > Theme.u(32)) {
                calling = false;
                root.moved(finger);
            }
            if (active && way > 8 && !silence.running) {
                silence.start();
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
