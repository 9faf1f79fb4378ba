pragma Singleton

import QtQuick

// Rounds of composing for pages out of sight: one a frame, whichever page it is of, so that paging stays smooth. A timer of 0 ms
// would have all rounds in one turn of the event loop.
QtObject {
    id: root

    // Numbers of the columns that wait for a round: a column that is destroyed meanwhile is no object any more.
    property var waiting: []
    property int last: 0

    readonly property FrameAnimation frames: FrameAnimation {
        running: root.waiting.length > 0

        onTriggered: {
            const first = root.waiting[0];
            root.remove(first);
            root.began(first);
        }
    }

    // It is the turn of this column.
    signal began(int column)

    // A number for a new column.
    function number(): int {
        return root.last += 1;
    }

    function add(column: int) {
        if (!root.waiting.includes(column))
            root.waiting = root.waiting.concat([column]);
    }

    function remove(column: int) {
        root.waiting = root.waiting.filter(other => other !== column);
    }
}
