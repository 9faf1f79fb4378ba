import QtQuick
import Kiosk.Theme

// A QtAwesome icon named by a pack, as a glyph of its font.
Text {
    id: root

    property var icon: null

    Accessible.ignored: true
    color: Theme.gold
    font.family: loader.name
    text: icon ? icon.character : ""
    textFormat: Text.PlainText

    transform: Mirror {
        across: root.width
    }

    FontLoader {
        id: loader

        source: root.icon ? root.icon.font : ""
    }
}
