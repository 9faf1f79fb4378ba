pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// A bell that counts how often it was rung, and what it says one under another.
Column {
    id: root

    required property var block
    required property var accent
    property int density: 0
    property int rung: 0
    readonly property bool ruled: true
    readonly property Item cells: peals

    RingButton {
        density: root.density
        icon: "check"
        identifier: "bell:ring"
        label: Words.of(root.block.title) + " " + root.rung
        visible: Slices.begins(root.block)

        onActivated: root.rung += 1
    }

    Column {
        id: peals

        spacing: Theme.u(24)
        width: root.width

        Repeater {
            model: Slices.of(root.block.peals, root.block)

            Label {
                required property var modelData

                color: root.accent.colour
                text: Words.of(modelData)
                width: peals.width
            }
        }
    }
}
