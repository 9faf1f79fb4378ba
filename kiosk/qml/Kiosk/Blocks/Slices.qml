pragma Singleton

import QtQml

// A block that is told over several parts of a page: a slice of it has the rows from `first` to before `last` of `count`.
QtObject {
    id: root

    function of(entries: var, block: var): var {
        return block.slice ? entries.slice(block.slice.first, block.slice.last) : entries;
    }

    // The number of the first entry that is shown.
    function start(block: var): int {
        return block.slice?.first ?? 0;
    }

    function begins(block: var): bool {
        return root.start(block) === 0;
    }

    function ends(block: var): bool {
        return block.slice?.ends ?? true;
    }
}
