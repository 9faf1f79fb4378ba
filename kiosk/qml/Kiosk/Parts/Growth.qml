pragma Singleton

import QtQml

// How blocks grow where their page has room.
QtObject {
    id: root

    // One of three sizes: for a normal page, for one with little on it, and for one legible from afar.
    function size(density: int, normal: real, large: real, display: real): real {
        return density < -1 ? display : density < 0 ? large : normal;
    }

    // The share of a block's given height left for one item: less the others, and less a rule above the block.
    // 0 if no height is given.
    function room(fill: real, others: real): real {
        return fill > 0 ? Math.max(0, fill - others) : 0;
    }

    // Where an item that is all of its page begins: a little above the middle of the block's given height, 0 if none is given.
    function middle(fill: real, height: real): real {
        return fill > 0 ? Math.max(0, (fill - height) * 0.42) : 0;
    }

    // Whether a number of this size is larger than the words beside it, and its unit, a `share` of it, not much smaller.
    function legible(size: real, share: real, word: real): bool {
        return size >= 1.6 * word && size * share >= 0.75 * word;
    }

    // The common minimum height with which rows together fill `room`; higher rows keep their height.
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
