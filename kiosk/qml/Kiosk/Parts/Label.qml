import QtQuick
import Kiosk.Theme

// Words in one of the theme's type styles.
Text {
    id: root

    property string role: "body"
    property string language: Words.drawn
    readonly property var spec: Theme.style(role)
    property string face: spec.font

    Accessible.ignored: text === ""
    Accessible.name: text.replace(/<[^>]*>|\u00ad/g, "").replace(/&nbsp;|\u00a0/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&")
    Accessible.role: Accessible.StaticText
    color: Theme.text
    font.family: Theme.family(face, language)
    font.features: Theme.face(face, language).features
    font.pixelSize: Theme.t(spec.size)
    font.weight: spec.weight
    lineHeight: Theme.t(spec.line)
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    // A word that is wider than its column is broken: it would lie over what stands beside it.
    wrapMode: Text.Wrap

    // Words that are the same in both languages, in a family whose forms hang on the locale.
    onLanguageChanged: if (!Theme.face(face, language).settled)
        forceLayout()
}
