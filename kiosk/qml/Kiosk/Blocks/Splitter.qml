pragma Singleton

import QtQuick
import Kiosk.Theme

// In large text a drawing has no room for its words: the block is split into several others by its BlockPieces.
QtObject {
    id: root

    readonly property BlockPieces whole: BlockPieces {}
    // By kind of block.
    readonly property var made: ({})

    // Whether a column has room for drawings with text of the largest size.
    function draws(width: real): bool {
        return !Theme.large || width >= Theme.t(600);
    }

    // `broken`: no part holds the block whole.
    function pieces(block: var, language: string, width: real, broken: bool): var {
        return root.piecesOf(block)?.of(block, language, width, broken) ?? [block];
    }

    // The entry of a block that a row shows: see BlockPieces.
    function entryOf(block: var, row: var): int {
        return root.piecesOf(block)?.entryOf(block, row) ?? -1;
    }

    // Null while the engine shuts down.
    function piecesOf(block: var): BlockPieces {
        if (!block.traits?.inPieces)
            return root.whole;
        if (!(block.kind in root.made))
            root.made[block.kind] = Qt.createComponent(BlockFiles.of(block.kind, "Pieces"), root).createObject(root);
        return root.made[block.kind];
    }

    // The title or note of a block, as a text block.
    function titled(title: var, language: string): var {
        return root.plainText(title?.[language] ?? "", language);
    }

    // The title of what follows, which it shares a part with where it can.
    function heading(title: var, language: string): var {
        return root.titled(title, language).map(text => Object.assign(text, {
                leads: true
            }));
    }

    // Plain text without markup as a text block; none if empty.
    function plainText(words: string, language: string): var {
        return words === "" ? [] : [
            {
                kind: "text",
                traits: {
                    wordy: true
                },
                text: {
                    [language]: Words.escaped(words)
                }
            }
        ];
    }
}
