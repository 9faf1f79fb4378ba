pragma Singleton

import QtQml

// A block that is told over several parts of a page: a slice of it has the rows from `first` to before `last` of `count`.
QtObject {
    function of(entries: var, block: var): var {
        return block.slice ? entries.slice(block.slice.first, block.slice.last) : entries;
    }

    function begins(block: var): bool {
        return (block.slice?.first ?? 0) === 0;
    }

    function ends(block: var): bool {
        return block.slice?.ends ?? true;
    }
}
