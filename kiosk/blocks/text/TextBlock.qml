import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// Running text. At most some thirty characters a line: a wide column takes the larger style.
Label {
    id: root

    required property var block
    property int density: 0
    // The words that may go on in the next part.
    readonly property Label running: root
    // From display size to that of a page which is full.
    readonly property int size: Growth.size(density, density === 0 && width > Theme.t(880) ? 40 : 34, 48, 60)

    font.pixelSize: Theme.t(size)
    lineHeight: Theme.t(Theme.large ? 50 : density > 1 ? 52 : size < 40 ? 58 : size * 1.6)
    text: Slices.words(Words.of(block.text), block)
    textFormat: Text.StyledText
}
