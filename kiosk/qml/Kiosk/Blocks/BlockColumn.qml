pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The blocks of a page, one under another: large where they are few, denser where they are many. What does not fit goes on
// to a further part, as the composer divides it.
//
// No kind of block is named here. A block's file has `block`, and what its traits say that it `needs`: accent, polls. Of
// the following each has what it can use.
//   set by the column:  density, fill, seen, bed, headroom, tried, progress, partRoom, company
//   asked by it:        cells       the item whose children are its entries, which stand in rows
//                       running     the Label whose words may break between lines
//                       fill        it takes any height that is left over
//                       ruled       a rule stands above it
//                       growsAlone  alone in a part it is set as large as that holds
//                       rigid       it is never set smaller
//                       asks        a question: what stands above and below its entries may stand in a part of its own
//                       awaiting    nobody has answered it
//                       held        a finger is dragging it
//   called by it:       remeasure() its size, before the next frame would find it
//   heard by it:        followed(panel, page), opened(gallery), answered(answer), progressed(progress)
Item {
    id: root

    required property var blocks
    required property var accent
    required property Composer composer
    required property PollView polls
    // Which of the blocks a finger is dragging.
    property int holder: -1
    readonly property bool held: holder >= 0
    // What was answered in this visit, by the key of the question.
    required property var answers
    // What stands above the blocks, in px: on the first part of the page, and on those after it.
    property real firstTop: 0
    property real laterTop: firstTop
    // Nothing stands above the blocks: what they leave free lies above and below them.
    property bool centred: false
    // The stage that a picture to touch has: see Staged.
    property real bed: 0
    property real headroom: 0
    property real entered: 1
    property bool seen: false
    // While something else stands in its place.
    property bool hidden: false
    property int part: 0
    property int parts: 1
    // How many of them can be turned to: what an answer brings to light has no part of its own before there is one.
    property int reachable: 1
    // From display size (below 0) to as tight as can be read (above 0); found again for each page.
    property int density: 0
    property int loosest: mostLoose
    // The sizes of what has a part of its own, and grows in it; nothing where all are of one size.
    property var densities: []
    property bool loosened: false
    // How high each block shall be, in px, where a page has height left over; 0 where a block is as high as it likes.
    property var fills: []
    // How much smaller what no part holds is drawn, as a share of its size; nothing where all is as large as it shall be.
    property var scales: []
    // Something did not keep to its height: all are as high as they like.
    property bool rigid: false
    // What each block is told in; null where all of them stand as they are.
    readonly property var pieces: Theme.enlarged ? blocks.map(block => Splitter.pieces(block, Words.language, root.width)) : null
    readonly property var whole: pieces ? pieces.reduce((all, some) => all.concat(some), []) : blocks
    // What is shown of them: {block, first, last, part}, counted from 0, and where it stands in its part.
    property var slices: []
    property var tops: []
    // The blocks in the heights they were last seen with: {rows, counts, lines, gap, head, foot, rests, running}. `counts` is how many entries a
    // row has; `rests` are the rows after which a break falls well; `running`, where a block has words to break between lines, is how
    // they are laid out: {words, font, width, line, cuts}, where `cuts` are the signs before which a part shall end.
    property var measured: []
    property int rounds: 0
    // The blocks as they are drawn now.
    property var drawn: null
    // What is read, from where the visitor has turned to: {block, at, of}, the entry `at` of the `of` of a block.
    property var anchor: null

    // Each row has found its place.
    property bool composed: false
    readonly property int densest: 2
    // What it costs, as the composer counts, to bear the title in one line where it saves no part.
    readonly property real titleCost: 0.05
    // What was enlarged may be set smaller where no part holds it, down to what it is at 100 %.
    readonly property real leastScale: 1 / Theme.textScale
    // Large text is large enough, and what stands low shall not reach up.
    readonly property int mostLoose: Theme.large || low ? 0 : -2
    // Slices have other neighbours than the block had, so that they are measured again, but not for ever.
    readonly property int mostRounds: 6
    readonly property real leastGap: Theme.u(density === densest ? 16 : 24)
    readonly property real widerGap: Theme.u(density > 0 ? 24 : 48)
    // What is answered on a wall stands low, within reach.
    readonly property bool low: Theme.wall && blocks.some(block => block.traits?.withinReach)
    readonly property bool sunk: low && parts === 1
    readonly property string wording: Words.language + Theme.textScale
    // The page bears its title in one line, as further parts do: what it begins with does not fit below it otherwise, or all of it does then.
    property bool brief: false
    // Something that cannot be divided is higher than the screen.
    readonly property bool overfull: measured.some(block => exceeds(block))
    // Room for steps is left from the first time on that there are several parts: without it there might be one, and so on for ever.
    property bool crowded: false

    signal linkFollowed(string panel, string page)
    signal galleryOpened(string gallery)
    signal answered(string key, var answer)

    // The blocks of a page that is opened come one after another.
    function enter() {
        entering.restart();
    }

    function arrangeLater() {
        root.composed = false;
        later?.restart();
    }

    // All blocks whole, to be measured.
    function begin() {
        root.density = 0;
        root.loosest = root.mostLoose;
        root.densities = [];
        root.loosened = false;
        root.fills = [];
        root.scales = [];
        root.rigid = false;
        root.rounds = 0;
        root.brief = false;
        root.measured = [];
        root.slices = root.whole.map((block, at) => ({
                    block: at,
                    first: 0,
                    last: 1,
                    part: 0
                }));
        if (root.drawn !== root.whole)
            root.draw(root.whole);
        root.arrangeLater();
    }

    function draw(blocks: var) {
        root.drawn = blocks;
        slots.model = blocks;
    }

    // Turn to another part, which is then read until the next is turned to.
    function turn(by: int) {
        root.part += by;
        const first = root.slices.find(slice => slice.part === root.part);
        if (first && root.measured.length > 0)
            root.anchor = root.placeOf(first);
    }

    // The block that one of the whole is, or is a piece of.
    function blockOf(number: int): int {
        let ends = 0;
        return root.pieces?.findIndex(some => (ends += some.length) > number) ?? number;
    }

    // Where a slice begins: {block, at, of}, the entry `at` of the `of` that all pieces of its block have.
    function placeOf(slice: var): var {
        const block = root.blockOf(slice.block);
        const place = {
            block: block,
            at: root.entries(slice.block, slice.first),
            of: 0
        };
        root.measured.forEach((known, number) => {
            if (root.blockOf(number) !== block)
                return;
            const all = root.entries(number, known.rows.length);
            place.of += all;
            if (number < slice.block)
                place.at += all;
        });
        return place;
    }

    function limit() {
        let count = root.parts;
        while (count > 1 && root.awaits(count - 1))
            count -= 1;
        root.part = Math.min(root.part, count - 1);
        root.reachable = count;
    }

    // Whether a part holds nothing but what is said below the answers of a question that nobody has answered.
    function awaits(part: int): bool {
        const here = root.partOf(part);
        return here.length > 0 && here.every(at => {
            const slice = root.drawn[at]?.slice;
            return Boolean(slice) && !slice.begins && slice.first === slice.last && Boolean(root.itemAt(at)?.awaiting);
        });
    }

    // How many entries the first rows of a block have.
    function entries(number: int, rows: int): int {
        return root.measured[number].counts.slice(0, rows).reduce((sum, count) => sum + count, 0);
    }

    // The part that has what is read, in whatever words and pieces it is told now.
    function partRead(): int {
        const read = root.anchor;
        let part = 0;
        for (const slice of read ? root.slices : []) {
            const place = root.placeOf(slice);
            const at = place.of === read.of ? read.at : Math.floor(read.at / read.of * place.of);
            if (place.block < read.block || place.block === read.block && place.at <= at)
                part = slice.part;
        }
        return part;
    }

    // The block itself, or that of its entries which a slice shows.
    function sliced(block: var, slice: var): var {
        const known = root.measured[slice.block];
        if (!known || slice.first === 0 && slice.last === known.rows.length)
            return block;
        return Object.assign({}, block, {
            slice: {
                first: root.entries(slice.block, slice.first),
                last: root.entries(slice.block, slice.last),
                begins: slice.first === 0,
                ends: slice.last === known.rows.length
            }
        });
    }

    // Take down how high everything is; false as long as there is nothing to see.
    function look(): bool {
        const found = root.measured.slice();
        for (let i = 0; i < slots.count; i++) {
            const slot = slots.itemAt(i) as Slot;
            if (!slot)
                return false;
            const slice = root.slices[i];
            const now = RowMetrics.measure(slot, slot.item, root.roomOf(1));
            const before = found[slice.block];
            if (!before || root.rounds === 0)
                found[slice.block] = now;
            else if (slice.first === 0 && slice.last === before.rows.length)
                // Lines are known as they are.
                found[slice.block] = before.running && before.rows.length > 1 ? before : now;
            else if (now.rows.length === slice.last - slice.first)
                found[slice.block] = Object.assign({}, before, {
                    rows: before.rows.map((height, row) => row < slice.first || row >= slice.last ? height : now.rows[row - slice.first]),
                    head: slice.first === 0 ? now.head : before.head,
                    foot: slice.last === before.rows.length ? now.foot : before.foot
                });
        }
        root.measured = found;
        return found.length > 0;
    }

    function arrange() {
        if (root.fills.length > 0) {
            root.settle();
            return;
        }
        if (root.scales.length > 0 || root.loosened) {
            root.finish();
            return;
        }
        if (!root.look())
            return;
        const slices = root.compose();
        if (root.resize(root.partsOf(slices) === 1 && !root.overfull))
            return;
        const others = slices.length !== root.slices.length || slices.some((slice, at) => slice.block !== root.slices[at].block || slice.first !== root.slices[at].first || root.rounds > 0 && slice.last !== root.slices[at].last);
        if (others && root.rounds < root.mostRounds) {
            root.rounds += 1;
            root.slices = slices;
            root.draw(slices.map(slice => root.sliced(root.whole[slice.block], slice)));
            root.arrangeLater();
        } else if (!others)
            root.slices = slices;
        root.parts = root.partsOf(root.slices);
        root.crowded = root.crowded || root.parts > 1;
        // The steps took their room, and all was begun again.
        if (root.measured.length === 0)
            return;
        root.part = root.partRead();
        root.limit();
        root.finish();
    }

    // All stands in its part: what is too high for it is set smaller, what is alone in it grows, and the others share what is left.
    function finish() {
        if (root.shrink() || root.loosen() || root.stretch())
            return;
        root.place();
        root.composed = !later.running;
    }

    // Set what no part holds a little smaller; false where all is held, or as small as it may be.
    function shrink(): bool {
        const scales = root.slices.map((_, at) => root.scales[at] ?? 1);
        for (let part = 0; part < root.parts; part++) {
            const here = root.partOf(part);
            if (root.filled(here, root.leastGap) > root.roomOf(part) + 1)
                here.filter(at => !root.itemAt(at)?.rigid).forEach(at => scales[at] = Math.max(root.leastScale, scales[at] - 0.05));
        }
        if (scales.every((scale, at) => scale === (root.scales[at] ?? 1)))
            return false;
        root.scales = scales;
        for (let i = 0; i < slots.count; i++)
            RowMetrics.layOut(slots.itemAt(i));
        root.arrangeLater();
        return true;
    }

    // Set what grows alone, and has a part for itself, as large as that holds; false where there are none.
    function loosen(): bool {
        if (root.parts === 1 || root.loosened || root.rigid || root.low || root.scales.length > 0)
            return false;
        root.loosened = true;
        for (let part = 0; part < root.parts; part++) {
            const here = root.partOf(part);
            const whole = here.every(at => root.itemAt(at)?.growsAlone && !root.drawn[at].slice);
            for (let density = -1; whole && density < root.density; density++) {
                root.setDensity(here, density);
                if (root.filled(here, root.widerGap) <= root.roomOf(part))
                    break;
                root.setDensity(here, root.density);
            }
        }
        const grown = root.densities.some(density => density !== root.density);
        if (grown)
            root.arrangeLater();
        return grown;
    }

    function setDensity(here: var, density: int) {
        const densities = root.densities.slice();
        here.forEach(at => densities[at] = density);
        root.densities = densities;
        here.forEach(at => RowMetrics.layOut(slots.itemAt(at)));
    }

    // Try the next larger size of everything where all of it fits, and the next smaller where it does not; false where this is the one.
    function resize(fits: bool): bool {
        const next = root.density + (fits ? -1 : 1);
        if (!fits && root.density < 0)
            root.loosest = next;
        if (next > root.densest || fits && (root.density > 0 || next < root.loosest))
            return false;
        root.density = next;
        root.arrangeLater();
        return true;
    }

    // Which of what is shown stands in a part.
    function partOf(part: int): var {
        return root.slices.map((slice, at) => at).filter(at => root.slices[at].part === part);
    }

    // What is drawn of it, asked by what it may have; null where its file cannot be read.
    function itemAt(at: int): var {
        return (slots.itemAt(at) as Slot)?.item ?? null;
    }

    function heightAt(at: int): real {
        return slots.itemAt(at)?.height ?? 0;
    }

    // How high what stands in a part is, with a gap between each two.
    function filled(here: var, gap: real): real {
        return here.reduce((sum, at) => sum + root.heightAt(at), gap * (here.length - 1));
    }

    // Share out the height that each part leaves among its blocks that can take it; false where there is nothing to share.
    function stretch(): bool {
        if (root.rigid || root.low)
            return false;
        const fills = [];
        for (let part = 0; part < root.parts; part++) {
            const here = root.partOf(part);
            const free = root.roomOf(part) - root.filled(here, root.widerGap);
            const elastic = here.filter(at => root.itemAt(at)?.fill !== undefined);
            const whole = root.filled(elastic, 0);
            if (free >= 1 && whole > 0)
                elastic.forEach(at => fills[at] = Math.floor(root.heightAt(at) * (1 + free / whole)));
        }
        if (fills.length === 0)
            return false;
        root.fills = fills;
        root.arrangeLater();
        return true;
    }

    // Blocks have taken the height that was left, or have changed since: what is too high now is composed again.
    function settle() {
        for (let i = 0; i < slots.count; i++)
            RowMetrics.layOut(slots.itemAt(i));
        for (let part = 0; part < root.parts; part++) {
            if (root.filled(root.partOf(part), root.leastGap) > root.roomOf(part) + 1) {
                root.begin();
                root.rigid = true;
                return;
            }
        }
        root.place();
        root.composed = !later.running;
    }

    // Which rows stand in which part. Most pages have one, and are found without Python, also while a finger moves beside them.
    function compose(): var {
        const heights = root.measured.map(RowMetrics.heightOf);
        const height = heights.reduce((sum, height) => sum + height, 0) + root.leastGap * (heights.length - 1);
        const shorter = root.laterTop < root.firstTop;
        root.brief = shorter && (RowMetrics.leastOf(root.measured[0]) > root.height - root.firstTop + 1 || root.density === root.densest && height > root.height - root.firstTop + 1 && height <= root.height - root.laterTop + 1);
        if (height <= root.roomOf(0) + 1)
            return root.measured.map((block, at) => ({
                        block: at,
                        first: 0,
                        last: block.rows.length,
                        part: 0
                    }));
        root.measured = root.measured.map(block => (block.running?.cuts.length ?? 0) > 0 ? block : RowMetrics.inLines(block, root.composer));
        let slices = root.divide(root.measured);
        if (shorter && !root.brief && root.density === root.densest) {
            const [parts, cost] = root.weigh(root.measured);
            root.brief = true;
            const [fewer, less] = root.weigh(root.measured);
            root.brief = fewer < parts || fewer === parts && less + root.titleCost < cost;
            slices = root.brief ? root.divide(root.measured) : slices;
        }
        return root.atRest(slices);
    }

    function divide(blocks: var): var {
        return root.composer.compose(blocks, root.roomOf(0), root.roomOf(1), root.leastGap);
    }

    function weigh(blocks: var): var {
        return root.composer.weigh(blocks, root.roomOf(0), root.roomOf(1), root.leastGap);
    }

    // Words break between parts after a sentence, or else after a clause, where that costs no further part.
    function atRest(slices: var): var {
        if (root.measured.some(block => (block.running?.cuts.length ?? 0) > 0))
            return slices;
        const seen = {};
        let found = slices;
        for (let next = found[0]; next; next = found.find(slice => root.tears(slice) && !seen[[slice.block, slice.last]])) {
            seen[[next.block, next.last]] = true;
            if (!root.tears(next))
                continue;
            const kept = root.measured;
            root.measured = kept.map((block, number) => number === next.block ? root.cutAt(block, number, next) : block);
            const others = root.divide(root.measured);
            if (root.partsOf(others) > root.partsOf(found))
                root.measured = kept;
            else
                found = others;
        }
        return found;
    }

    // Whether a part ends within the words of a slice.
    function tears(slice: var): bool {
        const block = root.measured[slice.block];
        return block.running !== null && slice.last < block.rows.length;
    }

    // Running words in lines of which one ends where a slice had better end.
    function cutAt(block: var, number: int, slice: var): var {
        const ends = block.counts.map((_, row) => root.entries(number, row + 1));
        const at = root.composer.rest(block.running.words, ends, slice.first, slice.last);
        return RowMetrics.inLines(Object.assign({}, block, {
            running: Object.assign({}, block.running, {
                cuts: [...block.running.cuts, at].sort((one, other) => one - other)
            })
        }), root.composer);
    }

    function topOf(part: int): real {
        return part === 0 && !root.brief ? root.firstTop : root.laterTop;
    }

    // How high the blocks of a part may be.
    function roomOf(part: int): real {
        return root.height - root.topOf(part);
    }

    // Slices come in the order of their parts.
    function partsOf(slices: var): int {
        return 1 + (slices[slices.length - 1]?.part ?? 0);
    }

    // Whether a block has no rows to break between, and is higher than the screen.
    function exceeds(block: var): bool {
        return block.rows.length === 1 && !block.running && RowMetrics.heightOf(block) > root.roomOf(0) + 1;
    }

    function place() {
        const tops = [];
        for (let part = 0; part < root.parts; part++) {
            const here = root.partOf(part);
            const room = root.roomOf(part);
            const gap = Math.max(root.leastGap, Math.min(Theme.u(80), (room - root.filled(here, 0)) / (here.length + 1)));
            let y = root.topOf(part) + Math.max(0, room - root.filled(here, gap)) * (root.sunk ? 1 : root.centred ? 0.5 : 0);
            for (const at of here) {
                tops[at] = y;
                y += root.heightAt(at) + gap;
            }
        }
        root.tops = tops;
    }

    Component.onCompleted: {
        begin();
        arrange();
    }
    onWholeChanged: if (slots)
        begin()

    Debounce {
        id: later

        onTriggered: root.arrange()
    }

    NumberAnimation {
        id: entering

        readonly property int stagger: Theme.duration("stagger")

        duration: Theme.fade + 3 * stagger + slots.count * stagger
        from: 0
        property: "entered"
        target: root
        to: 1

        onStopped: root.entered = 1
    }

    // Another room: begin again, without the steps of parts that may no longer be needed.
    onHeightChanged: {
        parts = 1;
        reachable = 1;
        crowded = false;
        begin();
    }
    onFirstTopChanged: begin()
    onLaterTopChanged: begin()
    onBedChanged: begin()
    onHeadroomChanged: begin()
    onWidthChanged: begin()
    onWordingChanged: {
        crowded = false;
        begin();
    }

    component Slot: Item {
        property var item: null
    }

    Item {
        id: bed

        height: root.height
        width: root.width

        Repeater {
            id: slots

            model: []

            Slot {
                id: slot

                required property int index
                required property var modelData

                readonly property string kind: modelData.kind
                readonly property int part: root.slices[index]?.part ?? 0
                readonly property bool ruled: index > 0 && Slices.begins(modelData) && Boolean(item?.ruled)

                readonly property bool here: part === root.part && !root.hidden

                enabled: here
                item: loader.item
                // Never quite nothing: the software renderer does not bring back what it has left out.
                opacity: root.entered === 1 ? 1 : Math.max(0.01, Math.min(1, (root.entered * entering.duration - (index + 3) * entering.stagger) / Math.max(1, Theme.fade)))
                height: loader.y + loader.height * loader.scale
                width: bed.width
                y: root.tops[index] ?? 0

                onHeightChanged: root?.arrangeLater()

                Rule {
                    visible: slot.ruled && slot.here
                    width: parent.width
                }

                ItemLoader {
                    id: loader

                    autoHeight: true
                    scale: root.scales[slot.index] ?? 1
                    transformOrigin: Item.TopLeft
                    // Not the slot: it keeps its room, and nobody reads what is in another part.
                    visible: slot.here
                    width: parent.width / scale
                    y: slot.ruled ? Theme.u(20) : 0

                    Component.onCompleted: {
                        const given = {
                            block: slot.modelData
                        };
                        for (const name of slot.modelData.traits?.needs ?? [])
                            given[name] = root[name];
                        load(BlockFiles.of(slot.kind, "Block"), given);
                    }
                }

                Binding {
                    property: "seen"
                    target: loader.item
                    value: root.seen
                    when: loader.item && "seen" in loader.item
                }

                Binding {
                    property: "tried"
                    target: loader.item
                    value: root.answers[slot.modelData.key] ?? -1
                    when: loader.item && "tried" in loader.item
                }

                Binding {
                    property: "partRoom"
                    target: loader.item
                    value: root.roomOf(slot.part)
                    when: loader.item && "partRoom" in loader.item
                }

                Binding {
                    property: "progress"
                    target: loader.item
                    value: root.answers[slot.modelData.key] ?? null
                    when: loader.item && "progress" in loader.item
                }

                Binding {
                    property: "density"
                    target: loader.item
                    value: root.densities[slot.index] ?? root.density
                    when: loader.item && "density" in loader.item
                }

                Binding {
                    property: "bed"
                    target: loader.item
                    value: root.bed
                    when: loader.item && "bed" in loader.item
                }

                Binding {
                    property: "headroom"
                    target: loader.item
                    value: root.headroom
                    when: loader.item && "headroom" in loader.item
                }

                Binding {
                    property: "company"
                    target: loader.item
                    value: root.blocks
                    when: loader.item && "company" in loader.item
                }

                Binding {
                    property: "fill"
                    target: loader.item
                    value: Math.max(0, (root?.fills[slot.index] ?? 0) - loader.y) / loader.scale
                    when: loader.item && "fill" in loader.item
                }

                Connections {
                    function onFollowed(panel: string, page: string) {
                        root.linkFollowed(panel, page);
                    }

                    function onOpened(gallery: string) {
                        root.galleryOpened(gallery);
                    }

                    function onHeldChanged() {
                        root.holder = slot.item?.held ? slot.index : -1;
                    }

                    function onAwaitingChanged() {
                        root?.limit();
                    }

                    function onAnswered(answer: int) {
                        root.answered(slot.modelData.key, answer);
                    }

                    function onProgressed(progress: var) {
                        root.answered(slot.modelData.key, progress);
                    }

                    ignoreUnknownSignals: true
                    target: loader.item
                }
            }
        }
    }
}
