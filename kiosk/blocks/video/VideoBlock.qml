import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// An inline film: its poster with one gold ring, controls beside or below it, captions on a solid plate. On a wide page its
// title, text and controls are at the right.
Staged {
    id: root

    beside: width > Theme.u(Theme.large ? 960 : 1400)

    property bool seen: true
    readonly property real least: Theme.u(Theme.large ? (beside ? 392 : 360) : Theme.enlarged ? 480 : density > 0 ? 400 : beside ? 600 : 528)
    readonly property real most: Math.max(least, beside && !Theme.enlarged ? fill : 0)
    // A film without text beside it is wider.
    readonly property real widest: Theme.large ? 0.56 : words.text === "" ? 0.7 : 0.64
    readonly property real ratio: block.film ? block.film.still.width / block.film.still.height : 16 / 9
    readonly property real frameWidth: Math.min(staged ? widestOnStage : beside ? width * widest : width, most * ratio)
    readonly property real start: staged ? aisle : frame.width + Theme.u(56)
    // Width beside the widest film, so that a higher film does not move the text.
    readonly property real aside: Theme.enlarged || staged ? width - start : width * (1 - widest) - Theme.u(56)
    readonly property string title: Words.of(block.title)

    function cue(position: int): string {
        const found = (block.captions[Words.language] ?? []).find(cue => cue[0] <= position && position < cue[1]);
        return found ? found[2] : "";
    }

    implicitHeight: staged ? Math.max(fill, frame.height, words.y + words.height + Theme.u(24) + bar.height) : beside ? Math.max(frame.height, bar.y + bar.height) : words.y + words.height

    onSeenChanged: if (!seen)
        medium.stop()
    onVisibleChanged: if (!visible)
        medium.pause()

    Label {
        id: heading

        Accessible.role: Accessible.Heading
        bottomPadding: Theme.u(12)
        height: text === "" ? 0 : implicitHeight
        font.pixelSize: Theme.t(Growth.size(root.density, spec.size, 52, 64))
        lineHeight: Theme.t(Growth.size(root.density, spec.line, 70, 86))
        role: root.beside && !Theme.large ? "h3" : "label"
        text: root.title
        width: root.beside ? root.aside : parent.width
        x: root.beside ? root.start : 0
        y: root.staged ? root.headroom : 0
    }

    Touchable {
        id: frame

        height: Math.round(width / root.ratio)
        identifier: "video:film"
        name: Words.say(medium.running ? "film-pause" : "film-play") + (root.title === "" ? "" : " " + root.title)
        usable: !medium.lost
        width: Math.round(root.frameWidth)
        x: root.leftOf(width)
        y: root.beside ? root.topOf(height) : heading.height

        onActivated: medium.toggle()

        Rectangle {
            anchors.fill: parent
            color: "black"
        }

        PackPicture {
            anchors.fill: parent
            picture: root.block.poster
            visible: !medium.framed
        }

        Medium {
            id: medium

            anchors.fill: parent
            film: root.block.film
        }

        Ring {
            anchors.centerIn: parent
            focused: frame.activeFocus
            icon: "play"
            implicitWidth: Theme.u(Theme.large || root.density < 0 ? 168 : 144)
            large: true
            pressed: frame.pressed
            visible: !medium.running && !medium.lost
        }

        Rectangle {
            id: plate

            readonly property string cue: Playback.captioned && medium.started ? root.cue(medium.position) : ""

            anchors.bottom: parent.bottom
            anchors.bottomMargin: lost ? 0 : Theme.u(16)
            anchors.horizontalCenter: parent.horizontalCenter
            color: medium.lost ? Theme.deep : Theme.plate
            height: caption.height + Theme.u(20)
            visible: caption.text !== ""
            width: medium.lost ? parent.width : caption.width + Theme.u(40)

            readonly property bool lost: medium.lost

            Label {
                id: caption

                // Also where the frame cannot be touched any more.
                Accessible.ignored: text === "" || !visible || !root.enabled
                anchors.centerIn: parent
                // In a small frame the largest captions shrink a little, so as not to cover the whole film.
                font.pixelSize: Math.min(Theme.t(34), Math.max(Theme.u(34), frame.height * 0.13))
                horizontalAlignment: Text.AlignHCenter
                lineHeight: font.pixelSize * 1.5
                text: medium.lost ? Words.say("film-lost") : plate.cue
                width: Math.min(implicitWidth, frame.width - Theme.u(72))
            }
        }

        FocusFrame {
            inside: true
            target: frame
        }
    }

    PlayerBar {
        id: bar

        captions: Object.keys(root.block.captions).length > 0
        identifier: "video"
        medium: medium
        stacked: Theme.large || root.beside
        width: root.beside ? root.aside : frame.width
        x: root.beside ? root.start : 0
        y: root.beside ? Math.max(words.y + words.height + Theme.u(24), (root.staged ? Math.max(frame.y + frame.height, root.fill) : frame.height) - height) : frame.y + frame.height + Theme.u(16)
    }

    Label {
        id: words

        font.pixelSize: Theme.t(Growth.size(root.density, 34, 40, 48))
        height: text === "" ? 0 : implicitHeight
        lineHeight: Theme.t(Growth.size(root.density, 58, 64, 76))
        text: Words.of(root.block.transcript)
        textFormat: Text.StyledText
        topPadding: Theme.u(12)
        width: root.beside ? root.aside : parent.width
        x: root.beside ? root.start : 0
        y: root.beside ? heading.y + heading.height : Math.max(frame.y + frame.height, bar.y + bar.height)
    }
}
