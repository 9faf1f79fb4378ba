pragma Singleton

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// Row heights of a block as laid out on the screen: the input of the composer.
QtObject {
    id: root

    // Forces the layout: positioners run with the next frame, and their heights are stale before.
    function layOut(item: var) {
        for (const child of Array.from(item?.children ?? []))
            root.layOut(child);
        if (item && "remeasure" in item) {
            item.remeasure();
            // What it found may show or hide lines: without this, heights would depend on whether a frame came between.
            for (const child of Array.from(item.children))
                root.layOut(child);
        }
        (item as Column)?.forceLayout();
        (item as Row)?.forceLayout();
        (item as Grid)?.forceLayout();
        (item as Flow)?.forceLayout();
    }

    // Number of text lines, one below another, in an item. At 100 % they are not counted: most pages have one part.
    function linesIn(item: Item): int {
        if (!Theme.enlarged)
            return 0;
        const middles = [];
        root.collect(item, item, middles);
        middles.sort((one, other) => one.y - other.y);
        let last = -Infinity;
        return middles.filter(line => {
            const under = line.y - last > line.height / 2;
            last = under ? line.y : last;
            return under;
        }).length;
    }

    // Collects the centre of each line, whether or not its part is visible.
    function collect(item: Item, within: Item, middles: var) {
        const text = item as Text;
        if (item.opacity === 0)
            return;
        if (text && text.text !== "") {
            const height = (text.height - text.topPadding) / Math.max(1, text.lineCount);
            const top = text.mapToItem(within, 0, text.topPadding).y;
            for (let line = 0; line < text.lineCount; line++)
                middles.push({
                    y: top + (line + 0.5) * height,
                    height: height
                });
        }
        for (const child of Array.from(item.children))
            root.collect(child, within, middles);
    }

    // A block in its slot: {rows, counts, lines, gap, head, foot, rests, running, reminder, aftermath, continues, late,
    // together, closing, leads}, in px.
    // `room` is the height of a later part.
    function measure(slot: Item, item: var, room: real): var {
        const found = root.measureRows(slot, item, room);
        const reminder = item?.reminder ?? 0;
        const entries = found.rows.filter((height, row) => found.counts[row] > 0);
        return Object.assign(found, {
            // A long question leaves the room to its answers.
            reminder: reminder <= room / 4 && reminder + Math.max(...entries) <= room ? reminder : 0,
            // What is below the last answer needs no question above it.
            aftermath: Math.max(0, Array.from(found.counts).reverse().findIndex(count => count > 0)),
            continues: item?.continues ?? false,
            late: item?.late ?? false,
            together: item?.together ?? false,
            closing: item?.closing ?? 0,
            leads: item?.block?.leads ?? false
        });
    }

    function measureRows(slot: Item, item: var, room: real): var {
        root.layOut(item);
        const cells = item?.cells ?? null;
        const rows = [];
        for (const cell of Array.from(cells?.children ?? [])) {
            const row = rows[rows.length - 1];
            if (!cell.visible && cell.height === 0 || cell.width === 0 || ["foot", "gap"].includes(cell.objectName))
                continue;
            if (row && Math.abs(row.y - cell.y) < 1) {
                row.height = Math.max(row.height, cell.height);
                row.count += 1;
                row.lines = Math.max(row.lines, root.linesIn(cell));
            } else
                rows.push({
                    y: cell.y,
                    height: cell.height,
                    count: 1,
                    lines: root.linesIn(cell)
                });
        }
        if (rows.length === 0)
            return root.measureRunning(slot, item?.running ?? null);
        const last = rows[rows.length - 1];
        const top = cells.mapToItem(slot, 0, 0).y;
        const found = {
            rows: rows.map(row => row.height),
            counts: rows.map(row => row.count),
            lines: rows.map(row => row.lines),
            gap: rows.length > 1 ? Math.max(0, rows[1].y - rows[0].y - rows[0].height) : 0,
            head: Math.max(0, top + rows[0].y - (item.reminded ? item.reminder : 0)),
            foot: Math.max(0, slot.height - top - last.y - last.height),
            rests: [],
            running: null
        };
        return item.asks ? root.apart(found, room) : found;
    }

    // The question is above the first answer, and becomes a row of its own if no part holds both. Likewise the content below the last
    // answer if no part holds all of the block: a part is best broken there, for it is shown once something is answered.
    function apart(block: var, room: real): var {
        const asked = block.head + block.rows[0] <= room;
        const above = asked || block.head <= block.gap ? [] : [block.head - block.gap];
        const last = block.rows.length - 1;
        const together = root.heightOf(block) <= room;
        const below = together || block.foot <= block.gap ? [] : [block.foot - block.gap];
        return Object.assign({}, block, {
            rows: [...above, ...block.rows, ...below],
            counts: [...above.map(() => 0), ...block.counts, ...below.map(() => 0)],
            lines: [...above.map(() => 1), ...block.lines.map((lines, at) => asked && at === 0 && block.head > 0 ? lines + 1 : lines), ...below.map(() => 1)],
            head: asked ? block.head : 0,
            foot: together ? block.foot : 0,
            rests: below.map(() => above.length + last)
        });
    }

    // One row; for breakable text, with the heights above and below it.
    function measureRunning(slot: Item, text: Label): var {
        const broken = (text?.lineCount ?? 0) > 1;
        const top = broken ? text.mapToItem(slot, 0, 0).y : 0;
        return {
            rows: [broken ? text.height : slot.height],
            counts: [1],
            lines: [root.linesIn(slot)],
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

    // Running text in rows of one line; its entries are characters.
    function inLines(block: var, composer: Composer): var {
        if (!block.running || block.rows.length > 1 && block.running.cuts.length === 0)
            return block;
        const ends = composer.lines(block.running.words, block.running.font, block.running.width, block.running.cuts);
        return Object.assign({}, block, {
            rows: ends.map(() => block.running.line),
            counts: ends.map((end, at) => end - (ends[at - 1] ?? 0)),
            lines: ends.map((_, at) => 1 + (at === ends.length - 1 ? Math.max(0, block.lines.reduce((sum, lines) => sum + lines, 0) - ends.length) : 0)),
            rests: block.running.cuts.map(cut => ends.indexOf(cut))
        });
    }

    function heightOf(block: var): real {
        return block.head + block.foot + block.rows.reduce((sum, height) => sum + height, block.gap * (block.rows.length - 1));
    }

    // Height of the indivisible beginning of a block.
    function leastOf(block: var): real {
        return block.head + (block.running && block.rows.length === 1 ? block.running.line : block.rows[0]);
    }
}
