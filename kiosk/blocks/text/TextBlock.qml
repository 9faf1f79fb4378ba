import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// Running text. About thirty characters a line, at most forty: a wide column uses the larger style.
Label {
    id: root

    required property var block
    property int density: 0
    // The text that may continue in the next part.
    readonly property Label running: root
    // From display size down to that of a full page.
    readonly property int size: Growth.size(density, width > Theme.t(density === 0 ? 880 : 1360) ? 40 : 34, 48, 60)

    font.pixelSize: Theme.t(size)
    lineHeight: Theme.t(Theme.large ? 50 : size < 40 ? density > 1 ? 52 : 58 : density > 1 ? 60 : size * 1.6)
    text: Slices.words(Words.of(block.text), block)
    textFormat: Text.StyledText
}
