pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// 乳钉: rows of studs, one stud per person. Counted ones are gold; if the total is approximate, the last stud is dashed.
// The numbers are below the studs.
Column {
    id: root

    required property var block
    required property var accent
    property int density: 0
    property real fill: 0
    property string date
    // Twelve a row, as far as they fit; with room to spare, rows are about equal in length.
    readonly property int most: whole.value > 120 ? 30 : whole.value > 60 ? 20 : 12
    readonly property int number: Math.min(240, Math.round(whole.value))
    readonly property int least: Math.ceil(number / most)
    // With room to spare, the number of rows that makes the studs largest.
    readonly property int rows: {
        let best = least;
        for (let more = least; density < 0 && fill > 0 && more <= Math.ceil(number / 4); more++) {
            if (pitchIn(more) > pitchIn(best) + 1)
                best = more;
        }
        return best;
    }
    readonly property int across: density < 0 ? Math.max(4, Math.ceil(number / rows)) : most
    readonly property var counted: block.series[0]
    readonly property var whole: block.series[block.series.length - 1]
    readonly property bool about: Words.of(whole.before) !== ""
    // Index of the stud with a dashed outline; -1 is none.
    readonly property int dashed: about && number === Math.round(whole.value) && number > counted.value ? number - 1 : -1

    // Distance between studs, in px, that fill this many rows.
    function pitchIn(rows: int): real {
        return Math.min(Theme.u(220), (fill - spacing - numbers.height) / rows, width / (Math.max(4, Math.ceil(number / rows)) - 0.32));
    }

    // Path of an arc around the centre of a stud, through angles in degrees, clockwise from the right.
    function arc(index: int, radius: real, angles: var): string {
        const x = index % root.across * root.apart + root.stud / 2;
        const y = (Math.floor(index / root.across) + 0.5) * root.pitch;
        const points = angles.map(angle => [x + radius * Math.cos(angle * Math.PI / 180), y + radius * Math.sin(angle * Math.PI / 180)].map(at => at.toFixed(2)).join(" "));
        return "M " + points[0] + points.slice(1).map(point => ` A ${radius.toFixed(2)} ${radius.toFixed(2)} 0 0 1 ${point}`).join("");
    }

    readonly property real shared: fill > 0 ? Math.min(Theme.u(220), (fill - spacing - numbers.height) / rows) : 0
    readonly property real pitch: Math.min(Math.max(shared, Theme.u(density > 1 && Theme.large ? 42 : density > 0 ? 62 : width > Theme.u(1300) ? 108 : 80)), width / (across - 0.32))
    // Rows use the full width as long as they still read as rows.
    readonly property real apart: fill > 0 ? Math.min(pitch * 1.36, width / (across - 0.32)) : pitch
    readonly property real stud: pitch * 0.68
    // So many numbers side by side that no word of their labels breaks.
    readonly property int abreast: Theme.large && width < Theme.t(600) ? 1 : [1, 2, 4].map(rows => Math.ceil(block.series.length / rows)).find(abreast => widestWord.width <= width / abreast - Theme.u(24)) ?? 1

    spacing: Theme.u(16)

    Item {
        height: studs.height
        width: studs.width

        Grid {
            id: studs

            Accessible.ignored: true
            columns: root.across

            Repeater {
                model: root.number

                Item {
                    id: place

                    required property int index
                    readonly property bool gold: index < root.counted.value

                    height: root.pitch
                    width: root.apart

                    Rectangle {
                        border.color: Theme.muted
                        border.width: place.gold || place.index === root.dashed ? 0 : Theme.line(3)
                        color: place.gold ? Theme.gold : "transparent"
                        height: width
                        radius: width / 2
                        width: root.stud
                        y: (root.pitch - height) / 2
                    }
                }
            }
        }

        // What is drawn on some studs is one shape for all: a page of many studs is created in one frame.
        Shape {
            height: studs.height
            width: studs.width

            ShapePath {
                capStyle: ShapePath.RoundCap
                fillColor: "transparent"
                strokeColor: "#FFF6D8"
                strokeWidth: Math.max(Theme.line(3.5), root.stud * 0.05)

                PathSvg {
                    path: Array.from({
                        length: Math.min(root.number, Math.ceil(root.counted.value))
                    }, (_, index) => root.arc(index, root.stud * 0.33, [205, 300])).join(" ")
                }
            }

            ShapePath {
                dashPattern: [1.7, 2.3]
                fillColor: "transparent"
                strokeColor: Theme.muted
                strokeStyle: ShapePath.DashLine
                strokeWidth: Theme.line(3)

                PathSvg {
                    path: root.dashed < 0 ? "" : root.arc(root.dashed, root.stud / 2 - 2, [0, 180, 360])
                }
            }
        }
    }

    WidestWord {
        id: widestWord

        size: Growth.size(root.density, 28, 36, 44)
        texts: root.block.series.map(entry => entry.label)
    }

    Grid {
        id: numbers

        readonly property var entries: Array.from(children).map(child => child as Entry).filter(entry => entry !== null)
        // A label goes below its number where it would otherwise have to break a word.
        readonly property bool under: entries.some(entry => widestWord.width > entry.room - entry.beside)
        readonly property real highest: entries.reduce((most, entry) => Math.max(most, entry.natural), 0)

        columns: root.abreast

        Repeater {
            model: root.block.series

            Entry {}
        }
    }

    component Entry: Item {
        id: entry

        required property int index
        required property var modelData
        readonly property real room: root.width / root.abreast - (root.abreast > 1 ? Theme.u(24) : 0)
        readonly property real beside: Math.min(figure.natural, room * 0.5) + Theme.u(16)
        readonly property real margin: Theme.u(Growth.size(root.density, 12, 18, 24))
        readonly property real natural: numbers.under ? figure.height + label.height + margin : Math.max(figure.height, label.height + margin)

        Accessible.ignored: !visible || !enabled
        Accessible.name: Words.joined([figure.before, figure.typed, " ", label.text, " ", root.date], Words.language)
        Accessible.role: Accessible.StaticText
        height: numbers.highest
        width: root.width / root.abreast

        FigureValue {
            id: figure

            color: entry.index === 0 ? Theme.gold : Theme.text
            figure: ({
                    value: {
                        [Words.language]: Words.figure(entry.modelData.digits, Words.language)
                    },
                    before: entry.modelData.before,
                    unit: null
                })
            word: label.font.pixelSize
            size: Theme.large ? 90 : Growth.size(root.density, 120, 160, 200)
            width: Math.min(natural, numbers.under ? entry.room : entry.room * 0.5)
            y: numbers.under ? 0 : entry.height - height
        }

        Label {
            id: label

            Accessible.ignored: true
            font.pixelSize: Theme.t(Growth.size(root.density, 28, 36, 44))
            lineHeight: Theme.t(Growth.size(root.density, 38, 48, 58))
            role: "floor"
            text: Words.kept(Words.joined([Words.of(entry.modelData.unit), Words.of(entry.modelData.label)], Words.language))
            width: entry.room - x
            x: numbers.under ? 0 : entry.beside
            y: numbers.under ? figure.height : entry.height - height - entry.margin
        }
    }
}
