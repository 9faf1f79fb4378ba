import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// A figure with its label and its date below it.
Column {
    id: root

    required property var modelData
    property int density: 0
    property alias fit: value.fit
    property alias seen: value.seen
    property alias size: value.size
    property alias unitBelow: value.unitBelow
    readonly property alias bare: value.bare
    readonly property alias natural: value.natural
    readonly property alias share: value.share
    readonly property alias wanted: value.wanted
    readonly property string words: Words.of(modelData.label)
    readonly property string date: Words.dateOf(modelData, Words.language)

    Accessible.name: Words.joined([value.before, value.typed, value.unit, " ", words, " ", date], Words.language)
    Accessible.role: Accessible.StaticText

    FigureValue {
        id: value

        figure: root.modelData
        width: root.width
    }

    Label {
        Accessible.ignored: true
        color: Theme.gold
        font.pixelSize: label.font.pixelSize
        lineHeight: label.lineHeight
        role: "label"
        text: value.measure
        visible: root.unitBelow && text !== ""
        width: root.width
    }

    Label {
        id: label

        Accessible.ignored: true
        font.pixelSize: Theme.t(Growth.size(root.density, 32, 40, 48))
        lineHeight: Theme.t(Growth.size(root.density, 48, 58, 68))
        role: "label"
        text: Words.dated(root.words, root.date)
        textFormat: Text.StyledText
        width: root.width
    }
}
