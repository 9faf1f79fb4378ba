import QtQuick
import Kiosk.Theme

// In the largest text, and where no part holds all of it: the title, then the film or sound alone, then its text.
BlockPieces {
    id: root

    function of(block: var, language: string, width: real, broken: bool): var {
        if (!Theme.large && !broken)
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
