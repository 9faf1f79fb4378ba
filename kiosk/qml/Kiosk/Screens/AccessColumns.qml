import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The accessibility settings side by side, separated by seams.
Item {
    id: root

    required property SessionView session
    readonly property real gap: Math.max(Theme.u(32), Math.min(Theme.u(72), (width - size.implicitWidth - contrast.implicitWidth - Theme.u(440)) / 4))

    implicitHeight: Theme.u(364)

    AccessTextSize {
        id: size

        session: root.session
    }

    Rectangle {
        color: Theme.hairline
        height: Theme.u(240)
        width: Theme.line(2)
        x: size.width + root.gap - Theme.u(8)
        y: Theme.u(8)
    }

    AccessContrast {
        id: contrast

        session: root.session
        x: size.width + 2 * root.gap - Theme.u(8)
    }

    Rectangle {
        id: seam

        color: Theme.hairline
        height: Theme.u(344)
        width: Theme.line(2)
        x: contrast.x + contrast.width + root.gap - Theme.u(8)
        y: Theme.u(8)
    }

    Column {
        spacing: Theme.u(24)
        width: root.width - x
        x: seam.x + root.gap
        y: Theme.u(-8)

        AccessMotion {
            session: root.session
            width: parent.width
        }

        AccessReach {
            session: root.session
            width: parent.width
        }
    }

    Label {
        color: Theme.muted
        role: "floor"
        text: Words.say("access-time")
        width: seam.x - root.gap
        y: Theme.u(296)
    }
}
