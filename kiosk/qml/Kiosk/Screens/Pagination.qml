pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// One page laid out as visitors see it, only to be measured: kiosk/runtime/headless_layout.py. Never shown.
Item {
    id: root

    required property SessionView session
    required property PackView pack
    required property Composer composer
    required property PollView polls
    required property StageView stage
    readonly property bool upright: height > width
    readonly property BlockColumn body: sheet.item ? root.bodyIn(sheet.item) : null
    readonly property bool composed: body?.composed ?? false
    // Also those that an answer reveals.
    readonly property int parts: body?.parts ?? 0

    // Opens page `number`, from 0, of a panel, as PanelScreen does.
    function open(panelId: string, number: int) {
        const panel = root.pack.panel(panelId);
        sheet.load(Qt.resolvedUrl("PanelPage.qml"), {
            accentRole: panel.accent,
            answers: {},
            composer: root.composer,
            number: number,
            numeral: panel.index >= 0 ? Words.numeral(panel.index) : "",
            object: panel.object ?? null,
            page: panel.pages[number],
            pages: panel.pages.length,
            polls: root.polls,
            seen: true,
            theme: Words.of(panel.title),
            upright: root.upright
        });
    }

    function close() {
        sheet.unload();
    }

    function bodyIn(item: Item): BlockColumn {
        for (const child of Array.from(item.children)) {
            const found = (child as BlockColumn) ?? root.bodyIn(child as Item);
            if (found)
                return found;
        }
        return null;
    }

    // Content higher than the screen: {block, entry, words}, counted from 0 in the pack's order; entry -1 is the block itself. `words`
    // are those of the text that takes more than half of the screen; empty if none does.
    function overfull(): var {
        const body = root.body;
        const found = [];
        for (let part = 0; part < body.parts; part++) {
            const here = body.partOf(part);
            const last = body.slices[here[here.length - 1]];
            const block = last ? body.blocks[body.blockOf(last.block)] : null;
            const entry = last ? root.entryOf(last.block, last.last - 1) : -1;
            const joined = Boolean(block?.traits?.joins);
            if (last && body.filled(here, body.leastGap) > body.breaks.roomOf(part) + (here.length > 1 ? 1 : body.margin))
                found.push({
                    // The entries of a block that others join are blocks in the file.
                    block: (block.number ?? body.blockOf(last.block)) + (joined ? Math.max(0, entry) : 0),
                    entry: joined ? -1 : entry,
                    words: root.longestOf(body.itemAt(here[here.length - 1]), body.breaks.roomOf(part) / 2)
                });
        }
        return found;
    }

    // Words of the highest text in an item, shown or not yet shown, of those higher than `least`; empty if there is none.
    function longestOf(item: Item, least: real): string {
        const texts = [];
        const collect = within => {
            if (within as Text)
                texts.push(within);
            for (const child of Array.from(within.children))
                collect(child);
        };
        collect(item);
        const highest = texts.reduce((most, text) => !most || text.height > most.height ? text : most, null);
        return highest?.height > least ? highest.text : "";
    }

    // The entry of its block that a row shows, whatever pieces the block is in; -1 if none, or if the row has several entries
    // side by side, any of which may be the highest.
    function entryOf(number: int, row: int): int {
        const body = root.body;
        const known = body.breaks.measured[number];
        const block = body.blockOf(number);
        if (known.counts[row] !== 1 && !known.running)
            return -1;
        return Splitter.entryOf(body.blocks[block], {
            pieces: body.whole.filter((_, other) => other <= number && body.blockOf(other) === block),
            at: body.breaks.entries(number, row),
            of: body.breaks.entries(number, known.rows.length)
        });
    }

    ThemeBindings {
        height: root.height
        pack: root.pack
        session: root.session
        stage: root.stage
        unit: root.stage.unit(root.width, root.height)
        width: root.width
    }

    ItemLoader {
        id: sheet

        anchors.bottom: bar.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
    }

    // Only its height is needed, which is another where its labels are long.
    Bar {
        id: bar

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        language: root.session.language
        languages: root.pack.languages
        upright: root.upright
        visible: false
    }
}
