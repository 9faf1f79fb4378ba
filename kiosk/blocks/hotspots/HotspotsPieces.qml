import QtQuick
import Kiosk.Blocks
import Kiosk.Theme

// In the largest text, or where no part holds it whole: the picture alone, then its description, then the text of each point.
BlockPieces {
    id: root

    function of(block: var, language: string, width: real, broken: bool): var {
        return !Theme.large && !broken ? [block] : [broken ? Object.assign({}, block, {
                bare: true
            }) : block, ...Splitter.titled(block.picture.caption, language), ...Splitter.titled(block.picture.credit, language),
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
