import QtQuick
import QtQuick.Shapes
import Kiosk.Theme

// A pointing hand in one stroke, on a field of 40; the tip of its finger is at (17, 5).
Shape {
    id: root

    property real side: Theme.u(100)

    height: 40
    scale: side / 40
    transformOrigin: Item.TopLeft
    width: 40

    ShapePath {
        capStyle: ShapePath.RoundCap
        fillColor: Theme.ground
        joinStyle: ShapePath.RoundJoin
        strokeColor: Theme.gold
        strokeWidth: 1.800

        PathSvg {
            path: "M14 24V8a3 3 0 0 1 6 0v10.500a3 3 0 0 1 6 0v2a2.800 2.800 0 0 1 5.600 0v2a2.500 2.500 0 0 1 5 0v5.500c0 6-4.500 9.500-10 9.500h-3.600c-4 0-6.500-1.500-8.500-4.500l-6.300-8.700c-1.800-2.800 1.700-5.300 3.800-3z"
        }
    }
}
