pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk.Parts
import Kiosk.Theme

// A line chart in gold: a stud for each point, its number above and its label below.
Item {
    id: root

    required property var block
    required property var accent
    property int density: 0
    property real fill: 0
    property string date
    readonly property int count: block.series.length
    readonly property real column: width / count
    readonly property real lowest: block.series.reduce((least, entry) => Math.min(least, entry.value), Infinity)
    readonly property real greatest: block.series.reduce((most, entry) => Math.max(most, entry.value), 0)
    readonly property real ground: lowest > greatest * 0.5 ? lowest * 0.9 : 0
    readonly property real figure: Growth.size(density, 36, 48, 64)
    readonly property real head: Theme.t(figure + 24)
    readonly property real stud: Theme.u(Growth.size(density, 22, 30, 38))
    // Labels grow until a word would break, or one that is on one line at their least size.
    readonly property real label: Math.max(28, Math.min(Growth.size(density, 28, 34, 40), 27 * (column - Theme.u(8)) / Math.max(1, widestWord.width, widest)))
    readonly property real widest: block.series.map(entry => widths.widest([Words.of(entry.label)])).reduce((most, wide) => wide > column - Theme.u(8) ? most : Math.max(most, wide), 0)
    readonly property real least: Theme.u(density > 0 ? 140 : density === 0 && width > Theme.u(1300) ? 380 : 220)
    readonly property real field: Math.max(least, fill > 0 ? Math.min(width * 0.6, fill - head - Theme.u(24) - labels.height) : 0)
    readonly property real base: head + field + Theme.u(12)
    readonly property var points: block.series.map((entry, index) => Qt.point(column * (index + 0.5), head + field * (1 - (entry.value - ground) / Math.max(1e-9, greatest - ground))))

    implicitHeight: head + field + Theme.u(24) + labels.height

    WidestWord {
        id: widestWord

        size: 28
        texts: root.block.series.map(entry => entry.label)
    }

    TextWidths {
        id: widths

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(28)
    }

    // A series that starts at zero is filled down to it.
    Shape {
        anchors.fill: parent
        visible: root.ground === 0

        ShapePath {
            fillColor: Qt.tint(Theme.ground, Qt.alpha(root.accent.colour, 0.22))
            strokeWidth: -1

            PathPolyline {
                path: root.points.concat([Qt.point(root.points[root.count - 1].x, root.base), Qt.point(root.points[0].x, root.base), root.points[0]])
            }
        }
    }

    // A hairline from each stud down to its label.
    Repeater {
        model: root.points

        Rectangle {
            required property point modelData

            color: Theme.hairline
            height: Math.max(0, root.base - y)
            width: Theme.line(2)
            x: modelData.x - width / 2
            y: modelData.y
        }
    }

    Shape {
        anchors.fill: parent

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            joinStyle: ShapePath.RoundJoin
            strokeColor: Theme.gold
            strokeWidth: Theme.line(Growth.size(root.density, 3, 4, 6))

            PathPolyline {
                path: root.points
            }
        }
    }

    Rule {
        seam: false
        width: parent.width
        y: root.base
    }

    Repeater {
        model: root.block.series

        Item {
            id: stud

            required property int index
            required property var modelData
            readonly property point place: root.points[index]
            readonly property string number: Words.joined([Words.of(modelData.before), Words.figure(modelData.digits, Words.language), Words.of(modelData.unit)], Words.language)

            Accessible.ignored: !visible || !enabled
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
                width: root.stud
                x: (parent.width - width) / 2
                y: parent.height - height / 2
            }

            Label {
                Accessible.ignored: true
                font.pixelSize: Math.min(Theme.t(root.figure), Theme.t(root.figure) * parent.width / Math.max(1, measure.advanceWidth + Theme.u(8)))
                font.weight: Font.DemiBold
                horizontalAlignment: Text.AlignHCenter
                lineHeight: 1
                lineHeightMode: Text.ProportionalHeight
                role: "h3"
                text: stud.number
                width: parent.width
                wrapMode: Text.NoWrap
                y: parent.height - height - root.stud / 2 + Theme.u(3)
            }

            TextMetrics {
                id: measure

                font.family: Theme.family("serif", Words.language)
                font.pixelSize: Theme.t(root.figure)
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

            Label {
                required property var modelData

                Accessible.ignored: true
                color: Theme.muted
                horizontalAlignment: Text.AlignHCenter
                font.pixelSize: Theme.t(root.label)
                lineHeight: Theme.t(root.label * 1.36)
                role: "floor"
                text: Words.kept(Words.of(modelData.label))
                width: root.column
            }
        }
    }
}
