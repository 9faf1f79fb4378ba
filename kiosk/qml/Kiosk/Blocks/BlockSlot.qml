pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The place of a block, or of a slice of one, on its page: creates it, tells it what it has declared of what a column sets, and
// passes on what it signals. The comment at the head of BlockColumn.qml lists both.
Item {
    id: root

    required property int index
    required property var modelData
    readonly property string kind: modelData.kind
    readonly property var item: loader.item
    readonly property bool ruled: index > 0 && Slices.begins(modelData) && Boolean(item?.ruled)

    // In the part that is shown.
    required property bool here
    // Scale of a block that no part holds at full size.
    required property real shrunk
    // Height to take, in px; 0 is the natural height.
    required property real target
    // What the block may have declared.
    required property real bed
    required property var company
    required property int density
    required property real headroom
    required property real partRoom
    required property var progress
    required property bool seen
    required property bool topmost
    required property var tried
    property bool created: false

    signal answered(var answer)
    signal dragged(bool held)
    signal followed(string panel, string page)
    signal opened(string gallery)
    // What is below it may be shown, or no longer.
    signal revealed

    // Creates the block, with what it needs of the column; false if it was there.
    function create(column: var): bool {
        if (root.created)
            return false;
        const given = {
            block: root.modelData
        };
        for (const name of root.modelData.traits?.needs ?? [])
            given[name] = column[name];
        root.created = true;
        loader.load(BlockFiles.of(root.modelData.kind, "Block"), given);
        return true;
    }

    enabled: here
    height: loader.y + loader.height * loader.scale

    Rule {
        visible: root.ruled && root.here
        width: parent.width
    }

    ItemLoader {
        id: loader

        autoHeight: true
        scale: root.shrunk
        transformOrigin: Item.TopLeft
        // Not the slot: it keeps its space, and a screen reader must not read other parts.
        visible: root.here
        width: parent.width / scale
        y: root.ruled ? Theme.u(20) : 0
    }

    component Told: Binding {
        target: loader.item
        when: loader.item && property in loader.item
    }

    Told {
        property: "seen"
        value: root.seen
    }

    Told {
        property: "tried"
        value: root.tried
    }

    Told {
        property: "partRoom"
        value: root.partRoom
    }

    Told {
        property: "progress"
        value: root.progress
    }

    Told {
        property: "density"
        value: root.density
    }

    Told {
        property: "bed"
        value: root.bed
    }

    Told {
        property: "headroom"
        value: root.headroom
    }

    Told {
        property: "topmost"
        value: root.topmost
    }

    Told {
        property: "company"
        value: root.company
    }

    Told {
        property: "fill"
        value: Math.max(0, root.target - loader.y) / loader.scale
    }

    Connections {
        function onFollowed(panel: string, page: string) {
            root.followed(panel, page);
        }

        function onOpened(gallery: string) {
            root.opened(gallery);
        }

        function onHeldChanged() {
            root.dragged(Boolean(root.item?.held));
        }

        function onAwaitingChanged() {
            root?.revealed();
        }

        function onAnswered(answer: int) {
            root.answered(answer);
        }

        function onProgressed(progress: var) {
            root.answered(progress);
        }

        ignoreUnknownSignals: true
        target: loader.item
    }
}
