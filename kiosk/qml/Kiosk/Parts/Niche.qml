pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk.Theme

// A lit hollow in the bronze: a radial gradient, with rings around its content.
Item {
    id: root

    required property var accent
    property real lightY: 0.34
    property point centre: Qt.point(width / 2, height * 0.336)
    property list<real> halos: [150, 196, 250, 312]

    clip: true

    Shape {
        height: root.height
        width: root.height

        transform: Scale {
            xScale: root.height > 0 ? root.width / root.height : 1
        }

        ShapePath {
            strokeWidth: -1

            fillGradient: RadialGradient {
                centerRadius: root.height * 0.75
                centerX: root.height / 2
                centerY: root.height * root.lightY
                focalX: centerX
                focalY: centerY

                GradientStop {
                    color: root.accent.lit
                    position: 0
                }

                GradientStop {
                    color: root.accent.edge
                    position: 1
                }
            }

            PathRectangle {
                height: root.height
                width: root.height
            }
        }
    }

    Repeater {
        model: root.halos

        Rectangle {
            required property int index
            required property real modelData

            border.color: Qt.alpha(root.accent.halo, 0.25 - 0.05 * index)
            border.width: Theme.line(1.6)
            color: "transparent"
            height: width
            radius: width / 2
            width: Theme.u(modelData * 2)
            x: root.centre.x - width / 2
            y: root.centre.y - height / 2
        }
    }
}
