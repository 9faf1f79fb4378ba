pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The blocks of a page, one below another: large where they are few, denser where they are many. What does not fit goes on
// to further parts, as the composer divides it.
//
// No kind of block is named here. A block's file has `block`, and what its traits list under `needs`: accent, polls. Of the
// following it declares what it uses:
//   set by the column:  density, fill, seen, bed, headroom, tried, progress, partRoom, company, topmost (of a part that is not the
//                       first, with room for a reminder)
//   read by it:         cells       the item whose children are its entries, in rows
//                       running     the Label whose text may break between lines
//                       fill        takes any spare height
//                       still       takes none, although it has `fill`
//                       ruled       has a rule above it
//                       growsAlone  alone in a part, is set as large as the part holds
//                       rigid       is never set smaller
//                       asks        is a question: what is above and below its entries may go in a part of its own
//                       awaiting    is not answered yet
//                       late        shares no part with what is not late; its part is out of reach while all of it is awaiting
//                       reminder    height above its entries where it is topmost, in px: the question once more
//                       reminded    shows it now
//                       together    its entries are best seen at once
//                       closing     height below its last entry in each part that it goes on after, in px
//                       continues   goes on with the block before, and has the reminder above its first entry too
//                       held        is being dragged
//   called by it:       remeasure() updates its size before the next frame would
//   signals it handles: followed(panel, page), opened(gallery), answered(answer), progressed(progress)
Item {
    id: root

    required property var blocks
    required property var accent
    required property Composer composer
    required property PollView polls
    // Index of the block being dragged; -1 is none.
    property int holder: -1
    readonly property bool held: holder >= 0
    // Answers given in this visit, by the key of the question.
    required property var answers
    // Height above the blocks, in px: on the first part of the page, there with a small title, and on later parts.
    property real firstTop: 0
    property real briefTop: firstTop
    property real laterTop: firstTop
    // Nothing is above the blocks: spare height is split above and below them.
    property bool centred: false
    // Width of the stage of a touchable picture: see Staged.
    property real bed: 0
    property real headroom: 0
    property real entered: 1
    property bool seen: false
    // Something else is shown in its place.
    property bool hidden: false
    property int part: 0
    property int parts: 1
    // The parts that a visitor can turn to, how many they are, and the place of the current part among them: a part that an answer
    // reveals is one of them only once answered.
    property var open: [0]
    readonly property int reachable: open.length
    readonly property int current: Math.max(0, open.indexOf(part))
    // From display size (below 0) to the tightest legible one (above 0); found again for each page.
    property int density: 0
    property int loosest: mostLoose
    // Densities of blocks that have a part of their own and grow in it; empty if all are of one size.
    property var densities: []
    property bool loosened: false
    // Target height of each block, in px, where a page has spare height; 0 is its natural height.
    property var fills: []
    // Scales of blocks that no part holds; empty if all are at full size.
    property var scales: []
    // A block exceeded its target height: all keep their natural height.
    property bool rigid: false
    // The numbers of blocks that no part holds whole: they are shown in pieces, as most are in enlarged text.
    property var broken: []
    // The parts that all blocks take at each density, from 0 on; undefined where a row is higher than its part.
    property var partsAt: []
    // The density is final: of those with as few parts as the densest, the largest.
    property bool decided: false
    // The page can still make room, in which case nothing is broken.
    property bool yielding: false
    // Height of the empty margin below the page into which a block may reach that cannot be divided, in px.
    readonly property real margin: Theme.u(16)
    readonly property PartBreaks breaks: PartBreaks {
        briefTop: root.briefTop
        composer: root.composer
        densest: root.density === root.densest
        firstTop: root.firstTop
        gap: root.leastGap
        height: root.height
        laterTop: root.laterTop
    }
    readonly property bool overfull: breaks.overfull
    // The pieces of each block; null if all blocks are shown as they are.
    readonly property var pieces: Theme.enlarged || broken.length > 0 ? blocks.map((block, at) => Theme.enlarged || broken.includes(at) ? Splitter.pieces(block, Words.language, root.width, broken.includes(at)) : [block]) : null
    // An array of its own: a list from Python is another object each time that it is read.
    readonly property var whole: pieces ? pieces.reduce((all, some) => all.concat(some), []) : Array.from(blocks)
    // Slices shown: {block, first, last, part}, counted from 0, and their positions.
    property var slices: []
    property var tops: []
    property int rounds: 0
    // The blocks as currently drawn.
    property var drawn: null
    // Reading position, from where the visitor turned to: {block, at, of}, entry `at` of the `of` entries of a block.
    property var anchor: null

    // The page has its size: blocks that are created before would be measured for nothing.
    property bool sized: false
    // The page has changed since, and the layout starts again with the next round.
    property bool stale: false
    // Another round is to come.
    property bool due: false
    property int number: 0
    // Slices are drawn, and not yet measured.
    property bool divided: false
    // Every row has its position.
    property bool composed: false
    readonly property int densest: 2
    // Enlarged text that no part holds may shrink down to its size at 100 %.
    readonly property real leastScale: 1 / Theme.textScale
    // Large text is large enough, and low content must not reach up.
    readonly property int mostLoose: Theme.large || low ? 0 : -2
    // Slices have other neighbours than the whole block and are measured again; this bounds the rounds.
    readonly property int mostRounds: 6
    readonly property real leastGap: Theme.u(density === densest ? 16 : 24)
    readonly property real widerGap: Theme.u(density > 0 ? 24 : 48)
    // On a wall, what visitors answer is low, within reach.
    readonly property bool low: Theme.low && blocks.some(block => block.traits?.withinReach)
    readonly property bool sunk: low && parts === 1
    readonly property string wording: Words.language + Theme.textScale
    // Stays true once there are several parts: without the space for steps there might be one part, and the layout would oscillate.
    property bool crowded: false

    signal linkFollowed(string panel, string page)
    signal galleryOpened(string gallery)
    signal answered(string key, var answer)

    // Shows the blocks of an opened page one after another.
    function enter() {
        entering.restart();
    }

    function arrangeLater() {
        root.composed = false;
        root.due = true;
        if (root.seen)
            later?.restart();
        else
            Rounds.add(root.number);
    }

    // Starts again with the next round: several changes of size follow each other, and blocks are created once for all.
    function begin() {
        if (!root.sized)
            return;
        root.stale = true;
        root.arrangeLater();
    }

    // Starts again for another size of the page or other words, in which blocks may fit whole that were broken.
    function renew() {
        root.broken = [];
        root.begin();
    }

    // Breaks blocks that no part holds, if their kind has pieces; false if there are none.
    function breakUp(slices: var): bool {
        if (root.yielding)
            return false;
        const divides = (at, broken) => Splitter.pieces(root.blocks[at], Words.language, root.width, broken)[0] !== root.blocks[at];
        const more = root.blocks.map((_, at) => at).filter(at => !root.broken.includes(at) && root.spills(slices, at) && !(Theme.enlarged && divides(at, false)) && divides(at, true));
        if (more.length > 0)
            root.broken = [...root.broken, ...more];
        return more.length > 0;
    }

    // Whether a block that is shown whole is higher than its part, even as small as it may be.
    function spills(slices: var, block: int): bool {
        const number = breaks.measured.findIndex((_, at) => root.blockOf(at) === block);
        const slice = slices.find(slice => slice.block === number);
        return Boolean(slice) && breaks.measured[number].rows.length === 1 && RowMetrics.heightOf(breaks.measured[number]) * root.leastScale > breaks.roomOf(slice.part) + root.margin;
    }

    // All blocks whole, to be measured.
    function start() {
        root.stale = false;
        root.divided = false;
        root.density = 0;
        root.loosest = root.mostLoose;
        root.densities = [];
        root.loosened = false;
        root.partsAt = [];
        root.decided = false;
        root.fills = [];
        root.scales = [];
        root.rigid = false;
        root.rounds = 0;
        breaks.brief = false;
        breaks.measured = [];
        root.slices = root.whole.map((block, at) => ({
                    block: at,
                    first: 0,
                    last: 1,
                    part: 0
                }));
        if (!root.draws(root.whole))
            root.draw(root.whole);
    }

    // Whether these blocks, or pieces with the same content, are drawn: another width divides most blocks as before.
    function draws(blocks: var): bool {
        const drawn = root.drawn ?? [];
        return drawn.length === blocks.length && blocks.every((block, at) => block === drawn[at] || JSON.stringify(block) === JSON.stringify(drawn[at]));
    }

    // Creates blocks that are drawn but not there yet: in sight all at once, else one a round. False if none were missing.
    function create(): bool {
        let created = false;
        for (let at = 0; at < slots.count && (root.seen || !created); at++)
            created = (slots.itemAt(at) as BlockSlot)?.create(root) || created;
        return created;
    }

    function draw(blocks: var) {
        root.drawn = blocks;
        slots.model = blocks;
    }

    // Turns to another part, which keeps the reading position until the next turn.
    function turn(by: int) {
        root.part = root.open[root.current + by];
        const first = root.slices.find(slice => slice.part === root.part);
        if (first && breaks.measured.length > 0)
            root.anchor = root.placeOf(first);
    }

    // Index of the block that an entry of `whole` is, or is a piece of.
    function blockOf(number: int): int {
        let ends = 0;
        return root.pieces?.findIndex(some => (ends += some.length) > number) ?? number;
    }

    // Start of a slice: {block, at, of}, entry `at` of the `of` entries in all pieces of its block.
    function placeOf(slice: var): var {
        const block = root.blockOf(slice.block);
        const place = {
            block: block,
            at: breaks.entries(slice.block, slice.first),
            of: 0
        };
        breaks.measured.forEach((known, number) => {
            if (root.blockOf(number) !== block)
                return;
            const all = breaks.entries(number, known.rows.length);
            place.of += all;
            if (number < slice.block)
                place.at += all;
        });
        return place;
    }

    function limit() {
        const open = [];
        for (let part = 0; part < root.parts; part++) {
            if (part === 0 || !root.awaits(part))
                open.push(part);
        }
        root.part = open.reduce((before, part) => part <= root.part ? part : before, 0);
        root.open = open;
    }

    // Whether a part holds nothing except what follows an unanswered question.
    function awaits(part: int): bool {
        const here = root.partOf(part);
        return here.length > 0 && here.every(at => {
            const slice = root.drawn[at]?.slice;
            const item = root.itemAt(at);
            return Boolean(item?.awaiting) && (Boolean(item.late) || Boolean(slice) && !slice.begins && slice.first === slice.last);
        });
    }

    // The part with the reading position, whatever the current language and pieces.
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

    // The block itself, or a copy with the entries of a slice.
    function sliced(block: var, slice: var): var {
        const known = breaks.measured[slice.block];
        if (!known || slice.first === 0 && slice.last === known.rows.length)
            return block;
        return Object.assign({}, block, {
            slice: {
                first: breaks.entries(slice.block, slice.first),
                last: breaks.entries(slice.block, slice.last),
                begins: slice.first === 0,
                ends: slice.last === known.rows.length
            }
        });
    }

    // Records all heights; false as long as nothing is loaded.
    function look(): bool {
        const found = breaks.measured.slice();
        for (let i = 0; i < slots.count; i++) {
            const slot = slots.itemAt(i) as BlockSlot;
            if (!slot)
                return false;
            const slice = root.slices[i];
            const now = RowMetrics.measure(slot, slot.item, breaks.roomOf(1));
            const before = found[slice.block];
            if (!before || root.rounds === 0)
                found[slice.block] = now;
            else if (slice.first === 0 && slice.last === before.rows.length)
                // Line heights are known.
                found[slice.block] = before.running && before.rows.length > 1 ? before : now;
            else if (now.rows.length === slice.last - slice.first)
                found[slice.block] = Object.assign({}, before, {
                    rows: before.rows.map((height, row) => row < slice.first || row >= slice.last ? height : now.rows[row - slice.first]),
                    head: slice.first === 0 ? now.head : before.head,
                    foot: slice.last === before.rows.length ? now.foot : before.foot
                });
        }
        breaks.measured = found;
        return found.length > 0;
    }

    function arrange() {
        root.due = false;
        if (root.stale) {
            root.start();
            root.arrangeLater();
            return;
        }
        if (root.create()) {
            root.arrangeLater();
            return;
        }
        if (root.divided) {
            root.divided = false;
            root.arrangeLater();
            root.conclude();
            return;
        }
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
        const slices = breaks.compose();
        if (root.resize(slices) || root.breakUp(slices))
            return;
        const others = slices.length !== root.slices.length || slices.some((slice, at) => slice.block !== root.slices[at].block || slice.first !== root.slices[at].first || root.rounds > 0 && slice.last !== root.slices[at].last);
        if (others && root.rounds < root.mostRounds) {
            root.rounds += 1;
            root.slices = slices;
            root.draw(slices.map(slice => root.sliced(root.whole[slice.block], slice)));
            root.divided = true;
            root.arrangeLater();
            return;
        }
        if (!others)
            root.slices = slices;
        root.conclude();
    }

    // Every row has its part, and every slice is drawn.
    function conclude() {
        root.layOut();
        root.parts = breaks.partsOf(root.slices);
        root.crowded = root.crowded || root.parts > 1;
        // The steps took their space, and the layout started again.
        if (root.stale)
            return;
        root.part = root.partRead();
        root.limit();
        root.finish();
    }

    function layOut() {
        for (let at = 0; at < slots.count; at++)
            RowMetrics.layOut(slots.itemAt(at));
    }

    function overflows(part: int): bool {
        return root.filled(root.partOf(part), root.leastGap) > breaks.roomOf(part) + 1;
    }

    // Every block has its part: shrinks what is too high, grows what is alone, and shares out spare height.
    function finish() {
        if (root.shrink() || root.loosen() || root.stretch())
            return;
        root.place();
        root.composed = !root.due;
    }

    // Shrinks what no part holds by a step; false if everything fits or is at its smallest.
    function shrink(): bool {
        const scales = root.slices.map((_, at) => root.scales[at] ?? 1);
        for (let part = 0; part < root.parts; part++) {
            const here = root.partOf(part);
            if (root.overflows(part))
                here.filter(at => !root.itemAt(at)?.rigid).forEach(at => scales[at] = Math.max(root.leastScale, scales[at] - 0.05));
        }
        if (scales.every((scale, at) => scale === (root.scales[at] ?? 1)))
            return false;
        root.scales = scales;
        root.layOut();
        root.arrangeLater();
        return true;
    }

    // Makes blocks that grow alone and have a part to themselves as large as it holds; false if there are none.
    function loosen(): bool {
        if (root.parts === 1 || root.loosened || root.rigid || root.low || root.scales.length > 0)
            return false;
        root.loosened = true;
        for (let part = 0; part < root.parts; part++) {
            const here = root.partOf(part);
            const whole = here.every(at => root.itemAt(at)?.growsAlone && !root.drawn[at].slice);
            for (let density = -1; whole && density < root.density; density++) {
                root.setDensity(here, density);
                if (root.filled(here, root.widerGap) <= breaks.roomOf(part))
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

    // Tries the next larger size where everything fits, else the next smaller; false if the current size is final.
    function resize(slices: var): bool {
        if (root.decided)
            return false;
        const fits = breaks.partsOf(slices) === 1 && !breaks.overfull;
        const next = root.density + (fits ? -1 : 1);
        if (!fits && root.density < 0)
            root.loosest = next;
        if (fits && (root.density > 0 || next < root.loosest))
            return false;
        if (root.density >= 0)
            root.partsAt[root.density] = breaks.holds(slices) ? breaks.partsOf(slices) : undefined;
        if (next > root.densest)
            return root.relax(breaks.partsOf(slices));
        root.density = next;
        root.arrangeLater();
        return true;
    }

    // A page that breaks in any case is as large as this many parts allow; false if it is at that size.
    function relax(parts: int): bool {
        const roomier = Theme.large ? -1 : root.partsAt.indexOf(parts);
        if (roomier < 0 || roomier === root.density)
            return false;
        root.density = roomier;
        root.decided = true;
        root.arrangeLater();
        return true;
    }

    // Indices of the slices of a part.
    function partOf(part: int): var {
        return root.slices.map((slice, at) => at).filter(at => root.slices[at].part === part);
    }

    // The item of a slice, untyped; null if its file failed to load.
    function itemAt(at: int): var {
        return (slots.itemAt(at) as BlockSlot)?.item ?? null;
    }

    function heightAt(at: int): real {
        return slots.itemAt(at)?.height ?? 0;
    }

    // Total height of slices with a gap between each two.
    function filled(here: var, gap: real): real {
        return here.reduce((sum, at) => sum + root.heightAt(at), gap * (here.length - 1));
    }

    // Shares out the spare height of each part among its elastic blocks; false if there is nothing to share.
    function stretch(): bool {
        if (root.rigid || root.low)
            return false;
        const fills = [];
        for (let part = 0; part < root.parts; part++) {
            const here = root.partOf(part);
            const free = breaks.roomOf(part) - root.filled(here, root.widerGap);
            const elastic = here.filter(at => root.itemAt(at)?.fill !== undefined && !root.itemAt(at).still);
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

    // Blocks have taken the spare height or have changed since: lays out again if a part overflows.
    function settle() {
        root.layOut();
        for (let part = 0; part < root.parts; part++) {
            if (root.overflows(part)) {
                root.start();
                root.rigid = true;
                root.arrangeLater();
                return;
            }
        }
        root.place();
        root.composed = !root.due;
    }

    // Share of the spare height that is above the blocks of a part. Running text and lists that go on follow the title; anything else
    // that leaves much of a part empty is in the middle of it.
    function fall(here: var, empty: real): real {
        if (root.sunk || root.centred)
            return root.sunk ? 1 : 0.5;
        const whole = root.parts === 1 || !root.pieces && here.every(at => !root.drawn[at].slice);
        return whole && empty > 0.25 && here.every(at => !root.drawn[at].traits?.wordy) ? 0.36 : 0;
    }

    function place() {
        const tops = [];
        for (let part = 0; part < root.parts; part++) {
            const here = root.partOf(part);
            const room = breaks.roomOf(part);
            const gap = Math.max(root.leastGap, Math.min(Theme.u(80), (room - root.filled(here, 0)) / (here.length + 1)));
            const spare = Math.max(0, room - root.filled(here, gap));
            let y = breaks.topOf(part) + spare * root.fall(here, spare / room);
            for (const at of here) {
                tops[at] = y;
                y += root.heightAt(at) + gap;
            }
        }
        root.tops = tops;
    }

    Component.onCompleted: {
        sized = true;
        number = Rounds.number();
        begin();
        // A page in sight is there at once.
        for (let round = 0; seen && round < 3; round++)
            arrange();
    }
    Component.onDestruction: Rounds.remove(number)
    // What comes into sight waits for nothing.
    onSeenChanged: if (seen && due) {
        Rounds.remove(number);
        later.restart();
    }
    onWholeChanged: begin()

    Debounce {
        id: later

        onTriggered: root.arrange()
    }

    Connections {
        function onBegan(column: int) {
            if (column === root.number)
                root.arrange();
        }

        target: Rounds
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

    // A new height: starts again, without the steps of parts that may no longer be needed.
    onHeightChanged: {
        parts = 1;
        open = [0];
        crowded = false;
        renew();
    }
    onBlocksChanged: renew()
    onFirstTopChanged: renew()
    onBriefTopChanged: renew()
    onLaterTopChanged: renew()
    onBedChanged: renew()
    onHeadroomChanged: renew()
    onWidthChanged: renew()
    onYieldingChanged: begin()
    onWordingChanged: {
        crowded = false;
        renew();
    }

    Item {
        id: bed

        height: root.height
        width: root.width

        Repeater {
            id: slots

            model: []

            BlockSlot {
                readonly property int part: root.slices[index]?.part ?? 0

                bed: root.bed
                company: root.blocks
                density: root.densities[index] ?? root.density
                headroom: root.headroom
                here: part === root.part && !root.hidden
                // Never quite 0: the software renderer does not bring back what it has left out.
                opacity: root.entered === 1 ? 1 : Math.max(0.01, Math.min(1, (root.entered * entering.duration - (index + 3) * entering.stagger) / Math.max(1, Theme.fade)))
                // Pieces are as high wherever the composer puts them, or it would never settle.
                partRoom: breaks.roomOf(root.pieces ? 1 : part)
                progress: root.answers[modelData.key] ?? null
                seen: root.seen
                shrunk: root.scales[index] ?? 1
                target: root?.fills[index] ?? 0
                topmost: part > 0 && root.slices[index - 1]?.part !== part && breaks.reminds(root.slices[index])
                tried: root.answers[modelData.key] ?? -1
                width: bed.width
                y: root.tops[index] ?? 0

                onAnswered: answer => root.answered(modelData.key, answer)
                onDragged: held => root.holder = held ? index : -1
                onFollowed: (panel, page) => root.linkFollowed(panel, page)
                onHeightChanged: root?.arrangeLater()
                onOpened: gallery => root.galleryOpened(gallery)
                onRevealed: root?.limit()
            }
        }
    }
}
