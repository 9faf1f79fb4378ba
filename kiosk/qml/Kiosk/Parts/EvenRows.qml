pragma Singleton

import QtQml

// Rows of entries that differ by one at most: thirteen in rows of at most four are 4, 3, 3 and 3.
QtObject {
    id: root

    // An empty cell.
    readonly property var gap: ({
            blank: true
        })

    // Entries in the first and longest row, where a row may have `most`.
    function columns(count: int, most: int): int {
        return Math.max(1, Math.ceil(count / Math.max(1, Math.ceil(count / Math.max(1, most)))));
    }

    // The entries of a slice that begins with entry `start` of `count`, for a grid of so many columns: with a gap after
    // each row that is shorter than the first, except the last.
    function cells(shown: var, start: int, count: int, columns: int): var {
        const rows = Math.ceil(count / Math.max(1, columns));
        const long = (count - rows * (columns - 1)) * columns;
        return columns < 2 ? shown : Array.from(shown).reduce((cells, entry, at) => {
            const number = start + at;
            const ends = number >= long && (number - long) % (columns - 1) === columns - 2;
            return [...cells, entry, ...(ends && number < count - 1 ? [root.gap] : [])];
        }, []);
    }
}
