pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// A reduction: what is left is a solid bar, what was cut a dotted outline as long as the gold number. If both
// ends have labels, these are two rings that switch the bar between the whole and what is left (the default); each part of a page
// has them.
Column {
    id: root

    required property var block
    required property var accent
    property string date
    property int density: 0
    property real fill: 0
    readonly property bool dense: density > 1
    readonly property var series: Slices.of(block.series, block)
    property bool before: false
    // How much of the cut is shown: 0 before, 1 after.
    property real made: root.before ? 0 : 1
    readonly property bool switched: Words.of(block.start) !== "" && Words.of(block.end) !== ""
    // A single bar takes the full width, under a figure legible from afar.
    readonly property bool beside: !Theme.enlarged && width > Theme.u(900) && (density >= 0 || block.series.length > 1)
    readonly property real barLeft: beside ? Math.min(Theme.u(Growth.size(density, 412, 560, 700)), width * 0.42) : 0

    readonly property var cuts: Array.from(children).filter(entry => entry.kept !== undefined)
    readonly property real switchHeight: switched ? turning.height : 0
    readonly property real closing: switchHeight
    // As high as the space allows; beside its figure, no higher than the figure.
    readonly property real bar: {
        const least = Theme.u(60);
        if (fill === 0 || cuts.length === 0)
            return least;
        const others = cuts.reduce((sum, entry) => sum + entry.headHeight + entry.footHeight, switchHeight);
        return Math.max(least, Math.min(Theme.u(cuts.length > 1 ? 160 : 300), (fill - others) / cuts.length));
    }

    // Size of the figure of a single cut, in px at 1920 x 1080: larger where the page is higher than its bar needs.
    readonly property real display: Math.max(236, Math.min(340, (fill - Theme.u(68 + 34 + 300) - switchHeight) / Theme.u(1.15)))

    spacing: 0

    Behavior on made {
        NumberAnimation {
            duration: Theme.move
            easing.bezierCurve: Theme.easing
            easing.type: Easing.BezierSpline
        }
    }

    Repeater {
        model: root.series

        Item {
            id: entry

            required property int index
            required property var modelData
            readonly property string words: Words.of(modelData.label)
            readonly property real kept: Math.max(0, Math.min(1, 1 - modelData.value / 100))
            readonly property real barWidth: width - root.barLeft
            // The rings below the last bar name its ends, and on a tight page those of all bars.
            readonly property bool named: !root.switched || root.density <= 0 && index < root.series.length - 1
            readonly property real barTop: root.beside ? label.y + label.height + Theme.u(root.dense ? 24 : 34) : figure.y + figure.height + Theme.u(8)

            Accessible.ignored: !visible || !enabled
            Accessible.name: Words.joined([figure.before, figure.typed, figure.unit, " ", words, " ", root.date], Words.language)
            Accessible.role: Accessible.StaticText
            readonly property real headHeight: barTop
            readonly property real footHeight: ends.height + Theme.u(8)
            height: Math.max(barTop + root.bar + footHeight, root.beside ? figure.y + figure.height - Theme.u(8) : 0)
            width: root.width

            Rule {
                visible: entry.index > 0
                width: parent.width
                y: Theme.u(12)
            }

            Label {
                id: label

                Accessible.ignored: true
                font.pixelSize: Theme.t(Growth.size(root.density, 32, 40, 48))
                lineHeight: Theme.t(Growth.size(root.density, 48, 58, 68))
                role: "label"
                text: Words.dated(entry.words, root.date)
                textFormat: Text.StyledText
                width: parent.width
                y: entry.index > 0 ? Theme.u(root.dense ? 24 : 32) : 0
            }

            FigureValue {
                id: figure

                figure: ({
                        value: {
                            [Words.language]: Words.figure(entry.modelData.digits, Words.language)
                        },
                        before: entry.modelData.before,
                        unit: entry.modelData.unit
                    })
                word: label.font.pixelSize
                size: root.dense ? 108 : Growth.size(root.density, 136, 184, root.beside ? 236 : root.display)
                width: root.beside ? root.barLeft - Theme.u(24) : parent.width
                // Large figures sit high in their lines.
                y: label.y + label.height + Theme.u(size > 136 ? size * 0.13 : root.beside ? (root.dense ? 4 : 8) : 12)
            }

            Rectangle {
                color: root.accent.colour
                height: root.bar
                width: entry.barWidth * (1 - (1 - entry.kept) * root.made)
                x: root.barLeft
                y: entry.barTop
            }

            Shape {
                height: root.bar
                opacity: root.made
                visible: root.made > 0
                width: entry.barWidth * (1 - entry.kept) - Theme.u(8)
                x: root.barLeft + entry.barWidth * entry.kept + Theme.u(8)
                y: entry.barTop

                ShapePath {
                    capStyle: ShapePath.RoundCap
                    dashPattern: [0.5, 3]
                    fillColor: "transparent"
                    strokeColor: Theme.gold
                    strokeStyle: ShapePath.DashLine
                    strokeWidth: Theme.line(3)

                    PathRectangle {
                        height: root.bar - Theme.u(2)
                        width: Math.max(1, entry.barWidth * (1 - entry.kept) - Theme.u(10))
                        x: Theme.u(1)
                        y: Theme.u(1)
                    }
                }

                ShapePath {
                    capStyle: ShapePath.RoundCap
                    fillColor: "transparent"
                    joinStyle: ShapePath.RoundJoin
                    startX: entry.barWidth * (1 - entry.kept) - Theme.u(36)
                    startY: root.bar / 2
                    strokeColor: Theme.gold
                    strokeWidth: Theme.line(3)

                    PathLine {
                        x: Theme.u(24)
                        y: root.bar / 2
                    }

                    PathMove {
                        x: Theme.u(40)
                        y: root.bar / 2 - Theme.u(14)
                    }

                    PathLine {
                        x: Theme.u(24)
                        y: root.bar / 2
                    }

                    PathLine {
                        x: Theme.u(40)
                        y: root.bar / 2 + Theme.u(14)
                    }
                }
            }

            Item {
                id: ends

                height: !entry.named || start.text === "" && end.text === "" ? 0 : start.height
                visible: entry.named
                width: entry.barWidth
                x: root.barLeft
                y: entry.barTop + root.bar + Theme.u(6)

                Label {
                    id: start

                    color: root.accent.colour
                    role: "floor"
                    text: Words.of(root.block.start)
                    visible: !root.before
                    wrapMode: Text.NoWrap
                }

                Label {
                    id: end

                    anchors.right: parent.right
                    color: root.before ? root.accent.colour : Theme.muted
                    role: "floor"
                    text: Words.of(root.block.end)
                    wrapMode: Text.NoWrap
                }
            }
        }
    }

    Item {
        id: turning

        objectName: "foot"

        readonly property bool apart: afterRing.width + beforeRing.width + Theme.u(24) <= root.width - root.barLeft

        // The rings are close below the bar: what their touch targets have above and below them overlaps it.
        readonly property real rim: Math.max(0, Math.min(Theme.u(12), (Math.min(afterRing.height, beforeRing.height) - afterRing.ringSize) / 2))

        height: (apart ? Math.max(afterRing.height, beforeRing.height) : afterRing.height + Theme.u(8) + beforeRing.height) - rim - Theme.u(4)
        visible: root.switched
        width: root.width

        RingButton {
            id: afterRing

            Accessible.checkable: true
            Accessible.checked: !root.before
            Accessible.role: Accessible.RadioButton
            filled: !root.before
            icon: "left"
            identifier: "cut:after:" + Slices.start(root.block)
            label: Words.of(root.block.start)
            x: parent.apart ? root.barLeft : 0
            y: -parent.rim

            onActivated: root.before = false
        }

        RingButton {
            id: beforeRing

            Accessible.checkable: true
            Accessible.checked: root.before
            Accessible.role: Accessible.RadioButton
            filled: root.before
            icon: "right"
            identifier: "cut:before:" + Slices.start(root.block)
            label: Words.of(root.block.end)
            labelFirst: parent.apart
            x: parent.apart ? root.width - width : 0
            y: parent.apart ? afterRing.y : afterRing.y + afterRing.height + Theme.u(8)

            onActivated: root.before = true
        }
    }
}
