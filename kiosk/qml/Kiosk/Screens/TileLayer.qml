pragma ComponentBehavior: Bound

import QtQuick

// One level of a very large picture: the visible tiles plus a margin. There is one slot for each tile that can be visible at
// once; a slot takes over the tile that comes into view when another leaves.
// Its coordinates are the level's pixels: the software renderer rounds a node's extent before scaling.
Item {
    id: root

    required property var tiles
    required property int level
    required property rect sight
    required property size room
    // `live`: follows the view. `kept`: keeps its tiles until a better level is ready. Neither: empty.
    required property bool live
    required property bool kept

    readonly property var pixels: tiles.levels[level]
    readonly property real margin: tiles.side / 4
    // The tiles visible at half scale, plus one that is cut off, plus the margin.
    readonly property int columns: Math.min(Math.ceil(pixels.width / tiles.side), Math.ceil(2 * room.width / tiles.side) + 2)
    readonly property int rows: Math.min(Math.ceil(pixels.height / tiles.side), Math.ceil(2 * room.height / tiles.side) + 2)
    property rect window
    property int pending: 0
    readonly property bool complete: live && places.count > 0 && pending === 0

    // First tile and number of tiles that cover a range of the picture, given in shares of it.
    function cover(start: real, share: real, length: int, most: int): point {
        const all = Math.ceil(length / root.tiles.side);
        const first = Math.max(0, Math.floor((start * length - root.margin) / root.tiles.side));
        const last = Math.min(all - 1, Math.floor(((start + share) * length + root.margin) / root.tiles.side));
        const beyond = Math.max(0, last - first + 1 - most);
        return Qt.point(first + Math.floor(beyond / 2), Math.min(most, last - first + 1));
    }

    function follow() {
        if (!root.live)
            return;
        const across = root.cover(root.sight.x, root.sight.width, root.pixels.width, root.columns);
        const down = root.cover(root.sight.y, root.sight.height, root.pixels.height, root.rows);
        root.window = Qt.rect(across.x, down.x, across.y, down.y);
    }

    height: pixels.height
    transformOrigin: Item.TopLeft
    width: pixels.width

    Component.onCompleted: follow()
    onLiveChanged: follow()
    onSightChanged: follow()

    Repeater {
        id: places

        model: root.live || root.kept ? root.columns * root.rows : 0

        Image {
            id: tile

            required property int index
            // The only tile of the window that is congruent to this slot modulo the number of columns; rows likewise.
            readonly property int column: root.window.x + ((index % root.columns - root.window.x) % root.columns + root.columns) % root.columns
            readonly property int row: root.window.y + ((Math.floor(index / root.columns) - root.window.y) % root.rows + root.rows) % root.rows
            readonly property bool wanted: column < root.window.x + root.window.width && row < root.window.y + root.window.height
            readonly property bool waiting: wanted && status !== Image.Ready && status !== Image.Error

            asynchronous: true
            cache: false
            height: sourceSize.height
            source: wanted ? `${root.tiles.url}${root.level}_${column}_${row}${root.tiles.suffix}` : ""
            sourceSize: Qt.size(Math.max(1, Math.min(root.tiles.side, root.pixels.width - column * root.tiles.side)), Math.max(1, Math.min(root.tiles.side, root.pixels.height - row * root.tiles.side)))
            width: sourceSize.width
            x: column * root.tiles.side
            y: row * root.tiles.side

            Component.onDestruction: if (waiting)
                root.pending -= 1
            onWaitingChanged: if (root)
                root.pending += waiting ? 1 : -1
        }
    }
}
