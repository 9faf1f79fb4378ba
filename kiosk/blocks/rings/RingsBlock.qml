pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// Concentric levels. A touch on a ring, or on its name beside the drawing, lights it and shows its text.
Item {
    id: root

    required property var block
    required property var accent
    property int density: 0
    property real fill: 0
    property int chosen: 0
    readonly property int count: block.levels.length
    // Radius of the centre as a share of a ring's width, which is at least 73 units: 20 mm on a 24-inch screen.
    readonly property real middle: 0.5 + 0.1 * Math.max(0, 5 - count)
    readonly property real least: 146 * (count - 1 + middle)
    readonly property real wanted: Theme.u(density > 1 ? least : Math.max(least, density <= 0 && width > Theme.u(1150) ? 560 : 460))
    readonly property real gap: Theme.u(64)
    // A higher page has a larger drawing, as long as the text keeps its width beside it.
    readonly property real largest: density <= 0 ? Math.max(wanted, Math.min(width * 0.52, width - gap - Math.max(Theme.t(540), name))) : wanted
    readonly property real side: Math.max(wanted, under ? Math.min(width, fill - 2 * Theme.u(28) - names.height - description.height) : Math.min(largest, fill))
    readonly property real rest: width - largest - gap
    // Otherwise the text goes below the drawing and the names; so do the names if a word is too long for the remaining width.
    readonly property bool beside: rest > Theme.t(520) && !under
    // A Chinese name breaks anywhere, but needs more than a character a line.
    readonly property real name: Math.max(Theme.ring, Theme.u(Growth.size(density, 72, 84, 96))) + Theme.u(20) + Math.max(widestWord.width, 5 * widestWord.font.pixelSize)
    readonly property bool under: rest < name
    readonly property real room: under ? width : rest
    readonly property real descriptionTop: (beside ? names.height : Math.max(side, names.y + names.height)) + Theme.u(28)

    signal followed(string panel, string page)

    implicitHeight: Math.max(side, description.y + description.height)

    WidestWord {
        id: widestWord

        size: Growth.size(root.density, 34, 44, 54)
        texts: root.block.levels.map(level => level.title)
    }

    RingsDrawing {
        id: drawing

        accent: root.accent
        chosen: root.chosen
        count: root.count
        height: width
        middle: root.middle
        width: root.side
        x: root.under ? (root.width - width) / 2 : 0

        onTouched: level => root.chosen = level
    }

    onChosenChanged: {
        const level = root.block.levels[root.chosen];
        announcer.say(Words.sentences([Words.of(level.title), Words.of(level.text)]));
    }

    Announcer {
        id: announcer
    }

    Grid {
        id: names

        columnSpacing: Theme.u(24)
        columns: root.room > 2 * root.name + columnSpacing && (root.under || (root.count > 3 && root.rest > Theme.t(720))) ? 2 : 1
        rowSpacing: Theme.u(12)
        x: root.under ? 0 : root.side + root.gap
        y: root.under ? root.side + Theme.u(28) : 0

        Repeater {
            model: root.block.levels

            LevelName {
                required property int index
                required property var modelData

                current: index === root.chosen
                density: root.density
                number: index
                pressing: drawing.pressed === index
                width: (root.room - names.columnSpacing * (names.columns - 1)) / names.columns
                words: Words.of(modelData.title)

                onActivated: root.chosen = index
            }
        }
    }

    // As high as the longest text, so that nothing moves when the selection changes.
    Item {
        id: description

        height: descriptions.highest
        width: root.beside ? root.rest : root.width
        x: root.beside ? names.x : 0
        y: root.descriptionTop

        Rectangle {
            color: root.accent.colour
            height: Theme.line(3)
            width: parent.width
        }

        Repeater {
            id: descriptions

            readonly property real highest: {
                let most = 0;
                for (let i = 0; i < count; i++)
                    most = Math.max(most, (itemAt(i)?.y ?? 0) + (itemAt(i)?.height ?? 0));
                return most;
            }

            model: root.block.levels

            Column {
                id: entry

                required property int index
                required property var modelData

                spacing: Theme.u(12)
                visible: index === root.chosen
                width: description.width
                y: Theme.u(20)

                Label {
                    font.pixelSize: Theme.t(Growth.size(root.density, 34, 44, 54))
                    lineHeight: Theme.t(Growth.size(root.density, 58, 70, 84))
                    text: Words.of(entry.modelData.text)
                    visible: text !== ""
                    width: parent.width
                }

                Repeater {
                    model: entry.modelData.link ? [entry.modelData.link] : []

                    LinkButton {
                        required property var modelData

                        block: modelData
                        density: root.density
                        width: entry.width

                        onFollowed: (panel, page) => root.followed(panel, page)
                    }
                }
            }
        }
    }
}
