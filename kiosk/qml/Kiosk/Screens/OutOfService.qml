pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The out-of-service screen: calm, in every language of the pack, without controls.
Item {
    id: root

    required property AttractView attract
    required property PackView pack
    required property StageView stage
    required property bool shown
    required property bool preparing
    required property real progress
    // The code that staff look up: kiosk help YK-803.
    required property string code
    readonly property string title: preparing ? "getting-ready" : "out-of-service"
    readonly property string line: preparing ? stage.patience : "visit-elsewhere"
    // Content below the emblem is never cut: on a low screen the emblem moves up first, and then shrinks.
    readonly property real below: Theme.u(78) + words.height + Theme.u(40)
    readonly property real diameter: Math.max(0, Math.min(Theme.u(380), height - Theme.u(40) - below))
    readonly property real middle: Math.min(height * 0.344, height - below - diameter / 2)

    enabled: shown
    visible: shown

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }

    Backdrop {
        anchors.fill: parent
        dawn: "#122B27"
    }

    Timer {
        interval: Theme.values.motion?.shift ?? 60000
        repeat: true
        running: root.shown && !root.preparing

        onTriggered: root.attract.shift()
    }

    // Shifted a little every minute against burn-in: it may be shown for weeks.
    Item {
        height: root.height
        width: root.width
        x: root.attract.driftX
        y: root.attract.driftY

        // The long arms are cut to fit a landscape screen. An upright screen has the arms of the attract loop, which end by themselves.
        Image {
            readonly property bool upright: root.height > root.width

            height: upright ? width : width / 3
            objectName: "arms"
            opacity: 0.4
            source: root.stage.pictures + (upright ? "whorl-down.webp" : "whorl-rest.webp")
            visible: !Theme.light && !Theme.high
            width: upright ? root.diameter * 2000 / 636 : Theme.u(1920)
            x: (root.width - width) / 2
            y: root.middle - (upright ? height / 2 : Theme.u(372))
        }

        Emblem {
            border.color: Qt.alpha(Theme.gold, 0.6)
            border.width: Theme.line(2)
            fallback: root.stage.pictures + "yi.webp"
            glow: 0.75
            picture: root.pack.home.emblem ?? null
            width: root.diameter
            x: (parent.width - width) / 2
            y: root.middle - height / 2
        }

        Column {
            id: words

            width: parent.width - 2 * Theme.margin
            x: Theme.margin
            y: root.middle + root.diameter / 2 + Theme.u(78)

            Label {
                horizontalAlignment: Text.AlignHCenter
                language: root.pack.languages[0]
                role: "h1"
                text: Words.sayIn(root.title, language)
                width: parent.width
            }

            Label {
                horizontalAlignment: Text.AlignHCenter
                language: root.pack.languages[0]
                leftPadding: /[？。]$/.test(text) ? font.pixelSize * 0.5 : 0
                role: "lead"
                text: Words.sayIn(root.line, language)
                topPadding: Theme.u(12)
                width: parent.width
            }

            Repeater {
                model: root.pack.languages.slice(1)

                Label {
                    required property string modelData

                    color: Theme.muted
                    font.pixelSize: Theme.t(36)
                    horizontalAlignment: Text.AlignHCenter
                    language: modelData
                    text: Words.sayIn(root.title, modelData) + Words.sayIn("sentence-end", modelData) + Words.sayIn(root.line, modelData)
                    topPadding: Theme.u(14)
                    width: parent.width
                }
            }

            Label {
                color: Theme.muted
                horizontalAlignment: Text.AlignHCenter
                language: "en"
                role: "floor"
                text: root.code
                topPadding: Theme.u(14)
                width: parent.width
            }
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.gold
        height: Theme.line(3)
        visible: root.preparing
        width: parent.width * root.progress
    }
}
