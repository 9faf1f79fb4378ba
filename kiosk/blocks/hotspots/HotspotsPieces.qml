import QtQuick
import Kiosk.Blocks
import Kiosk.Theme

// In the largest text, or where no part holds it whole: the picture alone, then its description, then the text of each point.
BlockPieces {
    id: root

    function of(block: var, language: string, width: real, broken: bool): var {
        if (!Theme.large && !broken)
            return [block];
        const caption = Splitter.titled(block.picture.caption, language);
        const credit = Splitter.titled(block.picture.credit, language);
        // The credit shares a part with the caption, where it can.
        return [broken ? Object.assign({}, block, {
                bare: true
            }) : block, ...(credit.length > 0 ? Splitter.heading(block.picture.caption, language) : caption), ...credit,
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
