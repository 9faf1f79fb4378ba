import QtQuick
import QtQuick.Effects
import Kiosk.Theme

// The arms of the whorl, turning once in four minutes; they fade before the text, as in the still picture.
// Needs a graphics card: the fade is an effect.
Item {
    id: root

    required property string pictures
    required property bool upright
    required property bool running

    Item {
        id: arms

        anchors.fill: parent
        layer.enabled: true
        layer.textureSize: Qt.size(2000, 2000)
        visible: false

        Image {
            anchors.fill: parent
            source: root.pictures + "whorl.webp"

            RotationAnimation on rotation {
                duration: Theme.values.motion?.turn ?? 240000
                from: 0
                loops: Animation.Infinite
                running: root.running
                to: 360
            }
        }
    }

    Rectangle {
        id: veil

        anchors.fill: parent
        layer.enabled: true
        layer.textureSize: Qt.size(256, 256)
        visible: false

        // Where the arms are gone and where they are whole, as shares of the picture.
        gradient: Gradient {
            orientation: root.upright ? Gradient.Vertical : Gradient.Horizontal

            GradientStop {
                color: root.upright ? "black" : "transparent"
                position: root.upright ? 0.505 : 0.214
            }

            GradientStop {
                color: root.upright ? "transparent" : "black"
                position: root.upright ? 0.725 : 0.384
            }
        }
    }

    MultiEffect {
        anchors.fill: parent
        maskEnabled: true
        maskSource: veil
        maskSpreadAtMin: 1
        maskThresholdMin: 0.5
        source: arms
    }
}
