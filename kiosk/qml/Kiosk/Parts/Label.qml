import QtQuick
import Kiosk.Theme

// Text in one of the theme's type styles.
Text {
    id: root

    property string role: "body"
    property string language: Words.drawn
    readonly property var spec: Theme.style(role)
    property string face: spec.font

    // Out of the tree where it is hidden, or lies below the sheet.
    Accessible.ignored: text === "" || !visible || !enabled
    Accessible.name: text.replace(/<[^>]*>|\u00ad|\u2060/g, "").replace(/&nbsp;|\u00a0/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&")
    Accessible.role: Accessible.StaticText
    color: Theme.text
    font.family: Theme.family(face, language)
    font.features: Theme.face(face, language).features
    font.pixelSize: Theme.t(spec.size)
    font.weight: spec.weight
    horizontalAlignment: Words.mirrored ? Text.AlignRight : Text.AlignLeft
    lineHeight: Theme.t(spec.line)
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    // Breaks a word wider than its column: it would overlap its neighbour.
    wrapMode: Text.Wrap

    transform: Mirror {
        across: root.width
    }

    // For text that is the same in both languages, in a family whose glyph forms depend on the locale.
    onLanguageChanged: if (!Theme.face(face, language).settled)
        forceLayout()
}
