pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// Stations on the gold line, left to right, in two rows where one is too narrow. A touch or a step selects a station and shows its text.
Item {
    id: root

    required property var block
    property int density: 0
    property real fill: 0
    property int chosen: 0
    readonly property int count: block.stations.length
    // No word of a title breaks, nor a title of four Chinese characters; titles shrink to the smallest text size at most.
    readonly property real titleSize: Growth.size(density, 32, 40, 48)
    readonly property real smallest: Theme.style("floor").size / titleSize
    readonly property real widestWord: Math.max(widths.widestWord(block.stations.map(station => Words.of(station.unit) + " " + Words.of(station.title))), Words.chinese ? widths.widest(block.stations.map(station => Words.of(station.title).slice(0, 4))) : 0)
    readonly property real least: Math.max(Theme.u(150), widestWord * smallest + gap)
    readonly property real fit: Math.max(smallest, Math.min(1, (column - gap) / Math.max(1, widestWord)))
    readonly property real gap: Theme.u(16)
    readonly property int rows: Math.ceil(count / Math.max(1, Math.min(count, Math.floor(width / least))))
    readonly property int across: Math.ceil(count / rows)
    readonly property real column: width / across
    readonly property real wanted: Theme.u(density > 1 && rows > 1 ? 104 : density > 0 ? 136 : 176)
    // Height of the titles under the rings of each row.
    readonly property var titles: Array.from(line.children).map(child => child as Place).filter(place => place !== null).reduce((rows, place, at) => {
        rows[Math.floor(at / across)] = Math.max(rows[Math.floor(at / across)] ?? 0, place.titleHeight);
        return rows;
    }, [])
    readonly property real shared: (fill - titles.reduce((sum, height) => sum + height, 0) - line.rowSpacing * (rows - 1) - 2 * ruleGap - told.height) / rows
    readonly property real ringSize: Math.round(Math.min(Math.max(wanted, Math.min(Theme.u(320), shared)), column - Theme.u(40)))
    readonly property real leastRing: Math.min(wanted, column - Theme.u(40))
    readonly property real ruleGap: Theme.u(Growth.size(density, 20, 28, 36))
    readonly property string date: Words.dateOf(block, Words.language)

    implicitHeight: told.y + told.height

    TextWidths {
        id: widths

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(root.titleSize)
    }

    Grid {
        id: line

        columns: root.across
        rowSpacing: Theme.u(24)

        Repeater {
            model: root.block.stations

            Place {}
        }
    }

    component Place: Item {
        id: place

        required property int index
        required property var modelData
        readonly property real titleHeight: station.titleHeight
        readonly property bool first: index % root.across === 0
        readonly property bool last: index === root.count - 1
        readonly property real reach: (root.column - root.ringSize) / 2 - Theme.u(10)
        readonly property bool turns: (index + 1) % root.across === 0

        height: station.height
        width: root.column

        // The line from the row above.
        GoldLine {
            visible: place.first && place.index > 0
            width: place.reach
            y: (root.ringSize - height) / 2
        }

        // The line to the next station or to the row below.
        GoldLine {
            id: onwards

            visible: !place.last
            width: place.reach * (place.turns ? 1 : 2)
            x: root.column - place.reach
            y: (root.ringSize - height) / 2
        }

        StrokeIcon {
            height: width
            icon: "right"
            visible: onwards.visible
            width: Theme.u(32)
            x: onwards.x + onwards.width - width * 0.68
            y: (root.ringSize - height) / 2
        }

        StationRing {
            id: station

            current: place.index === root.chosen
            density: root.density
            fit: root.fit
            index: place.index
            leastRing: root.leastRing
            ringSize: root.ringSize
            station: place.modelData
            width: root.column - root.gap
            x: root.gap / 2

            onActivated: root.chosen = place.index
        }
    }

    Rule {
        id: rule

        width: root.width
        y: line.height + root.ruleGap
    }

    // Marks the selected station.
    Rectangle {
        color: Theme.gold
        height: Theme.line(6)
        visible: root.rows === 1
        width: root.ringSize
        x: root.column * (root.chosen + 0.5) - width / 2
        y: rule.y + rule.height - height

        Behavior on x {
            NumberAnimation {
                duration: Theme.move
                easing.bezierCurve: Theme.easing
                easing.type: Easing.BezierSpline
            }
        }
    }

    onChosenChanged: {
        const station = root.block.stations[root.chosen];
        announcer.say(Words.sentences([Words.capital(Words.joined([station.before, station.value, station.unit, station.title].map(part => Words.of(part)), Words.language)), Words.of(station.text)]));
    }

    Announcer {
        id: announcer
    }

    // As high as the longest text, so that nothing moves when the selection changes.
    Item {
        id: told

        height: tellings.highest
        width: root.width
        y: rule.y + root.ruleGap

        Repeater {
            id: tellings

            readonly property real highest: {
                let most = steps.height;
                for (let i = 0; i < count; i++)
                    most = Math.max(most, itemAt(i)?.height ?? 0);
                return most;
            }

            model: root.block.stations

            StationText {
                required property int index
                required property var modelData

                date: root.date
                density: root.density
                headRoom: steps.width + Theme.u(32)
                station: modelData
                unnamed: root.block.unnamed
                visible: index === root.chosen
                width: told.width
            }
        }

        EntrySteps {
            id: steps

            anchors.right: parent.right
            count: root.count
            current: root.chosen
            density: root.density
            what: "station"

            onStepped: to => root.chosen = to
        }
    }
}
