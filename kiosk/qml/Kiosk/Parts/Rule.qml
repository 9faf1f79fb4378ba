import QtQuick
import Kiosk.Theme

// A dividing seam (gold) or hairline (muted).
Rectangle {
    id: root

    property bool seam: true

    color: seam ? Theme.seam : Theme.hairline
    implicitHeight: Theme.line(2)
}
