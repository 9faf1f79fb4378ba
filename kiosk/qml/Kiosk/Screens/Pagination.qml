pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// One page as a visitor has it before them, laid out to be measured: kiosk/runtime/headless_layout.py. Nobody sees it.
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
    readonly property int parts: body?.reachable ?? 0

    // The page `number`, from 0, of a panel, as PanelScreen opens it.
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

    // What is higher than the screen: {block, entry}, counted from 0 as the pack has them; entry -1 is the block itself.
    function overfull(): var {
        const body = root.body;
        const found = [];
        for (let part = 0; part < body.parts; part++) {
            const here = body.partOf(part);
            const last = body.slices[here[here.length - 1]];
            if (last && body.filled(here, body.leastGap) > body.roomOf(part) + 1)
                found.push({
                    block: body.blockOf(last.block),
                    entry: root.entryOf(last.block, last.last - 1)
                });
        }
        return found;
    }

    // Which entry of its block a row belongs to, whatever the block is told in: see Splitter.
    function entryOf(number: int, row: int): int {
        const body = root.body;
        const block = body.blocks[body.blockOf(number)];
        const piece = body.whole[number];
        const at = body.entries(number, row);
        const before = body.whole.filter((_, other) => other <= number && body.blockOf(other) === body.blockOf(number));
        // Of several side by side any may be the highest.
        if (body.measured[number].counts[row] > 1 && !body.measured[number].running)
            return -1;
        switch (block.kind) {
        case "cards":
        case "figures":
        case "flow":
        case "sources":
        case "steps":
        case "timeline":
            return at;
        case "chart":
            return piece.kind === "figures" || body.entries(number, body.measured[number].rows.length) === block.series.length ? at : -1;
        case "hotspots":
            return piece.kind === "steps" ? at : -1;
        case "match":
            return piece.piece === "reason" ? piece.first : piece.rows?.[0]?.pair ?? -1;
        case "poll":
        case "quiz":
            // The question, and what is said in the end, are rows without an entry.
            return body.measured[number].counts[row] > 0 ? at : -1;
        case "rings":
            return before.filter(other => other.kind === "steps").length - 1;
        default:
            return -1;
        }
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

    // For its height alone.
    Bar {
        id: bar

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        upright: root.upright
        visible: false
    }
}
