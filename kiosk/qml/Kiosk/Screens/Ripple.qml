pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Three rings that spread from a touch. With reduced motion one ring shows and fades.
Item {
    id: root

    property int next: 0

    objectName: "ripple"

    function play(x: real, y: real) {
        if (Theme.fade === 0)
            return;
        const drop = drops.itemAt(root.next) as Drop;
        root.next = (root.next + 1) % drops.count;
        drop.x = x;
        drop.y = y;
        drop.spread = 0;
        drop.run();
    }

    Repeater {
        id: drops

        model: 4

        Drop {}
    }

    component Drop: Item {
        id: drop

        property real spread: 1

        function run() {
            drop.visible = true;
            spreading.restart();
        }

        visible: false

        NumberAnimation {
            id: spreading

            duration: Theme.moving ? Theme.move : Theme.fade
            easing.bezierCurve: Theme.easing
            easing.type: Easing.BezierSpline
            from: 0
            property: "spread"
            target: drop
            to: 1

            onFinished: drop.visible = false
        }

        Repeater {
            model: Theme.moving ? [44, 92, 140] : [44]

            Rectangle {
                required property real modelData

                anchors.centerIn: parent
                border.color: Theme.gold
                border.width: Theme.line(3)
                color: "transparent"
                height: width
                opacity: 1 - drop.spread
                radius: width / 2
                width: 2 * Theme.u(modelData) * (Theme.moving ? 0.3 + 0.7 * drop.spread : 1)
            }
        }
    }
}
