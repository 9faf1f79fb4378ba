import QtQuick
import Kiosk.Blocks
import Kiosk.Theme

// A match in pieces: its question and a board of a few pictures; in the largest text, and longer content, as two lists, and each
// pair by itself.
BlockPieces {
    id: root

    function of(block: var, language: string, width: real): var {
        const piece = (name, more) => Object.assign({}, block, {
                piece: name
            }, more);
        const question = piece("question", {
            leads: true
        });
        if (!Theme.large && block.signs.length <= 4 && block.signs.every(sign => sign.picture))
            return [question, piece("board")];
        const lists = ["signs", "answers"].map(side => piece(side, {
                rows: block[side]
            }));
        const reasons = block.reasons.map((reason, pair) => piece("reason", {
                first: pair
            })).filter((_, pair) => block.reasons[pair]);
        return [question, ...lists, piece("told"), ...reasons];
    }

    function entryOf(block: var, row: var): int {
        const piece = row.pieces[row.pieces.length - 1];
        return piece.piece === "reason" ? piece.first : piece.rows?.[row.at]?.pair ?? -1;
    }
}
