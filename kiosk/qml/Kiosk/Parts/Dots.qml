pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Page dots: the total, and the current one.
Grid {
    id: root

    required property int count
    required property int current
    property bool small: false

    horizontalItemAlignment: Grid.AlignHCenter
    rows: 1
    spacing: Theme.u(small ? 10 : 14)
    verticalItemAlignment: Grid.AlignVCenter

    Repeater {
        model: root.count

        Rectangle {
            required property int index
            readonly property bool lit: index === root.current

            color: lit ? Theme.gold : Theme.muted
            height: Theme.u(lit ? 6 : 12)
            // On light paper they would be too faint: icons need 3 : 1.
            opacity: lit ? 1 : Theme.light ? 0.7 : 0.55
            radius: height / 2
            width: Theme.u(lit ? (root.small ? 28 : 52) : 12)
        }
    }
}
