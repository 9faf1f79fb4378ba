import QtQuick
import Kiosk.Blocks
import Kiosk.Theme

// A match in pieces: its question and a board of a few pictures; longer content as two lists, and each pair by itself.
BlockPieces {
    id: root

    readonly property FontMetrics metrics: FontMetrics {
        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(34)
    }

    function of(block: var, language: string, width: real): var {
        const piece = (name, more) => Object.assign({}, block, {
                piece: name
            }, more);
        if (Splitter.draws(width) && block.signs.length <= 4 && block.signs.every(sign => sign.picture) && root.abreast(block.answers, language, width))
            return ["question", "board"].map(name => piece(name));
        const lists = ["signs", "answers"].map(side => piece(side, {
                rows: block[side]
            }));
        const reasons = block.reasons.map((reason, pair) => piece("reason", {
                first: pair
            })).filter((_, pair) => block.reasons[pair]);
        return [piece("question"), ...lists, piece("told"), ...reasons];
    }

    function entryOf(block: var, row: var): int {
        const piece = row.pieces[row.pieces.length - 1];
        return piece.piece === "reason" ? piece.first : piece.rows?.[row.at]?.pair ?? -1;
    }

    // Whether answers fit side by side, each on one line. Only in the largest text they may not.
    function abreast(answers: var, language: string, width: real): bool {
        return !Theme.large || answers.every(answer => root.metrics.advanceWidth(answer.words[language] ?? "") * 1.05 + Theme.u(48) <= width / answers.length);
    }
}
