import QtQuick
import Kiosk.Blocks
import Kiosk.Theme

// In the largest text a long address is a text of its own, which may continue in the next part.
BlockPieces {
    id: root

    readonly property int longAddress: 80

    function of(block: var, language: string, width: real): var {
        return !Theme.large || block.url.length <= root.longAddress ? [block] : [Object.assign({}, block, {
                apart: true
            }), ...Splitter.plainText(block.url.replace(/^https?:\/\//, ""), language)];
    }
}
