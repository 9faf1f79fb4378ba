import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Whether the hall is open and until when, with the local time beside it.
Item {
    id: root

    required property var facts
    // x of the time; 0: it is aligned to the right.
    property real aside: 0

    implicitHeight: headline.height + until.height

    Label {
        id: headline

        Accessible.role: Accessible.Heading
        role: "h3"
        text: root.facts.headline ?? ""
    }

    Label {
        id: until

        text: root.facts.until ?? ""
        width: zone.x - Theme.u(32)
        y: headline.height
    }

    Label {
        anchors.bottom: zone.top
        role: "floor"
        text: root.facts.clock ?? ""
        x: root.aside || root.width - width
    }

    Label {
        id: zone

        anchors.baseline: until.baseline
        color: Theme.muted
        role: "floor"
        text: root.facts.zone ?? ""
        x: root.aside || root.width - width
    }
}
