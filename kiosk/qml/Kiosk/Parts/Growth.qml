pragma Singleton

import QtQml

// How blocks grow where their page has room.
QtObject {
    id: root

    // One of three sizes: of a page as most are, of one with little on it, and of one that is read across a hall.
    function size(density: int, normal: real, large: real, display: real): real {
        return density < -1 ? display : density < 0 ? large : normal;
    }

    // What a block that is given some height has for one thing in it: less the others, and a rule that may stand above it.
    // 0 while it is given none.
    function room(fill: real, others: real): real {
        return fill > 0 ? Math.max(0, fill - others) : 0;
    }

    // The least height that rows can have at most, so that all of them together fill a room: those that are higher stay so.
    function level(heights: var, room: real): real {
        const high = heights.slice().sort((one, other) => other - one);
        let left = room;
        for (let i = 0; i < high.length; i++) {
            const share = left / (high.length - i);
            if (high[i] <= share)
                return share;
            left -= high[i];
        }
        return 0;
    }
}
