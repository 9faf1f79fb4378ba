import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Running text. At most some thirty characters a line: a wide column takes the larger style.
Copy {
    required property var block
    property int density: 0

    role: density === 0 && width > Theme.t(880) ? "lead" : "body"
    text: Words.of(block.text)
    textFormat: Text.StyledText
}
