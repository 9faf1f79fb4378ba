pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Home at the largest text size: the same tiles in two rows of two, or one below another.
Item {
    id: root

    required property var home
    required property var place
    required property string pictures
    required property bool upright
    // At 135 % the emblem stays above the text.
    readonly property bool roomy: !upright && !Theme.large
    readonly property real side: Theme.u(upright ? 72 : 96)
    readonly property real column: upright ? width : Theme.u(790)
    readonly property real head: upright ? words.y + words.height + rings.height + Theme.u(64) : 0
    readonly property int across: upright ? 1 : 2
    readonly property int down: Math.ceil(home.bays.length / across)
    readonly property real cellWidth: ((upright ? width : width - column) - Theme.joint * (across - 1)) / across
    readonly property real cellHeight: (height - head - Theme.joint * (down - 1)) / down

    // The tile that opened a panel.
    property rect from

    signal panelChosen(string panel)
    signal galleryChosen(string gallery)
    signal searchChosen

    Touchable {
        id: emblem

        height: width
        identifier: "home:" + (root.home.opens || "emblem")
        name: Words.of(root.home.opensTitle)
        usable: root.home.opens !== ""
        width: Theme.u(root.upright ? 260 : root.roomy ? 340 : 150)
        x: root.upright ? root.width - root.side - width : root.side
        y: Theme.u(24)

        onActivated: {
            root.from = Qt.rect(x, y, width, height);
            root.panelChosen(root.home.opens);
        }

        Emblem {
            anchors.fill: parent
            border.width: Theme.line(parent.pressed ? 9 : 3)
            fallback: root.pictures + "yi.webp"
            picture: Theme.light ? root.home.emblemOnLight : root.home.emblem
        }

        FocusFrame {
            radius: width / 2
            target: emblem
        }
    }

    Column {
        id: words

        width: root.column - 2 * root.side - (root.upright ? emblem.width : -Theme.u(64))
        x: root.side
        y: root.upright ? Theme.u(28) : root.roomy ? emblem.y + emblem.height + Theme.u(32) : emblem.y + (emblem.height - Theme.t(38)) / 2

        Label {
            // Text is not mirrored with the screen.
            readonly property real beside: root.upright || root.roomy ? 0 : emblem.width + Theme.u(32)

            color: Theme.gold
            font.pixelSize: Theme.t(Words.chinese ? 28 : 22)
            leftPadding: Words.mirrored ? 0 : beside
            lineHeight: Theme.t(38)
            rightPadding: Words.mirrored ? beside : 0
            text: Words.of(root.place)
            width: parent.width
        }

        Label {
            id: heading

            readonly property real size: Theme.t(Words.chinese ? 60 : 42)
            // A little smaller where that saves a line.
            readonly property real fit: width / Math.max(1, headline.advanceWidth)

            Accessible.role: Accessible.Heading
            topPadding: root.upright || root.roomy ? 0 : Theme.u(40)
            font.pixelSize: fit >= 0.85 ? Math.floor(size * Math.min(1, fit)) : size
            lineHeight: Theme.t(Words.chinese ? 76 : 58)
            role: "h2"
            text: Words.of(root.home.headline)
            width: parent.width
        }

        Label {
            font.pixelSize: Theme.t(Words.chinese ? 27 : 22)
            lineHeight: Theme.t(Words.chinese ? 42 : 30)
            text: Words.of(root.home.lead)
            width: parent.width
        }
    }

    TextMetrics {
        id: headline

        font.family: Theme.family("serif", Words.language)
        font.pixelSize: heading.size
        font.weight: Font.Bold
        text: heading.text
    }

    HomeRings {
        id: rings

        home: root.home
        stacked: true
        width: root.column - 2 * root.side
        x: root.side
        y: root.upright ? words.y + words.height + Theme.u(24) : root.height - height - Theme.u(16)

        onGalleryChosen: gallery => root.galleryChosen(gallery)
        onPanelChosen: panel => root.panelChosen(panel)
        onSearchChosen: root.searchChosen()
    }

    Repeater {
        model: root.home.bays

        HomeCell {
            required property int index
            required property var modelData

            bay: modelData
            height: root.cellHeight
            width: root.cellWidth
            x: (root.upright ? 0 : root.column) + index % root.across * (root.cellWidth + Theme.joint)
            y: root.head + Math.floor(index / root.across) * (root.cellHeight + Theme.joint)

            onActivated: {
                root.from = Qt.rect(x, y, width, height);
                root.panelChosen(modelData.id);
            }
        }
    }
}
