import QtQuick
import Kiosk.Theme

// In the largest text: the title, then the film or sound alone, then its text.
BlockPieces {
    id: root

    function of(block: var, language: string, width: real): var {
        if (!Theme.large)
            return [block];
        const words = block.transcript?.[language] ?? "";
        return [...Splitter.heading(block.title, language), Object.assign({}, block, {
                picture: null,
                title: null,
                transcript: null
            }), ...(words === "" ? [] : [
                    {
                        kind: "text",
                        text: block.transcript
                    }
                ])];
    }
}
