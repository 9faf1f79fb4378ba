import QtQuick
import Kiosk.Theme

// Text whose opening quotation mark hangs outside the column, so that the first character aligns with its edge.
Label {
    id: root

    property string words
    // False if something is at the left.
    property bool hanging: true
    readonly property bool hung: hanging && Words.chinese && /^[“‘《「]/.test(words)

    Accessible.name: words
    text: Words.kept(hung ? words.slice(1) : words)

    Label {
        Accessible.ignored: true
        color: root.color
        font: root.font
        lineHeight: root.lineHeight
        text: root.hung ? root.words[0] : ""
        visible: root.hung
        x: -root.font.pixelSize
    }
}
