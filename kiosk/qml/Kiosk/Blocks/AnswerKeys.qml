pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The answers to a question, one key each, sharing the available height. Two columns if all answers are short and their number
// is even, unless the text is larger or the page full.
Grid {
    id: root

    required property var block
    // Result of each answer: {chosen, verdict, words, share, count, sign}.
    required property var came
    required property bool open
    // The results that a key may show at its right.
    required property var results
    // Where words have no room, a sign may stand for a result.
    property bool signing: false
    // It does so in one key at least.
    readonly property bool signed: keys.some(key => key.signed)
    readonly property real resultWidth: resultWidths.widest(results)
    // There is no width to reserve: in the largest text, and where a result would take much of a key.
    readonly property bool narrow: Theme.large || signing && resultWidth > 0.3 * (width - columnSpacing * (columns - 1)) / columns
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

    columnSpacing: Theme.u(16)
    columns: count > 2 && (Theme.enlarged || density > 0 || count % 2 === 0) && width >= Theme.u(900) && widths.widest(block.answers.map(answer => Words.of(answer))) * 1.05 + Theme.u(Growth.size(density, 150, 190, 220)) + resultWidth <= least ? 2 : 1
    rowSpacing: Math.max(Theme.joint, Theme.u(Growth.size(density, 10, 12, 16)))

    TextWidths {
        id: widths

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(Growth.size(root.density, 36, 46, 60))
    }

    TextWidths {
        id: resultWidths

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(Growth.size(root.density, 32, 38, 48))
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
            reserve: root.narrow ? 0 : root.resultWidth
            result: root.signing ? root.resultWidth : 0
            share: outcome?.share ?? -1
            sign: outcome?.sign ?? ""
            verdict: outcome?.verdict ?? ""
            verdictWords: outcome?.words ?? ""
            width: (root.width - root.columnSpacing * (root.columns - 1)) / root.columns
            words: Words.of(modelData)

            onActivated: root.activated(number)
        }
    }
}
