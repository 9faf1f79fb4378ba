import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The accessibility settings one below another, on narrow screens.
Flow {
    id: root

    required property SessionView session
    required property bool rows
    required property real room
    // Two beside each other, where the screen is wide and the text large.
    property bool paired: false
    readonly property real half: Math.floor((width - spacing) / 2)

    // What one below another leaves of the room, for each gap.
    readonly property var shown: children.filter(child => child.visible)
    readonly property real spared: (room - shown.reduce((sum, child) => sum + child.height, 0)) / Math.max(1, shown.length - 1)

    spacing: rows && !paired ? Math.max(Theme.joint, Math.min(Theme.u(28), Math.floor(spared))) : Theme.u(rows ? 28 : 72)

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
