import QtQuick
import Kiosk.Blocks
import Kiosk.Theme

// In enlarged text a long label is a text of its own above the code, and a long address one below it: both may continue in the
// next part, and the code is whole.
BlockPieces {
    id: root

    readonly property int longAddress: 80

    // Lines of text in a column, estimated: Han are as wide as high, other characters about half.
    function linesOf(words: string, size: real, width: real): real {
        const wide = words.replace(/[^\u2e80-\uffef]/g, "").length;
        return (wide + (words.length - wide) * 0.52) * Theme.t(size) / Math.max(1, width);
    }

    function of(block: var, language: string, width: real, broken: bool): var {
        const pieces = block.codes.map(code => root.ofCode(block, code, language, width));
        return !Theme.enlarged || pieces.every(some => some.length === 1) ? [block] : pieces.reduce((all, some) => all.concat(some), []);
    }

    function ofCode(block: var, code: var, language: string, width: real): var {
        const label = code.label?.[language] ?? "";
        const address = code.url.replace(/^https?:\/\//, "");
        const beside = width > Theme.u(260) + Theme.t(360);
        const column = beside ? width - Theme.u(300) : width;
        const apart = Theme.large && code.url.length > root.longAddress || root.linesOf(address, 32, column) * Theme.textScale > 4;
        const alone = root.linesOf(label, 34, column) * Theme.textScale > (beside ? 8 : 12);
        return [...(alone ? Splitter.plainText(label, language) : []), Object.assign({}, block, {
                codes: [Object.assign({}, code, {
                        apart: apart,
                        alone: alone
                    })]
            }), ...(apart ? Splitter.plainText(address, language) : [])];
    }

    // The code that a row shows, or the text above or below it.
    function entryOf(block: var, row: var): int {
        const kinds = row.pieces.map(piece => piece.kind);
        const last = row.pieces[row.pieces.length - 1];
        return last.kind === "qr" && last.codes.length > 1 ? row.at : Math.max(0, kinds.filter(kind => kind === "qr").length - 1);
    }
}
