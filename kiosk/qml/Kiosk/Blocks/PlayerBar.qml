import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The controls of a film or sound: play, ten seconds back, progress, captions, volume.
Item {
    id: root

    required property Medium medium
    required property string identifier
    property bool captions: false
    property bool stacked: Theme.large
    // The line is above the rings, or between them.
    readonly property bool focusByPlace: true
    readonly property real gap: Theme.u(24)
    readonly property bool wrapped: stacked && left.width + gap + right.width > width

    enabled: !medium.lost
    implicitHeight: stacked ? left.y + left.height + (wrapped ? gap + right.height : 0) : Math.max(left.height, line.height)
    opacity: medium.lost ? 0.38 : 1

    Row {
        id: left

        spacing: root.gap
        y: root.stacked ? line.height + Theme.u(16) : 0

        RingButton {
            icon: root.medium.running ? "pause" : "play"
            identifier: root.identifier + ":play"
            name: Words.say(root.medium.running ? "film-pause" : "film-play")

            onActivated: root.medium.toggle()
        }

        RingButton {
            icon: "back-ten"
            identifier: root.identifier + ":back"
            name: Words.say("film-back")
            usable: root.medium.started

            onActivated: root.medium.seek(root.medium.position - 10000)
        }
    }

    PlayerLine {
        id: line

        identifier: root.identifier + ":line"
        medium: root.medium
        width: root.stacked ? root.width : right.x - x - (right.width > 0 ? root.gap + Theme.u(8) : 0)
        x: root.stacked ? 0 : left.width + root.gap + Theme.u(8)
    }

    Row {
        id: right

        spacing: root.gap
        x: !root.stacked ? root.width - width : root.wrapped ? 0 : left.width + root.gap
        y: root.wrapped ? left.y + left.height + root.gap : left.y

        RingButton {
            filled: Playback.captioned
            icon: "captions"
            identifier: root.identifier + ":captions"
            name: Words.say("film-captions") + " " + Words.say(Playback.captioned ? "switched-on" : "switched-off")
            visible: root.captions

            onActivated: Playback.captioned = !Playback.captioned
        }

        RingButton {
            icon: "sound-" + Playback.level
            identifier: root.identifier + ":volume"
            name: Words.say("film-volume-" + Playback.level)
            usable: Playback.audible
            visible: root.medium.film?.sound ?? false

            onActivated: Playback.level = (Playback.level + 1) % Playback.volumes.length
        }
    }
}
