import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The accessibility settings one below another, on narrow screens.
Flow {
    id: root

    required property SessionView session
    required property bool rows
    // Two beside each other, where the screen is wide and the text large.
    property bool paired: false
    readonly property real half: Math.floor((width - spacing) / 2)

    spacing: Theme.u(rows ? 28 : 72)

    Label {
        color: Theme.muted
        role: "label"
        text: Words.say("access-line") + (Words.chinese ? "" : " ") + Words.say("access-time")
        width: root.width
    }

    AccessTextSize {
        id: size

        session: root.session
        wide: root.rows
        width: root.paired ? natural : root.rows ? root.width : implicitWidth
    }

    AccessContrast {
        session: root.session
        wide: root.rows
        width: root.paired ? root.width - root.spacing - size.width : root.rows ? root.width : implicitWidth
    }

    AccessMotion {
        session: root.session
        width: root.paired ? root.half : root.rows ? root.width : Theme.t(560)
    }

    AccessReach {
        session: root.session
        width: root.paired ? root.half : root.rows ? root.width : Theme.t(560)
    }
}
