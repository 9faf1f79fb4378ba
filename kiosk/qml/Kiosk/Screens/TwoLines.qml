import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The text of a scene, large in the current language and small in the other.
Column {
    id: root

    required property var words
    required property string language
    required property string otherLanguage
    // Of the size that the text has elsewhere.
    property real share: 1

    Label {
        font.pixelSize: Math.round(Theme.t(spec.size) * root.share)
        language: root.language
        lineHeight: Math.round(Theme.t(spec.line) * root.share)
        role: "h2"
        text: Words.inLanguage(root.words, language)
        visible: text !== ""
        width: parent.width
    }

    Label {
        color: Theme.muted
        font.pixelSize: Math.round(Theme.t(spec.size) * root.share)
        language: root.otherLanguage
        lineHeight: Math.round(Theme.t(56) * root.share)
        role: "lead"
        text: language === root.language ? "" : Words.inLanguage(root.words, language)
        topPadding: Theme.u(10)
        visible: text !== ""
        width: parent.width
    }
}
