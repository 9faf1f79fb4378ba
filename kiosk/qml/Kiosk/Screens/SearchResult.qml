pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// One search result: its picture, its text with the match in gold, and its place.
Touchable {
    id: root

    required property var result
    required property int index
    required property bool whole
    readonly property string heading: Words.of(result.title)
    readonly property var letters: result.letters
    readonly property string where: [Words.of(result.where), result.number].filter(part => part !== "").join("\u2003")
    // At the largest size pictures give way to text.
    readonly property bool pictured: !Theme.large && Boolean(result.thumbnail)

    function gold(parts: var): string {
        const [before, found, after] = parts.map(part => Words.escaped(part));
        return `${before}<font color="${Theme.gold}">${found}</font>${after}`;
    }

    identifier: "result:" + index
    implicitHeight: Math.max(pictured ? Theme.u(204) : 0, words.height + Theme.u(28))
    name: [heading, result.snippet ? result.snippet.join("") : "", where].filter(part => part !== "").join(" · ")

    Rectangle {
        anchors.fill: parent
        color: Theme.raise
        visible: root.pressed
    }

    Rule {
        seam: root.index === 0
        width: parent.width
    }

    PackPicture {
        id: thumbnail

        Accessible.ignored: true
        height: Theme.u(156)
        picture: root.result.thumbnail
        visible: root.pictured && !emblem.visible
        width: Theme.u(200)
        y: Theme.u(24)
    }

    // The result for Home shows the emblem, in the eye.
    Rectangle {
        id: emblem

        clip: true
        color: Theme.raise
        height: thumbnail.height
        visible: root.pictured && root.result.kind === "home"
        width: thumbnail.width
        y: thumbnail.y

        Emblem {
            Accessible.ignored: true
            anchors.centerIn: parent
            picture: root.result.thumbnail
            share: 0.66
            width: Theme.u(132)
        }
    }

    Column {
        id: words

        width: root.width - x
        x: root.pictured ? thumbnail.width + Theme.u(28) : 0
        y: root.pictured ? Theme.u(24) + Math.max(0, (Theme.u(156) - height) / 2) : Theme.u(20)

        // The pinyin initials are above the characters that they match.
        Row {
            readonly property real start: root.result.marked ? root.result.marked[0].length * title.font.pixelSize : 0

            leftPadding: start
            visible: root.letters.length > 0 && start + root.letters.length * title.font.pixelSize <= words.width

            Repeater {
                model: root.letters

                Label {
                    required property string modelData

                    Accessible.ignored: true
                    color: Theme.gold
                    font.features: ({})
                    horizontalAlignment: Text.AlignHCenter
                    lineHeight: Theme.t(34)
                    role: "floor"
                    text: modelData
                    width: title.font.pixelSize
                }
            }
        }

        Label {
            id: title

            Accessible.ignored: true
            font.pixelSize: Theme.t(Words.chinese ? 40 : 34)
            lineHeight: Theme.t(Words.chinese ? 54 : 46)
            text: root.result.marked ? root.gold(root.result.marked) : Words.escaped(root.heading)
            textFormat: Text.StyledText
            width: parent.width
        }

        Label {
            Accessible.ignored: true
            role: "floor"
            text: root.result.snippet ? root.gold(root.result.snippet) : ""
            textFormat: Text.StyledText
            visible: text !== ""
            width: parent.width
        }

        Label {
            Accessible.ignored: true
            color: Theme.muted
            role: "floor"
            text: root.result.kind === "home" ? Words.say("home") : root.where
            width: parent.width - chevron.width
        }
    }

    StrokeIcon {
        id: chevron

        anchors.right: parent.right
        // A list does not clip shapes under the software renderer.
        visible: root.whole
        y: words.y + words.height - Theme.t(22) - height / 2
        height: width
        icon: "right"
        width: Theme.u(40)
    }

    FocusFrame {
        gap: -Theme.u(4)
        target: root
    }
}
