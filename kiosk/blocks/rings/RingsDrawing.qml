pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Concentric rings with their numerals, innermost first. The whole ring is the touch target.
Item {
    id: root

    required property var accent
    required property int count
    required property int chosen
    // Radius of the centre as a share of a ring's width.
    required property real middle
    readonly property real band: width / 2 / (count - 1 + middle)
    readonly property int pressed: tap.pressed ? levelAt(tap.point.position) : -1

    signal touched(int level)

    // Index of the ring at a point; -1 outside all rings.
    function levelAt(place: point): int {
        const away = Math.hypot(place.x - width / 2, place.y - height / 2);
        return away > width / 2 ? -1 : Math.max(0, Math.ceil(away / root.band - root.middle));
    }

    Accessible.ignored: true

    TapHandler {
        id: tap

        longPressThreshold: 3600

        onTapped: point => {
            const level = root.levelAt(point.position);
            if (root.enabled && level >= 0)
                root.touched(level);
        }
    }

    // Drawn outermost first.
    Repeater {
        model: root.count

        Rectangle {
            id: ring

            required property int index
            readonly property int level: root.count - 1 - index
            readonly property bool lit: level === root.chosen

            anchors.centerIn: parent
            border.color: Theme.gold
            border.width: Theme.line(lit ? 6 : Theme.high ? 4 : 2.5)
            color: root.pressed === level ? Theme.gold : lit ? Qt.tint(Theme.ground, Qt.alpha(root.accent.colour, 0.3)) : Theme.ground
            height: width
            radius: width / 2
            width: 2 * root.band * (root.middle + level)

            // A filled numeral marks the lit ring too, never colour alone.
            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                color: ring.lit ? Theme.gold : "transparent"
                height: width
                radius: width / 2
                width: Math.min(Theme.u(80), root.band * 0.66)
                y: ring.level === 0 ? (ring.height - height) / 2 : (root.band - height) / 2

                Label {
                    Accessible.ignored: true
                    anchors.centerIn: parent
                    color: ring.lit || root.pressed === ring.level ? Theme.overGold : Theme.gold
                    face: "hand"
                    font.pixelSize: Math.round(parent.width * 0.6)
                    lineHeight: 1
                    lineHeightMode: Text.ProportionalHeight
                    text: Words.numeral(ring.level)
                }
            }
        }
    }
}
