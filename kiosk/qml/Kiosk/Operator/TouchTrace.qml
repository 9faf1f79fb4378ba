pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Draws the numbered traces of up to ten fingers, without taking a touch from other items.
Item {
    id: root

    property int next: 0

    signal touched(real x, real y)
    signal moved(real x, real y)

    function mark(x: real, y: real) {
        const dot = dots.itemAt(root.next);
        root.next = (root.next + 1) % dots.count;
        dot.x = x - dot.width / 2;
        dot.y = y - dot.height / 2;
        dot.visible = true;
    }

    function clear() {
        for (let number = 0; number < dots.count; ++number)
            dots.itemAt(number).visible = false;
    }

    Repeater {
        id: dots

        model: 600

        Rectangle {
            color: Theme.gold
            height: width
            radius: width / 2
            visible: false
            width: Theme.u(10)
        }
    }

    // Handlers of one item each grab a different finger.
    component Finger: PointHandler {
        acceptedDevices: PointerDevice.AllDevices
        target: null

        onActiveChanged: if (active)
            root.touched(point.position.x, point.position.y)
        onPointChanged: if (active) {
            root.mark(point.position.x, point.position.y);
            root.moved(point.position.x, point.position.y);
        }
    }

    Finger {
        id: finger0
    }

    Finger {
        id: finger1
    }

    Finger {
        id: finger2
    }

    Finger {
        id: finger3
    }

    Finger {
        id: finger4
    }

    Finger {
        id: finger5
    }

    Finger {
        id: finger6
    }

    Finger {
        id: finger7
    }

    Finger {
        id: finger8
    }

    Finger {
        id: finger9
    }

    Repeater {
        model: [finger9, finger8, finger7, finger6, finger5, finger4, finger3, finger2, finger1, finger0]

        Rectangle {
            id: mark

            required property int index
            required property PointHandler modelData

            border.color: Theme.text
            border.width: Theme.line(4)
            color: "transparent"
            height: width
            radius: width / 2
            visible: modelData.active
            width: Theme.u(160)
            x: modelData.point.position.x - width / 2
            y: modelData.point.position.y - height / 2

            Label {
                anchors.bottom: parent.top
                anchors.horizontalCenter: parent.horizontalCenter
                role: "label"
                text: mark.index + 1
            }
        }
    }
}
