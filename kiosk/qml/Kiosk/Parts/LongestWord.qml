import QtQuick
import Kiosk.Theme

// Width of the longest word of some texts, in the sans face: a narrower column would break it. 0 in Chinese, which breaks
// anywhere.
TextMetrics {
    id: root

    required property var texts
    required property int size

    font.family: Theme.family("sans", Words.language)
    font.pixelSize: Theme.t(root.size)
    text: Words.chinese ? "" : root.texts.map(text => Words.of(text)).join(" ").replace(/\u00ad/g, "").split(/\s+/).reduce((long, word) => word.length > long.length ? word : long, "")
}
