import QtQuick
import Kiosk.Parts
import Kiosk.Theme

Copy {
    required property var block

    text: Words.of(block.text)
    textFormat: Text.StyledText
}
