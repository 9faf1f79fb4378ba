import QtQuick

// The view of a picture: its zoom, and the offset of its centre from the viewport's.
QtObject {
    id: root

    required property var picture
    required property size room
    // Maximum width when not zoomed.
    required property real slot
    // Vertical alignment of a picture lower than the viewport: 0 at the top, 1 at the bottom.
    required property real lean

    property real zoom: 1
    property real panX: 0
    property real panY: 0
    readonly property bool near: zoom > 1.01
    readonly property real ratio: picture ? picture.width / picture.height : 1.6
    readonly property size drawn: ratio > slot / room.height ? Qt.size(slot, slot / ratio) : Qt.size(room.height * ratio, room.height)
    readonly property real lift: (room.height - drawn.height) * (lean - 0.5) * Math.max(0, 2 - Math.max(1, zoom))
    // For a very large picture, the width of its largest tile level: zoom goes on until these pixels are visible.
    readonly property int depth: picture?.tiles ? picture.tiles.levels[picture.tiles.levels.length - 1].width : 0
    readonly property bool deep: depth > 0
    readonly property real most: Math.max(4, depth / drawn.width)
    // The visible area, in shares of the picture.
    readonly property rect sight: {
        const middleX = 0.5 - panX / (drawn.width * zoom);
        const middleY = 0.5 - (panY + lift) / (drawn.height * zoom);
        const halfX = room.width / 2 / (drawn.width * zoom);
        const halfY = room.height / 2 / (drawn.height * zoom);
        const left = Math.max(0, middleX - halfX);
        const top = Math.max(0, middleY - halfY);
        return Qt.rect(left, top, Math.min(1, middleX + halfX) - left, Math.min(1, middleY + halfY) - top);
    }

    function rest() {
        root.zoom = 1;
        root.panX = 0;
        root.panY = 0;
    }

    // Zooms around the point under the fingers.
    function zoomAt(to: real, x: real, y: real) {
        const next = Math.max(1, Math.min(root.most, to));
        const dx = x - root.room.width / 2;
        const dy = y - root.room.height / 2 - root.lift;
        root.panX = dx - (dx - root.panX) * next / root.zoom;
        root.panY = dy - (dy - root.panY) * next / root.zoom;
        root.zoom = next;
        root.holdEdges();
    }

    // Zooms in or out by a step; a larger zoom range has larger steps.
    function step(inwards: bool) {
        const by = root.deep ? 2 : 1.5;
        root.zoomAt(inwards ? root.zoom * by : root.zoom / by, root.room.width / 2, root.room.height / 2);
    }

    // Zooms in, or back to the whole; a very large picture zooms in with each double tap, down to its pixels.
    function zoomDouble(x: real, y: real) {
        const back = root.near && (!root.deep || root.zoom > root.most * 0.99);
        root.zoomAt(back ? 1 : root.deep ? root.zoom * 3 : 2.5, x, y);
    }

    function pan(x: real, y: real) {
        root.panX += x;
        root.panY += y;
        root.holdEdges();
    }

    // Pans by a share of the viewport.
    function look(x: real, y: real) {
        const by = root.deep ? 0.5 : 0.25;
        root.pan(x * root.room.width * by, y * root.room.height * by);
    }

    // Centres a point of the picture, given in shares of it.
    function centreAt(x: real, y: real) {
        root.panX = (0.5 - x) * root.drawn.width * root.zoom;
        root.panY = (0.5 - y) * root.drawn.height * root.zoom - root.lift;
        root.holdEdges();
    }

    function holdEdges() {
        root.panX = root.held(root.panX, root.drawn.width, root.room.width);
        root.panY = root.held(root.panY, root.drawn.height, root.room.height);
    }

    function held(pan: real, drawn: real, room: real): real {
        const most = Math.max(0, (drawn * root.zoom - room) / 2);
        return Math.max(-most, Math.min(most, pan));
    }
}
