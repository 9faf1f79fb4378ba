import QtQuick
import Kiosk.Theme

// A ring with its label after it, before it or below it; both are the touch target.
Touchable {
    id: root

    property alias icon: ring.icon
    property alias large: ring.large
    property alias filled: ring.filled
    property alias chosen: ring.chosen
    property string label
    property string language: Words.drawn
    property bool stacked: false
    property bool labelFirst: false
    // Larger on a page with little on it.
    property int density: 0
    // Maximum width of the label before it wraps.
    property real most: Infinity

    // During destruction the size may be read once more after the children are gone.
    readonly property real ringSize: ring?.width ?? 0
    readonly property size captionSize: label === "" ? Qt.size(0, 0) : Qt.size(caption?.width ?? 0, caption?.height ?? 0)
    // Width of the label on one line.
    readonly property real captionLength: caption?.implicitWidth ?? 0
    // Width with the label beside the ring.
    readonly property real besideWidth: ringSize + (label === "" ? 0 : Theme.u(18) + captionSize.width)

    implicitHeight: stacked ? ringSize + Theme.u(8) + captionSize.height : Math.max(Theme.u(96), ringSize, captionSize.height)
    implicitWidth: stacked ? Math.max(ringSize, captionSize.width) : besideWidth
    name: label

    Ring {
        id: ring

        implicitWidth: Math.max(Theme.ring, Theme.u(root.large ? 96 : Growth.size(root.density, 72, 84, 96)))
        focused: root.activeFocus
        pressed: root.pressed
        usable: root.usable
        x: root.stacked ? (root.width - width) / 2 : root.labelFirst ? root.width - width : 0
        y: root.stacked ? 0 : (root.height - height) / 2
    }

    Label {
        id: caption

        readonly property real size: Growth.size(root.density, 32, 40, 48)

        Accessible.ignored: true
        font.pixelSize: Theme.t(size)
        language: root.language
        lineHeight: Theme.t(size * 1.5)
        opacity: root.usable ? 1 : 0.38
        role: "label"
        text: Words.kept(root.label)
        width: Math.min(implicitWidth, root.most)
        x: root.stacked ? (root.width - width) / 2 : root.labelFirst ? 0 : ring.width + Theme.u(18)
        y: root.stacked ? ring.height + Theme.u(8) : (root.height - height) / 2
    }
}
