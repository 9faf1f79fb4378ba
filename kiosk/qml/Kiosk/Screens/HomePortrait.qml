pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Home on an upright screen: the emblem at the top, below it a band for each panel, within reach.
Item {
    id: root

    required property var home
    required property var place
    required property string pictures
    readonly property real foot: Theme.u(Theme.low ? 184 : 232)
    readonly property int bands: home.bays.length
    // Low bands are as high as their words need, so that the first one is low as well.
    readonly property real lowest: children.reduce((most, child) => Math.max(most, (child as HomeBand)?.needed ?? 0), Theme.u(112)) + Theme.joint
    readonly property real head: Math.max(Theme.u(Theme.low ? 760 : 420), Math.min(Theme.low ? height : Theme.u(760), height - foot - bands * (Theme.low ? lowest : Theme.u(204))))
    readonly property real band: (height - foot - head - Theme.joint * (bands - 1)) / bands
    readonly property string headline: Words.of(home.headline)
    readonly property string lead: Words.of(home.lead)
    readonly property bool vertical: Words.chinese && Words.standsUpright(headline)
    readonly property string motto: Words.of(home.motto)
    readonly property bool beside: vertical && Words.standsUpright(motto) && motto.length <= 12
    readonly property real begin: Math.round(head * (beside ? 0.25 : 0.2))
    // In units: a long headline is set tighter so as not to overlap the content below.
    readonly property real pitch: Math.min(96, (head - begin - Theme.u(24) - (beside ? 0 : under.height + Theme.u(24))) / Theme.u(1) / Math.max(1, headline.length))

    // The tile that opened a panel.
    property rect from

    signal panelChosen(string panel)
    signal galleryChosen(string gallery)
    signal searchChosen

    Item {
        clip: true
        height: root.head
        width: parent.width

        Image {
            height: width
            source: root.pictures + (Theme.light ? "whorl-paper.webp" : "whorl-right.webp")
            visible: !Theme.high
            width: Theme.u(1484)
            x: emblem.x + emblem.width / 2 - width / 2
            y: emblem.y + emblem.height / 2 - height / 2
        }

        // On rice paper the arms are cinnabar: a plain ground keeps them from the words at the left.
        Rectangle {
            height: parent.height
            visible: Theme.light
            width: parent.width * 0.5

            gradient: Gradient {
                orientation: Gradient.Horizontal

                GradientStop {
                    color: Theme.ground
                    position: 0
                }

                GradientStop {
                    color: Theme.ground
                    position: 0.8
                }

                GradientStop {
                    color: Qt.alpha(Theme.ground, 0)
                    position: 1
                }
            }
        }

        Touchable {
            id: emblem

            height: width
            identifier: "home:" + (root.home.opens || "emblem")
            name: Words.of(root.home.opensTitle)
            usable: root.home.opens !== ""
            width: Math.min(Theme.u(472), root.head * 0.62)
            x: root.width * 0.663 - width / 2
            y: root.head * 0.434 - height / 2

            onActivated: {
                root.from = Qt.rect(x, y, width, height);
                root.panelChosen(root.home.opens);
            }

            Emblem {
                anchors.fill: parent
                border.color: Theme.light ? Theme.accent("yi-culture").colour : Theme.gold
                border.width: Theme.line(parent.pressed ? 9 : 3)
                fallback: root.pictures + "yi.webp"
                picture: Theme.light ? root.home.emblemOnLight : root.home.emblem
                share: 0.67
            }

            FocusFrame {
                radius: width / 2
                target: emblem
            }
        }
    }

    PackLogo {
        source: root.pictures + "mark.webp"
        text: Words.of(root.place)
        x: Theme.u(72)
        y: Theme.u(60)
    }

    UprightText {
        Accessible.ignored: !visible || !enabled
        Accessible.name: root.headline
        Accessible.role: Accessible.Heading
        pitch: root.pitch
        size: pitch * 0.92
        role: "h1"
        visible: root.vertical
        words: root.headline
        x: Theme.u(190)
        y: root.begin
    }

    UprightText {
        Accessible.ignored: !visible || !enabled
        Accessible.name: root.motto
        Accessible.role: Accessible.StaticText
        pitch: 39
        size: 34
        role: "label"
        visible: root.beside
        words: root.motto
        x: Theme.u(112)
        y: root.begin + Theme.u(4)
    }

    TextMetrics {
        id: measure

        font.family: Theme.family("serif", Words.language)
        font.pixelSize: Theme.t(64)
        font.weight: Font.Bold
        text: root.headline
    }

    Label {
        id: title

        Accessible.ignored: !visible || !enabled
        Accessible.role: Accessible.Heading
        // On one line if possible: a headline is no paragraph.
        font.pixelSize: Math.max(Theme.t(44), Math.min(Theme.t(64), Theme.t(62) * width / Math.max(1, measure.advanceWidth)))
        role: "h2"
        text: root.headline
        visible: !root.vertical
        width: Theme.u(360)
        x: Theme.u(72)
        y: root.head * 0.25
    }

    Label {
        id: under

        lineHeight: Theme.t(46)
        role: "label"
        text: root.lead
        visible: !root.beside
        width: root.vertical ? root.width - x - Theme.u(72) : Theme.u(400)
        x: Theme.u(72)
        y: root.vertical ? root.head - height - Theme.u(24) : root.head * 0.25 + title.height + Theme.t(16)
    }

    Repeater {
        model: root.home.bays

        HomeBand {
            required property int index
            required property var modelData

            bay: modelData
            height: root.band
            width: root.width
            y: Math.round(root.head + index * (root.band + Theme.joint))

            onActivated: {
                root.from = Qt.rect(x, y, width, height);
                root.panelChosen(modelData.id);
            }
        }
    }

    HomeRings {
        home: root.home
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.u(Theme.low ? 44 : 72)
        seamed: true
        width: root.width - 2 * x
        x: Theme.u(72)

        onGalleryChosen: gallery => root.galleryChosen(gallery)
        onPanelChosen: panel => root.panelChosen(panel)
        onSearchChosen: root.searchChosen()
    }
}
