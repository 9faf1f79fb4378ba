pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// One station: a ring with its figure, icon or numeral, and its title below; both are the touch target.
Touchable {
    id: root

    required property int index
    required property var station
    required property bool current
    required property real ringSize
    // The smallest diameter of the ring, in px.
    required property real leastRing
    // Below 1 where titles shrink to their column.
    required property real fit
    property int density: 0
    readonly property real gap: Theme.u(Growth.size(density, 10, 14, 18))
    readonly property real titleHeight: gap + title.height
    readonly property string value: Words.of(station.value)
    readonly property string unit: Words.of(station.unit)
    readonly property real small: Math.max(Theme.u(28), ringSize * 0.14)
    // A unit that is too long for the smallest ring precedes the title. Measured against leastRing, not the ring itself: that grows
    // with the space that titles leave, which would be a binding loop.
    readonly property bool inside: unit !== "" && unitRoom.advanceWidth <= leastRing * 0.62
    // Lines of text in the ring, from above: by name, since only some have one.
    readonly property var lines: value === "" ? [] : [...(Words.of(station.before) === "" ? [] : ["before"]), "value", ...(inside ? ["unit"] : [])]
    // No text above or below the figure.
    readonly property bool alone: !station.before && !inside
    readonly property color ink: ring.filled || ring.pressed ? Theme.overGold : Theme.gold

    Accessible.checkable: true
    Accessible.checked: current
    Accessible.role: Accessible.RadioButton
    height: title.y + title.height
    identifier: "station:" + index
    name: Words.joined([Words.of(station.before), value, unit, Words.of(station.title)], Words.language)

    TextMetrics {
        id: unitRoom

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Math.max(Theme.u(28), root.leastRing * 0.14)
        text: root.unit
    }

    Ring {
        id: ring

        filled: root.current
        focused: root.activeFocus
        implicitWidth: root.ringSize
        pressed: root.pressed
        x: (root.width - width) / 2

        Column {
            anchors.centerIn: parent
            visible: root.value !== ""
            width: parent.width * 0.86

            Repeater {
                // Only the lines that there are: a page near by is created while another one moves.
                model: root.lines

                StationWord {
                    required property var modelData
                    readonly property bool main: modelData === "value"

                    anchors.horizontalCenter: parent?.horizontalCenter
                    color: root.ink
                    face: main ? "serif" : "sans"
                    wanted: main ? root.ringSize * (root.alone ? 0.42 : 0.34) : root.small
                    weight: main ? Font.DemiBold : Font.Normal
                    width: main ? (parent?.width ?? 0) : root.ringSize * 0.62
                    words: main ? root.value : modelData === "before" ? Words.of(root.station.before) : root.unit
                }
            }
        }

        Loader {
            anchors.centerIn: parent
            sourceComponent: root.value !== "" ? null : root.station.icon ? pictogram : numeral
        }

        Component {
            id: pictogram

            PackIcon {
                color: root.ink
                font.pixelSize: root.ringSize * 0.42
                icon: root.station.icon
            }
        }

        Component {
            id: numeral

            Label {
                Accessible.ignored: true
                color: root.ink
                face: "hand"
                font.pixelSize: root.ringSize * 0.42
                lineHeight: 1
                lineHeightMode: Text.ProportionalHeight
                text: Words.numeral(root.index)
            }
        }
    }

    Label {
        id: title

        readonly property real size: Growth.size(root.density, 32, 40, 48)

        Accessible.ignored: true
        color: root.current ? Theme.gold : Theme.text
        font.pixelSize: Math.floor(Theme.t(size) * root.fit)
        horizontalAlignment: Text.AlignHCenter
        lineHeight: Theme.t(size * 42 / 32)
        role: "label"
        text: Words.kept(Words.capital(Words.joined([root.inside ? "" : root.unit, Words.of(root.station.title)], Words.language)))
        width: root.width
        y: ring.height + root.gap
    }
}
