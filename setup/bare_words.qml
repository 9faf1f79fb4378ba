import QtQuick

// Words with nothing of the kiosk in them, for setup/locales.py to compare with.
Rectangle {
    id: root

    required property string words
    required property font face
    // Where the first pixel begins that is not whole: glyphs are drawn for their place.
    required property point at
    // In pixels, or as so many times what the font says.
    required property real line

    color: "black"
    height: label.implicitHeight + 1
    width: label.implicitWidth + 1

    Text {
        id: label

        color: "white"
        font: root.face
        lineHeight: root.line
        lineHeightMode: root.line > 4 ? Text.FixedHeight : Text.ProportionalHeight
        text: root.words
        x: root.at.x
        y: root.at.y
    }
}
