pragma Singleton

import QtQml

// A block split over several parts of a page: its slice has the entries from `first` up to, not including, `last`, and the
// flags `begins` and `ends`.
QtObject {
    id: root

    function of(entries: var, block: var): var {
        return block.slice ? entries.slice(block.slice.first, block.slice.last) : entries;
    }

    // Index of the first entry shown.
    function start(block: var): int {
        return block.slice?.first ?? 0;
    }

    function begins(block: var): bool {
        return block.slice?.begins ?? true;
    }

    function ends(block: var): bool {
        return block.slice?.ends ?? true;
    }

    // Text of a slice, which counts characters; bold and emphasis continue across slices.
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
