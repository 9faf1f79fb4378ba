pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Theme
import Kiosk.View

// Divides the rows of a page's blocks, as measured, into parts: what kiosk/session/page_composer.py decides by heights, with the
// title of the page and the sentences of its text.
QtObject {
    id: root

    required property Composer composer
    // Of the page: its height, and the height above the blocks, in px: on the first part, there with a small title, and on later parts.
    required property real height
    required property real firstTop
    required property real briefTop
    required property real laterTop
    // Between two blocks, in px.
    required property real gap
    // The blocks are at their tightest.
    required property bool densest
    // The blocks as last measured: see RowMetrics. `counts` is the number of entries in each row; `rests` are the
    // rows after which a break is preferred; `running`, for a block whose text breaks between lines, is its layout: {words, font,
    // width, line, cuts}, where `cuts` are the character offsets before which a part must end.
    property var measured: []
    // The first part has its title as small as later parts: without that its first row does not fit below, or with it everything does.
    property bool brief: false
    // A block that cannot be divided is higher than the screen.
    readonly property bool overfull: measured.some(block => exceeds(block))
    // Cost, in the composer's units, of a one-line title that saves no part.
    readonly property real titleCost: 0.05

    // Assigns rows to parts. Most pages have one part and need no call into Python, so a finger can move meanwhile.
    function compose(): var {
        const heights = root.measured.map(RowMetrics.heightOf);
        const height = heights.reduce((sum, height) => sum + height, 0) + root.gap * (heights.length - 1);
        const shorter = root.briefTop < root.firstTop;
        const curt = shorter && root.densest;
        root.brief = shorter && ((Theme.enlarged || curt) && RowMetrics.leastOf(root.measured[0]) > root.height - root.firstTop + 1 || curt && height > root.height - root.firstTop + 1 && height <= root.height - root.briefTop + 1);
        if (height <= root.roomOf(0) + 1)
            return root.measured.map((block, at) => ({
                        block: at,
                        first: 0,
                        last: block.rows.length,
                        part: 0
                    }));
        root.measured = root.measured.map(block => (block.running?.cuts.length ?? 0) > 0 ? block : RowMetrics.inLines(block, root.composer));
        let found = root.divide(root.measured);
        if (curt && !root.brief) {
            root.brief = true;
            const other = root.divide(root.measured);
            const fewer = root.partsOf(found.slices) - root.partsOf(other.slices);
            // At 100 % a page keeps its full title, unless that costs a part.
            root.brief = fewer > 0 || Theme.enlarged && fewer === 0 && other.cost + root.titleCost < found.cost;
            found = root.brief ? other : found;
        }
        return root.atRest(found.slices);
    }

    // {slices, cost} from the composer.
    function divide(blocks: var): var {
        return root.composer.compose(blocks, root.roomOf(0), root.roomOf(1), root.gap);
    }

    // Breaks text between parts after a sentence, or else a clause, if that costs no further part.
    function atRest(slices: var): var {
        if (root.measured.some(block => (block.running?.cuts.length ?? 0) > 0))
            return slices;
        const seen = {};
        let found = slices;
        for (let next = found[0]; next; next = found.find(slice => root.tears(slice) && !seen[[slice.block, slice.last]])) {
            seen[[next.block, next.last]] = true;
            if (!root.tears(next))
                continue;
            const kept = root.measured;
            root.measured = kept.map((block, number) => number === next.block ? root.cutAt(block, number, next) : block);
            const others = root.divide(root.measured).slices;
            if (root.partsOf(others) > root.partsOf(found))
                root.measured = kept;
            else
                found = others;
        }
        return found;
    }

    // Whether a part ends within the text of a slice.
    function tears(slice: var): bool {
        const block = root.measured[slice.block];
        return block.running !== null && slice.last < block.rows.length;
    }

    // Running text in lines, one of which ends at a better break for the slice.
    function cutAt(block: var, number: int, slice: var): var {
        const ends = block.counts.map((_, row) => root.entries(number, row + 1));
        const at = root.composer.rest(block.running.words, ends, slice.first, slice.last);
        return RowMetrics.inLines(Object.assign({}, block, {
            running: Object.assign({}, block.running, {
                cuts: [...block.running.cuts, at].sort((one, other) => one - other)
            })
        }), root.composer);
    }

    // Whether no row is higher than its part.
    function holds(slices: var): bool {
        return slices.every(slice => {
            const block = root.measured[slice.block];
            const above = slice.first === 0 ? block.head : block.counts[slice.first] > 0 ? block.reminder : 0;
            const below = slice.last === block.rows.length ? block.foot : block.closing;
            const rows = block.rows.slice(slice.first, slice.last);
            return above + below + rows.reduce((sum, height) => sum + height, block.gap * (rows.length - 1)) <= root.roomOf(slice.part) + 1;
        });
    }

    // Whether a block has no rows to break between and is higher than the screen.
    function exceeds(block: var): bool {
        return block.rows.length === 1 && !block.running && RowMetrics.heightOf(block) > root.roomOf(0) + 1;
    }

    // Whether a part that begins with this slice has the reminder above it.
    function reminds(slice: var): bool {
        const block = root.measured[slice?.block];
        return Boolean(block) && block.reminder > 0 && block.counts[slice.first] > 0;
    }

    // Number of entries in the first `rows` rows of a block.
    function entries(number: int, rows: int): int {
        return root.measured[number].counts.slice(0, rows).reduce((sum, count) => sum + count, 0);
    }

    // Slices are in the order of their parts.
    function partsOf(slices: var): int {
        return 1 + (slices[slices.length - 1]?.part ?? 0);
    }

    function topOf(part: int): real {
        return part > 0 ? root.laterTop : root.brief ? root.briefTop : root.firstTop;
    }

    // Height for the blocks of a part.
    function roomOf(part: int): real {
        return root.height - root.topOf(part);
    }
}
