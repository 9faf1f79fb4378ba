import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Steps through the entries of a block, for visitors who cannot reach them: previous, "1 / 4", next.
Row {
    id: root

    // Kind of entry, "point" or "station": part of the keys of its texts.
    required property string what
    required property int count
    required property int current
    property int density: 0

    signal stepped(int to)

    spacing: Theme.u(24)

    RingButton {
        density: root.density
        icon: "left"
        identifier: root.what + ":previous"
        name: Words.say(root.what + "-previous")
        usable: root.current > 0

        onActivated: root.stepped(root.current - 1)
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        font.pixelSize: Theme.t(Growth.size(root.density, 32, 38, 44))
        role: "label"
        text: Words.fill("page-of", {
            number: root.current + 1,
            count: root.count
        })
        wrapMode: Text.NoWrap
    }

    RingButton {
        density: root.density
        icon: "right"
        identifier: root.what + ":next"
        name: Words.say(root.what + "-next")
        usable: root.current < root.count - 1

        onActivated: root.stepped(root.current + 1)
    }
}
