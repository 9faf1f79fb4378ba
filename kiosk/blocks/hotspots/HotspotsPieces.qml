import QtQuick
import Kiosk.Blocks
import Kiosk.Theme

// In the largest text: the picture alone, then its description, then the text of each point.
BlockPieces {
    id: root

    function of(block: var, language: string, width: real): var {
        return !Theme.large ? [block] : [block, ...Splitter.titled(block.picture.caption, language), ...Splitter.titled(block.picture.credit, language),
            {
                kind: "steps",
                steps: block.points
            }
        ];
    }

    function entryOf(block: var, row: var): int {
        return row.pieces[row.pieces.length - 1].kind === "steps" ? row.at : -1;
    }
}
