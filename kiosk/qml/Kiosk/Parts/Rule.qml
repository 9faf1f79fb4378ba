import QtQuick
import Kiosk.Theme

// A seam (gold) or a hairline (muted) that divides.
Rectangle {
    id: root

    property bool seam: true

    color: seam ? Theme.seam : Theme.hairline
    implicitHeight: Theme.line(2)
}
