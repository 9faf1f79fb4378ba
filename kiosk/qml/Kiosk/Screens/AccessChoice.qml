pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// One choice of a few options, each of which previews its effect.
Item {
    id: root

    required property string title
    required property string group
    required property string chosen
    required property var options
    property bool wide: false
    // The width at which the title is on one line beside its options.
    readonly property real natural: Math.ceil(heading.implicitWidth) + Theme.u(12) + choices.width

    signal picked(string option)

    implicitHeight: wide ? Math.max(heading.height, choices.height) : heading.height + Theme.u(16) + choices.height
    implicitWidth: choices.width

    Label {
        id: heading

        role: "label"
        text: root.title
        width: root.wide ? root.width - choices.width - Theme.u(12) : choices.width
        y: root.wide ? (Theme.u(96) - height) / 2 : 0
    }

    Row {
        id: choices

        spacing: Theme.u(32)
        x: root.wide ? root.width - width : Theme.u(-16)
        y: root.wide ? 0 : heading.height + Theme.u(16)

        Repeater {
            model: root.options

            Touchable {
                id: option

                required property var modelData
                readonly property bool current: modelData.id === root.chosen
                readonly property var colours: modelData.swatch ? Theme.values.contrasts[modelData.id].colours : null

                Accessible.checkable: true
                Accessible.checked: current
                Accessible.role: Accessible.RadioButton
                height: ring.height + Theme.u(10) + label.height
                identifier: "access:" + root.group + ":" + modelData.id
                name: modelData.label
                width: Math.max(Theme.u(128), label.implicitWidth)

                onActivated: root.picked(modelData.id)

                Ring {
                    id: ring

                    anchors.horizontalCenter: parent.horizontalCenter
                    chosen: option.current
                    focused: option.activeFocus
                    implicitWidth: Theme.u(96)
                    pressed: option.pressed

                    Rectangle {
                        anchors.centerIn: parent
                        color: option.colours ? option.colours.ground : "transparent"
                        height: width
                        radius: width / 2
                        visible: option.colours !== null
                        width: Theme.u(78)
                    }

                    Label {
                        Accessible.ignored: true
                        anchors.centerIn: parent
                        color: option.colours ? (option.modelData.id === "rice-paper" ? "#9C2B19" : option.colours.gold) : option.pressed ? Theme.overGold : Theme.gold
                        font.pixelSize: Theme.u(option.modelData.glyph)
                        lineHeight: 1
                        lineHeightMode: Text.ProportionalHeight
                        role: "h3"
                        text: "宜"
                    }
                }

                Label {
                    id: label

                    Accessible.ignored: true
                    anchors.horizontalCenter: parent.horizontalCenter
                    color: option.current ? Theme.gold : Theme.text
                    lineHeight: Theme.t(40)
                    role: "floor"
                    text: option.modelData.label
                    wrapMode: Text.NoWrap
                    y: ring.height + Theme.u(10)
                }
            }
        }
    }
}
