pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The answers to a question, one key each, sharing the available height. Two columns if all answers are short and their number
// is even, unless the text is larger or the page full.
Grid {
    id: root

    required property var block
    // Result of each answer: {chosen, verdict, words, share, count}.
    required property var came
    required property bool open
    // The longest result that a key shows at its right.
    required property string longest
    property int density: 0
    property real fill: 0
    readonly property int count: block.answers.length
    readonly property real least: (width - columnSpacing) / 2
    readonly property var keys: Array.from(children).map(child => child as Answer).filter(key => key !== null)
    readonly property var naturals: keys.reduce((rows, key, at) => {
        rows[Math.floor(at / columns)] = Math.max(rows[Math.floor(at / columns)] ?? 0, key.implicitHeight);
        return rows;
    }, [])
    readonly property real shared: fill > 0 && naturals.length > 0 ? Math.min(Theme.u(Growth.size(density, 160, 184, 220)), Growth.level(naturals, fill - rowSpacing * (naturals.length - 1))) : 0

    signal activated(int number)

    function widthOf(words: string): real {
        return metrics.font.pixelSize > 0 ? metrics.advanceWidth(words) * 1.05 : 0;
    }

    columnSpacing: Theme.u(16)
    columns: count > 2 && (Theme.enlarged || density > 0 || count % 2 === 0) && width >= Theme.u(900) && block.answers.every(answer => widthOf(Words.of(answer)) + Theme.u(Growth.size(density, 150, 190, 220)) + room.advanceWidth <= least) ? 2 : 1
    rowSpacing: Theme.u(Growth.size(density, 10, 12, 16))

    FontMetrics {
        id: metrics

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(Growth.size(root.density, 36, 46, 60))
    }

    TextMetrics {
        id: room

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(Growth.size(root.density, 32, 38, 48))
        text: root.longest
    }

    Repeater {
        model: Slices.of(root.block.answers, root.block)

        Answer {
            required property var modelData
            readonly property int number: Slices.start(root.block) + index
            readonly property var outcome: root.came[number] ?? null

            chosen: outcome?.chosen ?? false
            count: outcome?.count ?? ""
            density: root.density
            height: Math.max(root.naturals[Math.floor(index / root.columns)] ?? implicitHeight, root.shared)
            letter: number
            open: root.open
            // In the largest text there is no width to reserve.
            reserve: Theme.large ? 0 : room.advanceWidth
            share: outcome?.share ?? -1
            verdict: outcome?.verdict ?? ""
            verdictWords: outcome?.words ?? ""
            width: (root.width - root.columnSpacing * (root.columns - 1)) / root.columns
            words: Words.of(modelData)

            onActivated: root.activated(number)
        }
    }
}
