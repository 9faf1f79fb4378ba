import QtQuick
import Kiosk.Theme

// Words in one of the theme's type styles.
Text {
    id: root

    property string role: "body"
    property string language: Words.language
    readonly property var spec: Theme.style(role)

    Accessible.ignored: text === ""
    Accessible.name: text.replace(/<[^>]*>/g, "").replace(/&nbsp;/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&")
    Accessible.role: Accessible.StaticText
    color: Theme.text
    font.family: Theme.family(spec.font)
    font.features: Words.features(language)
    font.pixelSize: Theme.t(spec.size)
    font.weight: spec.weight
    lineHeight: Theme.t(spec.line)
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    wrapMode: Text.WordWrap
}
