import QtQuick
import Kiosk.Blocks
import Kiosk.Theme

// In a column too narrow for the drawing, a chart becomes its numbers.
BlockPieces {
    id: root

    function of(block: var, language: string, width: real): var {
        if (Theme.large ? Splitter.draws(width) : block.form !== "studs" || width >= Theme.t(500))
            return [block];
        const figures = {
            kind: "figures",
            figures: block.series.map(entry => root.figure(entry, block, language))
        };
        return [...Splitter.heading(block.title, language), figures, ...root.compared(block, language), ...Splitter.titled(block.note, language)];
    }

    function entryOf(block: var, row: var): int {
        const hasFigures = row.pieces[row.pieces.length - 1].kind === "figures";
        return hasFigures || row.of === block.series.length ? row.at : -1;
    }

    // The start and end of a cut: in the largest text no bar shows them.
    function compared(block: var, language: string): var {
        const ends = [block.end?.[language] ?? "", block.start?.[language] ?? ""];
        return block.form !== "cut" || ends.includes("") ? [] : Splitter.plainText(ends.join(" → "), language);
    }

    function figure(entry: var, block: var, language: string): var {
        return {
            value: {
                [language]: Words.figure(entry.digits, language)
            },
            before: entry.before,
            unit: entry.unit,
            label: entry.label,
            year: block.year,
            reported: block.reported
        };
    }
}
