import QtQuick
import Kiosk.Theme

// The header of a panel's page: numeral, dash, name, in its accent colour.
Row {
    id: root

    required property var accent
    property string numeral
    property string theme

    function enter() {
        drawing.restart();
    }

    height: Theme.t(72)
    spacing: Theme.u(20)

    Label {
        Accessible.ignored: true
        anchors.verticalCenter: parent.verticalCenter
        color: root.accent.colour
        face: "hand"
        font.pixelSize: Math.min(Theme.t(56), root.height * 0.8)
        lineHeight: root.height
        text: root.numeral
        visible: text !== ""
    }

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        color: root.accent.colour
        height: Theme.line(2)
        opacity: 0.7
        width: Theme.u(56)

        NumberAnimation on width {
            id: drawing

            duration: Theme.move
            easing.bezierCurve: Theme.easing
            easing.type: Easing.BezierSpline
            from: 0
            running: false
            to: Theme.u(56)
        }
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        color: root.accent.colour
        role: "label"
        text: root.theme
    }
}
