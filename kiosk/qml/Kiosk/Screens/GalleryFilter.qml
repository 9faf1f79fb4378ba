pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The filter of a gallery: all pictures, or those of one tag.
Flow {
    id: root

    required property var tags
    required property string chosen

    readonly property var options: [
        {
            id: "",
            title: null
        }
    ].concat(tags)
    readonly property int at: Math.max(0, options.findIndex(option => option.id === chosen))

    signal picked(string tag)

    function title(option: var): string {
        return option.title ? Words.of(option.title) : Words.say("all-pictures");
    }

    spacing: Theme.u(28)

    // The largest text has room for one ring: each touch selects the next tag.
    RingButton {
        icon: "pictures"
        identifier: "tag:next"
        label: root.title(root.options[root.at])
        name: label + " " + (root.at + 1) + " / " + root.options.length
        visible: Theme.large

        onActivated: root.picked(root.options[(root.at + 1) % root.options.length].id)
    }

    Repeater {
        model: Theme.large ? [] : root.options

        RingButton {
            required property var modelData
            readonly property bool current: modelData.id === root.chosen

            Accessible.checkable: true
            Accessible.checked: current
            Accessible.role: Accessible.RadioButton
            filled: current
            icon: current ? "check" : "pictures"
            identifier: "tag:" + (modelData.id === "" ? "all" : modelData.id)
            label: root.title(modelData)

            onActivated: root.picked(modelData.id)
        }
    }
}
