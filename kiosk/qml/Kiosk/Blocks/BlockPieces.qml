import QtQuick

// What a block is told in where text is enlarged, and which of its entries a row of that is. A block that does not stand
// as it is then has `in_pieces` among its traits, and a file of this kind beside its own: ChartPieces.qml.
QtObject {
    // The blocks that tell it in a column `width` px wide, one under another.
    function of(block: var, language: string, width: real): var {
        return [block];
    }

    // Which entry of the block a row belongs to, from 0; -1 where it is none. `row` is the entry `at` of the `of` that the
    // last of `pieces` has.
    function entryOf(block: var, row: var): int {
        return block.traits?.entries ? row.at : -1;
    }
}
