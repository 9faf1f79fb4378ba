pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The text of a station, with a stud for each person it counts. Named people have a label; the others are blank. A stud is
// no ring: it does not react to touch.
Column {
    id: root

    required property var station
    required property var unnamed
    // When the number was true or was reported.
    required property string date
    // Reserved width at the right of the heading.
    required property real headRoom
    property int density: 0
    readonly property real stud: Theme.u(Growth.size(density, 26, 32, 38))

    spacing: Theme.u(12)

    Item {
        readonly property bool dated: date.text !== "" && Words.of(root.station.value) !== ""
        readonly property bool abreast: heading.implicitWidth + Theme.u(20) + date.implicitWidth <= width

        height: dated && !abreast ? date.y + date.height : heading.y + heading.height
        width: root.width - root.headRoom

        Label {
            id: heading

            Accessible.role: Accessible.Heading
            font.pixelSize: Theme.t(Growth.size(root.density, 44, 54, 66))
            lineHeight: Theme.t(Growth.size(root.density, 60, 74, 88))
            role: "h3"
            text: Words.capital(Words.joined([Words.of(root.station.before), Words.of(root.station.value), Words.of(root.station.unit), Words.of(root.station.title)], Words.language))
            width: parent.width
            y: Math.max(0, (Theme.ring - lineHeight) / 2)
        }

        Label {
            id: date

            color: Theme.muted
            font.pixelSize: Theme.t(Growth.size(root.density, 28, 34, 40))
            role: "floor"
            text: root.date
            visible: parent.dated
            x: parent.abreast ? Math.ceil(heading.implicitWidth) + Theme.u(20) : 0
            y: heading.y + (parent.abreast ? (heading.lineHeight - lineHeight) / 2 : heading.height)
        }
    }

    Label {
        font.pixelSize: Theme.t(Growth.size(root.density, 34, 44, 54))
        lineHeight: Theme.t(Growth.size(root.density, 52, 66, 80))
        text: Words.of(root.station.text)
        visible: text !== ""
        width: parent.width
    }

    Flow {
        spacing: Theme.u(24)
        visible: root.station.named.length + root.station.blanks > 0
        width: parent.width

        Repeater {
            model: root.station.named

            Item {
                id: entry

                required property var modelData

                height: name.height
                width: name.x + name.width

                Rectangle {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.gold
                    height: width
                    radius: width / 2
                    width: root.stud
                }

                Label {
                    id: name

                    font.pixelSize: Theme.t(Growth.size(root.density, 32, 38, 44))
                    role: "label"
                    text: Words.of(entry.modelData)
                    width: Math.min(implicitWidth, root.width - x)
                    x: root.stud + Theme.u(14)
                }
            }
        }

        Item {
            id: blank

            readonly property real pitch: root.stud * 1.4
            // Where they do not fit with their labels, the studs wrap into rows.
            readonly property int across: Math.max(1, Math.min(root.station.blanks, Math.floor((root.width - caption.implicitWidth - Theme.u(18)) / pitch)))

            Accessible.ignored: !visible || !enabled
            Accessible.name: Words.of(root.unnamed) + " " + root.station.blanks
            Accessible.role: Accessible.StaticText
            height: Math.max(caption.height, studs.height)
            visible: root.station.blanks > 0
            width: caption.x + caption.width

            Grid {
                id: studs

                anchors.verticalCenter: parent.verticalCenter
                columns: blank.across
                spacing: blank.pitch - root.stud

                Repeater {
                    model: root.station.blanks

                    Rectangle {
                        border.color: Theme.muted
                        border.width: Theme.line(3)
                        color: "transparent"
                        height: width
                        radius: width / 2
                        width: root.stud
                    }
                }
            }

            Label {
                id: caption

                Accessible.ignored: true
                color: Theme.muted
                font.pixelSize: Theme.t(Growth.size(root.density, 32, 38, 44))
                role: "label"
                text: Words.of(root.unnamed)
                width: Math.min(implicitWidth, root.width - x)
                x: studs.width + Theme.u(18)
            }
        }
    }
}
