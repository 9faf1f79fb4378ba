pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// A picture with numbered rings; a touch on one shows its text. Step buttons do the same for visitors who cannot reach a ring.
Staged {
    id: root

    // The text of one point: beside the picture under its numeral, or below the picture with the steps at the right.
    component Telling: Item {
        id: pointCard

        required property var accent
        required property bool beside
        required property int density
        required property int number
        required property var point
        required property Item steps
        // In larger text the numeral precedes the title instead of being above it.
        readonly property bool lofty: beside && !Theme.enlarged

        height: body.text === "" ? title.y + title.height : body.y + body.height

        Label {
            id: numeral

            color: pointCard.accent.colour
            face: "hand"
            font.pixelSize: Theme.t(Growth.size(pointCard.density, 72, 88, 104))
            lineHeight: 1
            lineHeightMode: Text.ProportionalHeight
            text: Words.numeral(pointCard.number)
            visible: pointCard.lofty
        }

        Label {
            id: title

            Accessible.role: Accessible.Heading
            font.pixelSize: Theme.t(Growth.size(pointCard.density, 44, 54, 64))
            height: pointCard.beside ? implicitHeight : Math.max(implicitHeight, pointCard.steps.height)
            lineHeight: Theme.t(Growth.size(pointCard.density, 60, 74, 86))
            role: "h3"
            text: (pointCard.lofty ? "" : Words.numeral(pointCard.number) + "  ") + Words.of(pointCard.point.title)
            verticalAlignment: Text.AlignVCenter
            width: parent.width - (pointCard.beside ? 0 : pointCard.steps.width + Theme.u(32))
            y: pointCard.lofty ? numeral.height + Theme.u(12) : 0
        }

        Label {
            id: body

            font.pixelSize: Theme.t(Growth.size(pointCard.density, 34, 42, 52))
            lineHeight: Theme.t(Growth.size(pointCard.density, 58, 66, 80))
            text: Words.of(pointCard.point.text)
            visible: text !== ""
            width: parent.width
            y: title.y + title.height + Theme.u(12)
        }
    }

    required property var accent
    // Nothing is beside or below the picture: its text is in blocks of its own.
    readonly property bool bare: Theme.large || Boolean(block.bare)
    // A picture much higher than wide leaves room beside it on an upright page, too.
    beside: width > Theme.u(ratio < 0.6 ? 700 : 1150) && !bare

    property int chosen: 0
    // Larger text needs more of the width.
    readonly property real frameShare: Theme.enlarged ? 0.54 : 0.64
    readonly property real ratio: block.picture.width / block.picture.height
    readonly property real frameWidth: Math.min(staged ? widestOnStage : beside ? width * frameShare : width, most * ratio)
    // On a tight page the picture gives up some height for its caption.
    readonly property real least: density > 0 && !Theme.enlarged ? Math.max(smallest, Theme.u(420) - captioned) : Theme.u(Theme.large ? 440 : Theme.enlarged ? 500 : 560)
    readonly property real smallest: Theme.u(360)
    // Long text needs the width: the picture beside it does not grow.
    readonly property bool tight: beside && !staged && density > 1
    readonly property real most: tight ? least : Math.max(least, (beside || bare ? fill : fill - Theme.u(24) - room.childrenRect.height) - captioned)
    readonly property var point: block.points[chosen]
    // Height of the caption below the picture. Does not depend on `visible`: the block may be in another part.
    readonly property bool labelled: !bare
    readonly property real captioned: labelled && caption.text !== "" ? Theme.u(12) + caption.height : 0

    implicitHeight: staged ? Math.max(fill, frame.height + captioned, headroom + card.natural) : beside ? Math.max(frame.height + captioned, card.height) : frame.height + captioned + (labelled ? Theme.u(24) + card.height : 0)

    onChosenChanged: announcer.say(Words.sentences([Words.of(point.title), Words.of(point.text)]))

    Announcer {
        id: announcer
    }

    // Where a point is in the picture, which is not mirrored with the screen.
    function across(point: var): real {
        return Words.mirrored ? 1 - point.x : point.x;
    }

    PackPicture {
        id: frame

        height: width / root.ratio
        picture: root.block.picture
        width: root.frameWidth
        x: root.leftOf(width)
        y: root.topOf(height + root.captioned)

        CornerTag {
            // At the left where a point is in its usual corner.
            readonly property bool taken: !root.bare && root.block.points.some(point => root.across(point) * frame.width > frame.width - width - Theme.u(44) && point.y * frame.height > frame.height - height - Theme.u(44))

            anchors.bottom: parent.bottom
            picture: root.block.picture
            x: taken ? 0 : parent.width - width
        }

        Repeater {
            model: root.bare ? [] : root.block.points

            Touchable {
                id: place

                required property int index
                required property var modelData
                readonly property bool current: index === root.chosen

                Accessible.checkable: true
                Accessible.checked: current
                Accessible.role: Accessible.RadioButton
                height: width
                identifier: "point:" + index
                name: Words.of(modelData.title)
                width: Theme.u(72)
                x: Math.max(0, Math.min(frame.width - width, frame.width * root.across(modelData) - width / 2))
                y: Math.max(0, Math.min(frame.height - height, frame.height * modelData.y - height / 2))

                onActivated: root.chosen = index

                // A solid ground makes the numeral legible.
                Rectangle {
                    anchors.fill: ring
                    color: Theme.plate
                    radius: width / 2
                }

                Ring {
                    id: ring

                    anchors.centerIn: parent
                    filled: place.current
                    focused: place.activeFocus
                    implicitWidth: Theme.u(72)
                    pressed: place.pressed

                    Label {
                        Accessible.ignored: true
                        anchors.centerIn: parent
                        color: ring.filled || ring.pressed ? Theme.overGold : Theme.gold
                        face: "hand"
                        font.pixelSize: Theme.u(38)
                        lineHeight: 1
                        lineHeightMode: Text.ProportionalHeight
                        text: Words.numeral(place.index)
                    }
                }
            }
        }
    }

    // Description and credit of the picture. In the largest text they are a text block of their own.
    Label {
        id: caption

        color: Theme.muted
        role: "floor"
        text: [root.block.picture.caption, root.block.picture.credit].map(words => Words.of(words)).filter(words => words !== "").join("\u2003")
        visible: text !== "" && root.labelled
        // Beside the text, no wider than the picture at its smallest.
        width: root.staged ? root.widestOnStage : root.beside ? Math.min(root.width * root.frameShare, Math.max(Theme.t(240), root.smallest * root.ratio)) : root.width
        y: Theme.u(12) + frame.y + frame.height
    }

    Item {
        id: card

        // As high as the longest text of all points: nothing below moves when the selection changes.
        readonly property real natural: root.beside ? words.y + room.childrenRect.height + steps.height + Theme.u(24) : room.childrenRect.height

        height: root.staged ? Math.max(natural, root.fill - root.headroom) : root.beside ? Math.max(frame.height + root.captioned, natural) : natural
        visible: root.labelled
        width: root.width - x
        x: root.staged ? root.aisle : root.beside ? Math.max(frame.width, caption.text === "" ? 0 : caption.width) + Theme.u(48) : 0
        y: root.staged ? root.headroom : root.beside ? 0 : frame.height + root.captioned + Theme.u(24)

        Rectangle {
            color: root.accent.colour
            height: Theme.line(3)
            visible: root.beside
            width: parent.width
        }

        Item {
            id: room

            visible: false
            // The width that the widest picture leaves, so that the text still fits beside a larger one.
            width: root.staged ? root.width - root.aisle : root.tight ? card.width : root.beside ? root.width - Math.min(root.width * root.frameShare, Math.max(caption.text === "" ? 0 : caption.width, Theme.u(720) * root.ratio)) - Theme.u(48) : root.width

            Repeater {
                model: root.bare ? [] : root.block.points

                Telling {
                    required property int index
                    required property var modelData

                    accent: root.accent
                    beside: root.beside
                    density: root.density
                    number: index
                    point: modelData
                    steps: steps
                    width: room.width
                }
            }
        }

        Telling {
            id: words

            accent: root.accent
            beside: root.beside
            density: root.density
            number: root.chosen
            point: root.point
            steps: steps
            width: parent.width
            y: root.beside ? Theme.u(28) : 0
        }

        EntrySteps {
            id: steps

            count: root.block.points.length
            current: root.chosen
            density: root.density
            what: "point"
            x: root.beside ? 0 : parent.width - width
            y: root.beside ? parent.height - height : 0

            onStepped: to => root.chosen = to
        }
    }
}
