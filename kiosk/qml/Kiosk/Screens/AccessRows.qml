import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The accessibility settings one below another, on narrow screens.
Flow {
    id: root

    required property SessionView session
    required property bool rows
    property bool explained: true

    spacing: Theme.u(rows ? 28 : 72)

    Label {
        color: Theme.muted
        role: "label"
        visible: root.explained
        text: Words.say("access-line") + (Words.chinese ? "" : " ") + Words.say("access-time")
        width: root.width
    }

    AccessTextSize {
        session: root.session
        wide: root.rows
        width: root.rows ? root.width : implicitWidth
    }

    AccessContrast {
        session: root.session
        wide: root.rows
        width: root.rows ? root.width : implicitWidth
    }

    AccessMotion {
        session: root.session
        width: root.rows ? root.width : Theme.t(560)
    }
}
