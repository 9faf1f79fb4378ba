import QtQuick

// The blocks that replace a block in enlarged text, and if no part holds it, and the entry that each of their rows
// shows. A block that needs this has `in_pieces` among its traits, and a file of this kind beside its own: ChartPieces.qml.
QtObject {
    // The replacing blocks, top to bottom, for a column `width` px wide. `broken`: no part holds the block whole.
    function of(block: var, language: string, width: real, broken: bool): var {
        return [block];
    }

    // The entry of the block that a row shows, from 0; -1 if none. `row` is entry `at` of the `of` entries in the last of
    // `pieces`.
    function entryOf(block: var, row: var): int {
        return block.traits?.entries || block.traits?.joins ? row.at : -1;
    }
}
