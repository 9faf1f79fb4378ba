pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk.Parts
import Kiosk.Theme

// Numbers in their order: a gold line with a stud each, the number above it and what it is below.
Item {
    id: root

    required property var block
    required property var accent
    property int density: 0
    property string date
    readonly property int count: block.series.length
    readonly property real column: width / count
    readonly property real least: block.series.reduce((least, entry) => Math.min(least, entry.value), Infinity)
    readonly property real greatest: block.series.reduce((most, entry) => Math.max(most, entry.value), 0)
    readonly property real ground: least > greatest * 0.5 ? least * 0.9 : 0
    readonly property real head: Theme.t(60)
    readonly property real field: Theme.u(density > 0 ? 140 : width > Theme.u(1300) ? 380 : 220)
    readonly property var points: block.series.map((entry, index) => Qt.point(column * (index + 0.5), head + field * (1 - (entry.value - ground) / Math.max(1e-9, greatest - ground))))

    implicitHeight: head + field + Theme.u(24) + labels.height

    Shape {
        anchors.fill: parent

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            joinStyle: ShapePath.RoundJoin
            strokeColor: Theme.gold
            strokeWidth: Theme.line(3)

            PathPolyline {
                path: root.points
            }
        }
    }

    Rule {
        seam: false
        width: parent.width
        y: root.head + root.field + Theme.u(12)
    }

    Repeater {
        model: root.block.series

        Item {
            id: stud

            required property int index
            required property var modelData
            readonly property point place: root.points[index]
            readonly property string number: Words.joined([Words.of(modelData.before), Words.figure(modelData.value), Words.of(modelData.unit)], Words.language)

            Accessible.name: Words.of(modelData.label) + " " + number
            Accessible.role: Accessible.StaticText
            height: root.head
            width: root.column
            x: root.column * index
            y: place.y - height

            Rectangle {
                color: Theme.gold
                height: width
                radius: width / 2
                width: Theme.u(22)
                x: (parent.width - width) / 2
                y: parent.height - height / 2
            }

            Copy {
                Accessible.ignored: true
                font.pixelSize: Math.min(Theme.t(36), Theme.t(36) * parent.width / Math.max(1, measure.advanceWidth + Theme.u(8)))
                font.weight: Font.DemiBold
                horizontalAlignment: Text.AlignHCenter
                lineHeight: 1
                lineHeightMode: Text.ProportionalHeight
                role: "h3"
                text: stud.number
                width: parent.width
                wrapMode: Text.NoWrap
                y: parent.height - height - Theme.u(8)
            }

            TextMetrics {
                id: measure

                font.family: Theme.family("serif", Words.language)
                font.pixelSize: Theme.t(36)
                font.weight: Font.DemiBold
                text: stud.number
            }
        }
    }

    Row {
        id: labels

        y: root.head + root.field + Theme.u(20)

        Repeater {
            model: root.block.series

            Copy {
                required property var modelData

                Accessible.ignored: true
                color: Theme.muted
                horizontalAlignment: Text.AlignHCenter
                lineHeight: Theme.t(38)
                role: "floor"
                text: Words.of(modelData.label)
                width: root.column
            }
        }
    }
}
