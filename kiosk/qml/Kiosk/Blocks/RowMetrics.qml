pragma Singleton

import QtQuick
import Kiosk.Parts
import Kiosk.View

// How high the rows of a block are, as it stands on the screen: what the composer divides.
QtObject {
    id: root

    // The item whose children are a block's entries, where they stand in rows.
    function cellsOf(item: Item): Item {
        return (item as FiguresBlock) ?? (item as CardsBlock) ?? (item as SourcesBlock) ?? (item as Ledger)?.cells ?? (item as ChartBlock)?.cells ?? (item as QuizBlock)?.cells ?? (item as PollBlock)?.cells ?? null;
    }

    // Columns and the like lay themselves out with the next frame: who asks for their height before would read an old one.
    function layOut(item: Item) {
        for (const child of Array.from(item?.children ?? []))
            root.layOut(child);
        (item as FiguresBlock)?.settle();
        (item as Column)?.forceLayout();
        (item as Row)?.forceLayout();
        (item as Grid)?.forceLayout();
        (item as Flow)?.forceLayout();
    }

    // A block as it stands in its slot: {rows, counts, gap, head, foot, rests, running}, in px. `room` is how high a further part may be.
    function measure(slot: Item, kind: string, item: Item, room: real): var {
        root.layOut(item);
        const cells = root.cellsOf(item);
        const rows = [];
        for (const cell of Array.from(cells?.children ?? [])) {
            const row = rows[rows.length - 1];
            if (!cell.visible && cell.height === 0 || cell.width === 0 || cell.objectName === "foot")
                continue;
            if (row && Math.abs(row.y - cell.y) < 1) {
                row.height = Math.max(row.height, cell.height);
                row.count += 1;
            } else
                rows.push({
                    y: cell.y,
                    height: cell.height,
                    count: 1
                });
        }
        if (rows.length === 0)
            return root.measureRunning(slot, (item as TextBlock) ?? (item as VoiceBlock)?.running ?? null);
        const last = rows[rows.length - 1];
        const top = cells.mapToItem(slot, 0, 0).y;
        const found = {
            rows: rows.map(row => row.height),
            counts: rows.map(row => row.count),
            gap: rows.length > 1 ? Math.max(0, rows[1].y - rows[0].y - rows[0].height) : 0,
            head: Math.max(0, top + rows[0].y),
            foot: Math.max(0, slot.height - top - last.y - last.height),
            rests: [],
            running: null
        };
        return ["poll", "quiz"].includes(kind) ? root.apart(found, room) : found;
    }

    // What stands above the entries is a row of its own, since it may be as high as they are. What stands below keeps company with the
    // last of them where a part has room for both.
    function apart(block: var, room: real): var {
        const above = block.head > block.gap ? [block.head - block.gap] : [];
        const last = block.rows.length - 1;
        const together = block.rows[last] + block.foot <= room;
        const below = together || block.foot <= block.gap ? [] : [block.foot - block.gap];
        return Object.assign({}, block, {
            rows: [...above, ...block.rows, ...below],
            counts: [...above.map(() => 0), ...block.counts, ...below.map(() => 0)],
            head: 0,
            foot: together ? block.foot : 0
        });
    }

    // One row, with what lies above and below its words if they can be broken.
    function measureRunning(slot: Item, text: Copy): var {
        const broken = (text?.lineCount ?? 0) > 1;
        const top = broken ? text.mapToItem(slot, 0, 0).y : 0;
        return {
            rows: [broken ? text.height : slot.height],
            counts: [1],
            gap: 0,
            head: top,
            foot: broken ? Math.max(0, slot.height - top - text.height) : 0,
            rests: [],
            running: broken ? {
                words: text.text,
                font: text.font,
                width: text.width,
                line: text.lineHeight,
                cuts: []
            } : null
        };
    }

    // A block of running words in rows of a line each, whose entries are their signs.
    function inLines(block: var, composer: Composer): var {
        if (!block.running || block.rows.length > 1 && block.running.cuts.length === 0)
            return block;
        const ends = composer.lines(block.running.words, block.running.font, block.running.width, block.running.cuts);
        return Object.assign({}, block, {
            rows: ends.map(() => block.running.line),
            counts: ends.map((end, at) => end - (ends[at - 1] ?? 0)),
            rests: block.running.cuts.map(cut => ends.indexOf(cut))
        });
    }

    function heightOf(block: var): real {
        return block.head + block.foot + block.rows.reduce((sum, height) => sum + height, block.gap * (block.rows.length - 1));
    }

    // How high what cannot be divided of a block's beginning is.
    function leastOf(block: var): real {
        return block.head + (block.running && block.rows.length === 1 ? block.running.line : block.rows[0]);
    }
}
