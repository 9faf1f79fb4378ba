import Kiosk.Theme

// Width of the widest word of some texts of the pack, in the sans face: a narrower column would break it.
TextWidths {
    id: root

    required property var texts
    required property int size
    readonly property real width: widestWord(texts.map(text => Words.of(text)))

    font.family: Theme.family("sans", Words.language)
    font.pixelSize: Theme.t(root.size)
}
