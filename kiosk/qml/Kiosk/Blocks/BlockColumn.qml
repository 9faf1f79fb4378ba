pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The blocks of a page, one under another: roomy where they are few, denser where they are many.
// What still does not fit goes on to a further part; the break falls between blocks, never inside one.
Item {
    id: root

    required property var blocks
    required property var accent
    required property PollView polls
    // Which of the blocks a finger is dragging.
    property int holder: -1
    readonly property bool held: holder >= 0
    // What was answered, by the question.
    property var answers: ({})
    property real entered: 1
    property bool seen: false
    property int part: 0
    property int density: 0
    property list<real> starts: [0]

    readonly property int densest: 2
    readonly property int parts: starts.length
    // What is answered on a wall stands low, within reach.
    readonly property bool sunk: Theme.wall && parts === 1 && blocks.some(block => ["compare", "match", "poll", "quiz"].includes(block.kind))
    readonly property string wording: Words.language + Theme.textScale + "/" + width

    signal linkFollowed(string panel, string page)
    signal galleryOpened(string gallery)

    // The blocks of a page that is opened come one after another.
    function enter() {
        entering.restart();
    }

    function arrange() {
        const heights = [];
        for (let i = 0; i < slots.count; i++) {
            (slots.itemAt(i) as Slot)?.settle();
            heights.push(slots.itemAt(i)?.height ?? 0);
        }
        const filled = heights.reduce((sum, height) => sum + height, 0);
        const airy = (root.height - filled) / (heights.length + 1);
        bed.spacing = Math.max(Theme.u(root.density === root.densest ? 16 : 24), Math.min(Theme.u(80), airy));
        // The tops at which parts begin. Not in a function of its own: a page that another pack takes away has none.
        const tops = [0];
        let y = 0;
        for (const height of heights) {
            if (y > tops[tops.length - 1] && y + height - tops[tops.length - 1] > root.height + 1)
                tops.push(y);
            y += height + bed.spacing;
        }
        if (tops.length > 1 && root.density < root.densest) {
            root.density += 1;
            later?.restart();
            return;
        }
        root.starts = tops;
        root.part = Math.min(root.part, tops.length - 1);
    }

    function keep(key: string, answer: var) {
        root.answers = Object.assign({}, root.answers, {
            [key]: answer
        });
    }

    component Slot: Item {
        property ChartBlock chart: null

        function settle() {
            chart?.settle();
        }
    }

    function partOf(top: real): int {
        return root.starts.filter(start => top >= start).length - 1;
    }

    Later {
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

    // Another room: begin anew, without the steps of parts that may no longer be needed.
    onHeightChanged: {
        density = 0;
        starts = [0];
        later.restart();
    }
    onWordingChanged: {
        density = 0;
        later.restart();
    }

    Column {
        id: bed

        width: root.width
        y: -(root.starts[root.part] ?? 0) + (root.sunk ? Math.max(0, root.height - height) : 0)

        onHeightChanged: later?.restart()

        Repeater {
            id: slots

            model: Theme.enlarged ? Splitter.split(root.blocks, Words.language) : root.blocks

            Slot {
                id: slot

                required property int index
                required property var modelData

                chart: loader.item as ChartBlock
                readonly property string kind: modelData.kind
                readonly property bool ruled: index > 0 && ["chart", "figures", "poll", "quiz", "sources", "voice"].includes(kind) && modelData.question !== null

                readonly property bool here: root.partOf(y) === root.part

                enabled: here
                // Never quite nothing: the software renderer does not bring back what it has left out.
                opacity: root.entered === 1 ? 1 : Math.max(0.01, Math.min(1, (root.entered * entering.duration - (index + 3) * entering.stagger) / Math.max(1, Theme.fade)))
                height: loader.y + loader.height
                width: bed.width

                Rule {
                    visible: slot.ruled && slot.here
                    width: parent.width
                }

                ItemLoader {
                    id: loader

                    autoHeight: true
                    // Not the slot: it keeps its room, and nobody reads what is in another part.
                    visible: slot.here
                    width: parent.width
                    y: slot.ruled ? Theme.u(20) : 0

                    Component.onCompleted: {
                        const given = {
                            block: slot.modelData
                        };
                        if (["cards", "chart", "hotspots", "voice"].includes(slot.kind))
                            given.accent = root.accent;
                        if (slot.kind === "poll")
                            given.polls = root.polls;
                        load(Qt.resolvedUrl(slot.kind.charAt(0).toUpperCase() + slot.kind.slice(1) + "Block.qml"), given);
                    }
                }

                Binding {
                    property: "seen"
                    target: loader.item
                    value: root.seen
                    when: ["audio", "figures", "video"].includes(slot.kind)
                }

                Binding {
                    property: "tried"
                    target: loader.item
                    value: root.answers[slot.modelData.key] ?? -1
                    when: slot.kind === "quiz"
                }

                Binding {
                    property: "room"
                    target: loader.item
                    value: root.height
                    when: slot.kind === "match"
                }

                Binding {
                    property: "progress"
                    target: loader.item
                    value: root.answers[slot.modelData.key] ?? null
                    when: slot.kind === "match"
                }

                Binding {
                    property: "density"
                    target: loader.item
                    value: root.density
                    when: ["chart", "figures", "match", "text", "voice"].includes(slot.kind)
                }

                Connections {
                    function onFollowed(panel: string, page: string) {
                        root.linkFollowed(panel, page);
                    }

                    function onOpened(gallery: string) {
                        root.galleryOpened(gallery);
                    }

                    function onHeldChanged() {
                        root.holder = (loader.item as CompareBlock)?.held ? slot.index : -1;
                    }

                    function onAnswered(answer: int) {
                        root.keep(slot.modelData.key, answer);
                    }

                    function onProgressed(progress: var) {
                        root.keep(slot.modelData.key, progress);
                    }

                    ignoreUnknownSignals: true
                    target: loader.item
                }
            }
        }
    }
}
