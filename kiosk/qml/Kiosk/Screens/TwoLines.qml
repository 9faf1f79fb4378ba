import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The text of a scene, large in the current language and small in the other.
Column {
    id: root

    required property var words
    required property string language
    required property string otherLanguage

    Label {
        language: root.language
        role: "h2"
        text: Words.inLanguage(root.words, language)
        visible: text !== ""
        width: parent.width
    }

    Label {
        color: Theme.muted
        language: root.otherLanguage
        lineHeight: Theme.t(56)
        role: "lead"
        text: language === root.language ? "" : Words.inLanguage(root.words, language)
        topPadding: Theme.u(10)
        visible: text !== ""
        width: parent.width
    }
}
