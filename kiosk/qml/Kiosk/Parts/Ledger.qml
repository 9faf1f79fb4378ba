pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// Entries on the gold line, a stud each: side by side where they have room, else one under another.
Item {
    id: root

    required property var entries
    // Those that stand in this part of the page; the others have a say in how they stand.
    property var shown: entries
    readonly property alias cells: flow
    property real leastColumn: 220
    readonly property real shared: (width - Theme.gutter * (entries.length - 1)) / entries.length
    readonly property bool across: !Theme.large && entries.length <= 4 && width / entries.length >= Theme.t(leastColumn) && shared >= longest.advanceWidth
    readonly property real column: across ? shared : width - Theme.u(56)
    readonly property bool dated: entries.some(entry => entry.when !== undefined && Words.of(entry.when) !== "")
    readonly property real studs: across && dated ? Theme.t(72) : 0

    implicitHeight: flow.height

    LongestWord {
        id: longest

        size: Theme.style("body").size
        texts: root.entries.map(entry => entry.title)
    }

    PourLine {
        visible: root.across
        width: root.width
        y: root.studs + Theme.u(14)
    }

    Rectangle {
        color: Theme.gold
        height: flow.height - Theme.t(24)
        visible: !root.across
        width: Theme.line(3)
        x: Theme.u(10)
        y: Theme.t(24)
    }

    Grid {
        id: flow

        columnSpacing: Theme.gutter
        columns: root.across ? root.entries.length : 1
        rowSpacing: Theme.t(20)

        Repeater {
            model: root.shown

            Item {
                id: entry

                required property var modelData

                height: words.y + words.height
                width: root.across ? root.column : root.width

                Rectangle {
                    color: Theme.gold
                    height: width
                    radius: width / 2
                    width: Theme.u(22)
                    x: root.across ? Theme.u(1) : 0
                    y: root.across ? root.studs + Theme.u(4) : Theme.t(root.dated ? 32 : 16)
                }

                Column {
                    id: words

                    width: root.column
                    x: root.across ? 0 : Theme.u(56)
                    y: root.across && !root.dated ? Theme.u(46) : 0

                    Copy {
                        color: Theme.gold
                        bottomPadding: root.across ? Theme.t(54) : 0
                        role: "h3"
                        text: entry.modelData.when ? Words.of(entry.modelData.when) : ""
                        visible: text !== ""
                        width: parent.width
                    }

                    HungCopy {
                        hanging: root.across
                        lineHeight: Theme.t(48)
                        words: Words.of(entry.modelData.title)
                        width: parent.width
                    }

                    Copy {
                        color: Theme.muted
                        role: "floor"
                        text: Words.of(entry.modelData.text)
                        visible: text !== ""
                        width: parent.width
                    }
                }
            }
        }
    }
}
