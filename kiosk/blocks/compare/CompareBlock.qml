pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// Two pictures of one subject: visitors drag the divider, touch a position, or move it in three steps.
Staged {
    id: root

    beside: width > Theme.u(1150)

    property alias share: grip.value
    // While a finger drags the divider, the page must not be swiped.
    readonly property bool held: finger.active
    readonly property real least: Theme.u(Theme.large ? 360 : Theme.enlarged ? 540 : density > 0 ? 400 : beside ? 560 : 500)
    readonly property real most: Math.max(least, beside ? fill : fill - Theme.u(20) - steps.height)
    readonly property real ratio: block.before.width / block.before.height
    readonly property real frameWidth: Math.min(staged ? widestOnStage : beside ? (Theme.large ? width * 0.5 : width - steps.width - Theme.u(64)) : width, most * ratio)

    function set(x: real) {
        root.share = Math.max(0, Math.min(1, x / frame.width));
    }

    function label(picture: var, otherwise: string): string {
        return picture.caption ? Words.of(picture.caption) : Words.say(otherwise);
    }

    implicitHeight: staged ? Math.max(fill, frame.height, headroom + steps.height) : beside ? Math.max(frame.height, steps.height) : frame.height + Theme.u(20) + steps.height

    Item {
        id: frame

        clip: true
        height: width / root.ratio
        width: root.frameWidth
        x: root.leftOf(width)
        y: root.topOf(height)

        PackPicture {
            anchors.fill: parent
            picture: root.block.after
        }

        Item {
            clip: true
            height: parent.height
            width: Math.round(parent.width * root.share)

            PackPicture {
                height: frame.height
                picture: root.block.before
                width: frame.width
            }
        }

        CornerTag {
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            picture: root.block.after
        }

        Rectangle {
            color: Theme.gold
            height: parent.height
            width: Theme.line(3)
            x: Math.round(parent.width * root.share - width / 2)
        }

        Ring {
            id: grip

            readonly property bool focusStop: true
            readonly property string identifier: "compare:line"
            // The values of a slider, by the names that Qt reads and sets for assistive clients.
            property real value: 0.5
            readonly property real from: 0
            readonly property real to: 1
            readonly property real stepSize: 0.1

            function nudge(by: int) {
                root.share = Math.max(0, Math.min(1, root.share + by / 10));
            }

            function accessibleIncreaseAction() {
                nudge(1);
            }

            function accessibleDecreaseAction() {
                nudge(-1);
            }

            // Qt 6.11 reports a new value only if asked to.
            onValueChanged: Accessible.valueChanged()

            Accessible.focusable: true
            Accessible.id: identifier
            Accessible.ignored: !visible || !enabled
            Accessible.name: Words.say("compare-line")
            Accessible.role: Accessible.Slider
            focused: activeFocus
            large: true
            pressed: drag.active
            x: Math.max(0, Math.min(parent.width - width, parent.width * root.share - width / 2))
            y: (parent.height - height) / 2

            Row {
                anchors.centerIn: parent

                StrokeIcon {
                    color: grip.pressed ? Theme.overGold : Theme.gold
                    height: width
                    icon: "left"
                    width: grip.width * 0.34
                }

                StrokeIcon {
                    color: grip.pressed ? Theme.overGold : Theme.gold
                    height: width
                    icon: "right"
                    width: grip.width * 0.34
                }
            }
        }

        TapHandler {
            onTapped: point => {
                if (root.enabled)
                    root.set(point.position.x);
            }
        }

        PointHandler {
            id: finger
        }

        DragHandler {
            id: drag

            target: null
            xAxis.enabled: true
            yAxis.enabled: false

            onCentroidChanged: if (active)
                root.set(centroid.position.x)
        }
    }

    WidestWord {
        id: widestWord

        size: 32
        texts: [root.block.before.caption, root.block.after.caption].filter(text => text)
    }

    Grid {
        id: steps

        // Below the pictures if the three fit side by side; in large text, each label is under its ring, in at most two lines.
        readonly property real third: (root.width - 2 * columnSpacing) / 3
        readonly property var lengths: Array.from({
            length: keys.count
        }, (_, at) => (keys.itemAt(at) as RingButton)?.captionLength ?? 0)
        readonly property real across: lengths.reduce((sum, length) => sum + ring + length, 2 * columnSpacing)
        readonly property real ring: (keys.count > 0 ? (keys.itemAt(0) as RingButton)?.ringSize ?? 0 : 0) + Theme.u(18)
        readonly property bool abreast: !root.beside && (Theme.large ? widestWord.width <= third && lengths.every(length => length <= 1.5 * third) : across <= root.width)

        columnSpacing: Theme.u(Theme.large ? 24 : 40)
        columns: abreast ? 3 : 1
        rowSpacing: Theme.u(Theme.large || !root.beside ? 12 : 32)
        x: root.staged ? root.aisle : root.beside ? frame.width + Theme.u(64) : 0
        y: root.staged ? Math.max(root.headroom, frame.y + (frame.height - height) / 2) : root.beside ? Math.max(0, (frame.height - height) / 2) : frame.height + Theme.u(20)

        Repeater {
            id: keys

            model: [
                {
                    id: "before",
                    share: 1,
                    words: root.label(root.block.before, "compare-before")
                },
                {
                    id: "both",
                    share: 0.5,
                    words: Words.say("compare-both")
                },
                {
                    id: "after",
                    share: 0,
                    words: root.label(root.block.after, "compare-after")
                }
            ]

            RingButton {
                required property var modelData

                filled: Math.abs(root.share - modelData.share) < 0.01
                density: root.beside ? root.density : 0
                icon: modelData.id === "before" ? "left" : modelData.id === "after" ? "right" : "halves"
                identifier: "compare:" + modelData.id
                label: modelData.words
                large: root.beside
                most: steps.abreast ? (Theme.large ? steps.third : Infinity) : root.beside && !root.staged && !Theme.large ? root.width * 0.22 : root.width - steps.x - ringSize - Theme.u(18)
                stacked: Theme.large && steps.abreast

                onActivated: root.share = modelData.share
            }
        }
    }
}
