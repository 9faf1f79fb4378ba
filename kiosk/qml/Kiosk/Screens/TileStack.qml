pragma ComponentBehavior: Bound

import QtQuick

// The tiles of a very large picture above its largest rendition: the level for the current zoom, one four times coarser below
// it, and the previous level until everything in view is loaded.
Item {
    id: root

    required property var tiles
    // The visible area, in shares of the picture; the size of the viewport; the zoomed width of the picture.
    required property rect sight
    required property size room
    required property real drawn
    // Up to this width the renditions are as good.
    required property int prepared

    readonly property int fitting: {
        if (drawn * 0.98 <= prepared)
            return -1;
        const found = tiles.levels.findIndex(level => level.width >= drawn * 0.8);
        return found < 0 ? tiles.levels.length - 1 : found;
    }
    property int level: -1
    property int kept: -1

    function change() {
        if (root.level === root.fitting)
            return;
        const before = layers.itemAt(root.level) as TileLayer;
        if (before && before.complete)
            root.kept = root.level;
        root.level = root.fitting;
        if (root.level < 0)
            root.kept = -1;
    }

    Component.onCompleted: change()
    onFittingChanged: if (fitting < 0)
        change()
    else if (!pause.running)
        pause.start()

    // While fingers move, levels passed quickly are not loaded.
    Timer {
        id: pause

        interval: 120

        onTriggered: root.change()
    }

    Repeater {
        id: layers

        model: root.tiles.levels.length

        TileLayer {
            required property int index

            kept: index === root.kept
            level: index
            live: root.level >= 0 && (index === root.level || index === root.level - 2)
            room: root.room
            scale: root.width / pixels.width
            sight: root.sight
            tiles: root.tiles

            onCompleteChanged: if (complete && index === root.level)
                root.kept = -1
        }
    }
}
