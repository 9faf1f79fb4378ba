import QtQuick

// Widths of texts in one font. Each text is measured: few characters may be wider than many.
FontMetrics {
    id: root

    // Width of the widest of some texts, each on one line.
    function widest(texts: var): real {
        // Reading the font makes bindings follow it: the call alone would not.
        return root.font.pixelSize > 0 ? texts.reduce((most, text) => Math.max(most, root.advanceWidth(text)), 0) : 0;
    }

    // Width of the widest word of some texts: a narrower column would break it. Han breaks at any character; a hyphenated word
    // counts as a whole.
    function widestWord(texts: var): real {
        return root.widest(texts.join(" ").replace(/\u00ad/g, "").split(/[ \t\n\u200b\u2e80-\u9fff\ud800-\udfff\uf900-\ufaff\uff00-\uffef]+/));
    }
}
