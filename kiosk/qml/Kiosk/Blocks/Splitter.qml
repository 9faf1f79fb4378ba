pragma Singleton

import QtQuick
import Kiosk.Theme

// In large text a drawing has no room for its words: the block is told in several of other kinds, as its BlockPieces says.
QtObject {
    id: root

    readonly property BlockPieces whole: BlockPieces {}
    // By the kind of block.
    readonly property var made: ({})

    // Whether a column holds drawings with words of the largest size in them.
    function draws(width: real): bool {
        return !Theme.large || width >= Theme.t(600);
    }

    function pieces(block: var, language: string, width: real): var {
        return root.piecesOf(block)?.of(block, language, width) ?? [block];
    }

    // Which entry of a block a row belongs to, whatever it is told in: see BlockPieces.
    function entryOf(block: var, row: var): int {
        return root.piecesOf(block)?.entryOf(block, row) ?? -1;
    }

    // None is left while the engine ends.
    function piecesOf(block: var): BlockPieces {
        if (!block.traits?.inPieces)
            return root.whole;
        if (!(block.kind in root.made))
            root.made[block.kind] = Qt.createComponent(BlockFiles.of(block.kind, "Pieces"), root).createObject(root);
        return root.made[block.kind];
    }

    // The title of a block, or its note, as a text of its own.
    function titled(title: var, language: string): var {
        return root.plainText(title?.[language] ?? "", language);
    }

    // Words that are no markup as a text block; none where there are none.
    function plainText(words: string, language: string): var {
        return words === "" ? [] : [
            {
                kind: "text",
                text: {
                    [language]: Words.escaped(words)
                }
            }
        ];
    }
}
