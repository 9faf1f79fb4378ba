import QtQuick
import Kiosk.Blocks

// Levels as text, each with the link to its page.
BlockPieces {
    id: root

    function of(block: var, language: string, width: real): var {
        return block.levels.reduce((all, level) => all.concat([
                {
                    kind: "steps",
                    steps: [
                        {
                            title: level.title,
                            text: level.text
                        }
                    ]
                }
            ], level.link ? [
                {
                    kind: "link",
                    links: [level.link]
                }
            ] : []), []);
    }

    function entryOf(block: var, row: var): int {
        return row.pieces.filter(piece => piece.kind === "steps").length - 1;
    }
}
