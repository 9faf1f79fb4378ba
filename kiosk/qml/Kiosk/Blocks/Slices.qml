pragma Singleton

import QtQml

// A block that is told over several parts of a page: its slice has the entries from `first` to before `last`, and says whether
// it `begins` and `ends` the block.
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
        return block.slice?.begins ?? true;
    }

    function ends(block: var): bool {
        return block.slice?.ends ?? true;
    }

    // The words of a slice, which counts their signs; bold and emphasis go on in it.
    function words(styled: string, block: var): string {
        if (!block.slice)
            return styled;
        const tags = [];
        let at = 0;
        let cut = "";
        for (const token of styled.match(/<[^>]*>|&\w+;|[^]/g) ?? []) {
            const seen = !token.startsWith("<") || token.startsWith("<br");
            const inside = at >= block.slice.first && at < block.slice.last;
            if (seen && inside && cut === "")
                cut = tags.join("");
            if (inside && (seen || cut !== ""))
                cut += token;
            if (seen)
                at += 1;
            else if (token.startsWith("</"))
                tags.pop();
            else
                tags.push(token);
            if (at >= block.slice.last)
                break;
        }
        return cut + tags.slice().reverse().map(tag => tag.replace("<", "</")).join("");
    }
}
