import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The question above its answers.
Label {
    id: root

    property int density: 0
    // In the largest text, on a full page, it takes two lines where it can: more of its answers are then beside it.
    readonly property bool tight: Theme.large && density > 1
    readonly property real length: measure.advanceWidth / Math.max(1, width)
    readonly property real size: tight ? length <= 0.98 ? 34 : Math.max(28, Math.min(34, Math.floor(34 * 1.9 / length))) : Growth.size(density, 40, 50, 64)

    Accessible.role: Accessible.Heading
    bottomPadding: text === "" ? 0 : Theme.u(Growth.size(density, 8, 12, 16))
    font.pixelSize: Theme.t(size)
    lineHeight: Theme.t(tight ? size * 46 / 34 : density < 0 ? size * 1.36 : 58)
    role: "h3"

    TextMetrics {
        id: measure

        font.family: root.font.family
        font.pixelSize: Theme.t(34)
        font.weight: root.font.weight
        text: root.text
    }
}
