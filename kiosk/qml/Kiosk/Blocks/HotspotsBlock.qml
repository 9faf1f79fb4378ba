pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A picture with numbered rings; a touch tells of the place. The same by steps, for who cannot reach a ring.
Item {
    id: root

    required property var block
    required property var accent
    property int chosen: 0
    readonly property bool beside: width > Theme.u(1150)
    readonly property real ratio: block.picture.width / block.picture.height
    readonly property real frameWidth: Math.min(beside ? width * 0.64 : width, Theme.u(Theme.large ? 300 : Theme.enlarged ? 500 : 620) * ratio)
    readonly property var point: block.points[chosen]

    implicitHeight: beside ? Math.max(frame.height, card.height) : frame.height + Theme.u(24) + (card.visible ? card.height : 0)

    PackPicture {
        id: frame

        height: width / root.ratio
        picture: root.block.picture
        width: root.frameWidth

        CornerTag {
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            picture: root.block.picture
        }

        Repeater {
            model: Theme.large ? [] : root.block.points

            Touchable {
                id: place

                required property int index
                required property var modelData
                readonly property bool current: index === root.chosen

                Accessible.checkable: true
                Accessible.checked: current
                height: width
                identifier: "point:" + index
                name: Words.of(modelData.title)
                width: Theme.u(88)
                x: Math.max(0, Math.min(frame.width - width, frame.width * modelData.x - width / 2))
                y: Math.max(0, Math.min(frame.height - height, frame.height * modelData.y - height / 2))

                onActivated: root.chosen = index

                // A numeral is read on a solid ground.
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

                    Copy {
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

    Item {
        id: card

        height: root.beside ? Math.max(frame.height, words.height + steps.height + Theme.u(24)) : Math.max(words.height, steps.height)
        visible: !Theme.large
        width: root.width - x
        x: root.beside ? frame.width + Theme.u(48) : 0
        y: root.beside ? 0 : frame.height + Theme.u(24)

        Rectangle {
            color: root.accent.colour
            height: Theme.line(3)
            visible: root.beside
            width: parent.width
        }

        Column {
            id: words

            spacing: Theme.u(12)
            width: parent.width
            y: root.beside ? Theme.u(28) : 0

            Copy {
                color: root.accent.colour
                face: "hand"
                font.pixelSize: Theme.t(root.beside ? 72 : 48)
                lineHeight: 1
                lineHeightMode: Text.ProportionalHeight
                text: Words.numeral(root.chosen)
                visible: root.beside
            }

            Copy {
                Accessible.role: Accessible.Heading
                font.pixelSize: Theme.t(44)
                lineHeight: Theme.t(60)
                role: "h3"
                text: (root.beside ? "" : Words.numeral(root.chosen) + "  ") + Words.of(root.point.title)
                width: parent.width - (root.beside ? 0 : steps.width + Theme.u(32))
            }

            Copy {
                text: Words.of(root.point.text)
                visible: text !== ""
                width: parent.width
            }
        }

        Row {
            id: steps

            x: root.beside ? 0 : parent.width - width
            y: root.beside ? parent.height - height : 0
            spacing: Theme.u(24)

            RingButton {
                icon: "left"
                identifier: "point:previous"
                name: Words.say("point-previous")
                usable: root.chosen > 0

                onActivated: root.chosen -= 1
            }

            Copy {
                anchors.verticalCenter: parent.verticalCenter
                role: "label"
                text: Words.fill("page-of", {
                    number: root.chosen + 1,
                    count: root.block.points.length
                })
                wrapMode: Text.NoWrap
            }

            RingButton {
                icon: "right"
                identifier: "point:next"
                name: Words.say("point-next")
                usable: root.chosen < root.block.points.length - 1

                onActivated: root.chosen += 1
            }
        }
    }
}
