import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The question above its answers.
Label {
    property int density: 0
    readonly property real size: Growth.size(density, 40, 50, 64)

    Accessible.role: Accessible.Heading
    bottomPadding: text === "" ? 0 : Theme.u(Growth.size(density, 8, 12, 16))
    font.pixelSize: Theme.t(size)
    lineHeight: Theme.t(density < 0 ? size * 1.36 : 58)
    role: "h3"
}
