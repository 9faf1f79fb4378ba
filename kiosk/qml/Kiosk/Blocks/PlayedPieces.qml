import QtQuick
import Kiosk.Theme

// In the largest text a film or sound alone between its title and what is told of it.
BlockPieces {
    id: root

    function of(block: var, language: string, width: real): var {
        if (!Theme.large)
            return [block];
        const told = block.transcript?.[language] ?? "";
        return [...Splitter.titled(block.title, language), Object.assign({}, block, {
                picture: null,
                title: null,
                transcript: null
            }), ...(told === "" ? [] : [
                    {
                        kind: "text",
                        text: block.transcript
                    }
                ])];
    }
}
