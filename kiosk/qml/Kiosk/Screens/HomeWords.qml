import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The name of the place and the headline, between the emblem and the rings: a long headline shrinks before it takes a second line.
Item {
    id: root

    required property var home
    required property var place
    readonly property real largest: Theme.t(Words.chinese ? 96 : 64)
    readonly property real least: Theme.t(Words.chinese ? 60 : 44)

    TextMetrics {
        id: measure

        font.family: Theme.family("serif", Words.language)
        font.pixelSize: 100
        font.weight: Font.Bold
        text: title.text
    }

    Column {
        id: words

        readonly property bool crowded: title.font.pixelSize * measure.advanceWidth > 100 * width

        width: root.width
        y: Math.max(0, Math.min(Theme.u(Words.chinese ? 24 : 0), root.height - height))

        Label {
            color: Theme.gold
            lineHeight: Theme.t(Words.chinese ? 44 : 40)
            role: "label"
            text: Words.of(root.place)
            width: parent.width
        }

        Label {
            id: title

            Accessible.role: Accessible.Heading
            font.pixelSize: Math.max(root.least, Math.min(root.largest, Math.floor(98 * width / Math.max(1, measure.advanceWidth))))
            lineHeight: Math.round(words.crowded ? font.pixelSize * 1.4 : Math.max(Theme.t(92), font.pixelSize * (Words.chinese ? 1.3125 : 1.6875)))
            role: "h1"
            text: Words.of(root.home.headline)
            width: parent.width
        }

        Label {
            font.pixelSize: Theme.t(words.crowded ? 28 : Words.chinese ? 36 : 32)
            lineHeight: Theme.t(words.crowded ? 42 : Words.chinese ? 60 : 50)
            text: Words.of(root.home.lead)
            width: parent.width
        }
    }
}
