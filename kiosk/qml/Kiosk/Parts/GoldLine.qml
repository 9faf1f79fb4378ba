import QtQuick
import Kiosk.Theme

// The gold line; on request it draws itself once, from left to right.
Item {
    id: root

    property bool drawn: true

    implicitHeight: Theme.line(3)

    Rectangle {
        color: Theme.gold
        height: root.height
        width: root.drawn ? root.width : 0

        Behavior on width {
            enabled: root.drawn

            NumberAnimation {
                duration: Theme.move
                easing.bezierCurve: Theme.easing
                easing.type: Easing.BezierSpline
            }
        }
    }
}
