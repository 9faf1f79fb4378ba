import QtQuick
import QtQuick.Shapes
import Kiosk.Theme

// The background of the attract loop and of the out-of-service screen: light from the upper left.
Shape {
    id: root

    property color dawn: Theme.dawn

    ShapePath {
        strokeWidth: -1

        fillGradient: LinearGradient {
            x1: root.width * 0.32
            x2: root.width * 0.68
            y1: -root.height * 0.22
            y2: root.height * 1.22

            GradientStop {
                color: root.dawn
                position: 0
            }

            GradientStop {
                color: Theme.ground
                position: 0.52
            }

            GradientStop {
                color: Theme.deep
                position: 1
            }
        }

        PathRectangle {
            height: root.height
            width: root.width
        }
    }
}
