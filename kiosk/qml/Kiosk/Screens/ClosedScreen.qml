import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The screen outside the opening hours: black, without controls; the code that staff look up, faint at its lower edge.
Rectangle {
    id: root

    required property AttractView attract
    required property string code

    color: "black"

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }

    // Against burn-in: the code is shown for the whole night.
    Timer {
        interval: Theme.values.motion?.shift ?? 60000
        repeat: true
        running: true

        onTriggered: root.attract.shift()
    }

    Label {
        color: "#606060"
        language: "en"
        role: "floor"
        text: root.code
        x: (root.width - implicitWidth) / 2 + root.attract.driftX
        y: root.height - Theme.u(52) + root.attract.driftY
    }
}
