pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The "Still there?" warning: opaque, and blocks touches to the content below; any touch continues the session.
Rectangle {
    id: root

    required property SessionView session
    required property bool shown
    property int whole: 20
    readonly property real share: session.secondsLeft / Math.max(1, whole)

    // What was announced last.
    property string announced

    Accessible.ignored: !visible
    Accessible.name: Words.say("still-there")
    Accessible.role: Accessible.AlertMessage
    color: Theme.deep
    visible: shown

    onShownChanged: {
        announced = shown ? Words.say("still-there") + " " + Words.say("touch-to-stay") : "";
        if (!shown)
            return;
        whole = session.secondsLeft;
        Accessible.announce(announced, Accessible.Assertive);
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }

    Item {
        id: dial

        // Large text takes its space from the ring.
        readonly property real radius: Math.max(Theme.u(110), Math.min(Theme.u(250), (root.height - words.height - Theme.u(150)) / 2))
        readonly property real part: radius / Theme.u(250)
        readonly property bool whole: part === 1

        height: width
        width: radius * 2
        x: (parent.width - width) / 2
        y: whole ? Math.round((parent.height - Theme.u(1080)) / 2) + Theme.u(100) : Theme.u(36)

        Repeater {
            model: [288, 326]

            Rectangle {
                required property int index
                required property real modelData

                anchors.centerIn: parent
                border.color: Qt.alpha(Theme.patina, 0.36 - 0.16 * index)
                border.width: Theme.line(1.6)
                color: "transparent"
                height: width
                radius: width / 2
                width: Theme.u(modelData * 2) * dial.part
            }
        }

        Rectangle {
            anchors.fill: parent
            border.color: Qt.alpha(Theme.gold, 0.3)
            border.width: Theme.line(3)
            color: "transparent"
            radius: width / 2
        }

        Shape {
            anchors.fill: parent

            ShapePath {
                capStyle: ShapePath.RoundCap
                fillColor: "transparent"
                strokeColor: Theme.gold
                strokeWidth: Theme.u(14)

                PathAngleArc {
                    centerX: dial.radius
                    centerY: dial.radius
                    radiusX: dial.radius
                    radiusY: dial.radius
                    startAngle: -90
                    sweepAngle: 360 * root.share

                    Behavior on sweepAngle {
                        enabled: root.shown

                        NumberAnimation {
                            duration: Theme.fade
                        }
                    }
                }
            }
        }

        Label {
            id: number

            Accessible.name: text + " " + Words.say("seconds")
            anchors.centerIn: parent
            anchors.verticalCenterOffset: -Theme.u(26) * dial.part
            color: Theme.gold
            font.pixelSize: Theme.u(280) * dial.part
            font.weight: Font.DemiBold
            lineHeight: 1
            lineHeightMode: Text.ProportionalHeight
            role: "h1"
            text: root.session.secondsLeft
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.muted
            role: "label"
            text: Words.say("seconds")
            visible: dial.whole
            y: Theme.u(392)
        }
    }

    // For screen readers: fingers and keys need no aim.
    Item {
        function accessiblePressAction() {
            root.session.pressed();
        }

        Accessible.focusable: true
        Accessible.id: "warning:stay"
        Accessible.ignored: !visible
        Accessible.name: Words.say("touch-to-stay")
        Accessible.role: Accessible.Button
        anchors.fill: words
    }

    Column {
        id: words

        width: parent.width
        y: dial.y + dial.height + Theme.u(dial.whole ? 112 : 56)

        Label {
            Accessible.role: Accessible.Heading
            horizontalAlignment: Text.AlignHCenter
            // A full-width mark at the end makes the line look off-centre to the left.
            leftPadding: /[？。]$/.test(text) ? font.pixelSize * 0.5 : 0
            role: "h1"
            text: Words.say("still-there")
            width: parent.width
        }

        Label {
            horizontalAlignment: Text.AlignHCenter
            leftPadding: /[？。]$/.test(text) ? font.pixelSize * 0.5 : 0
            role: "lead"
            text: Words.say("touch-to-stay")
            topPadding: Theme.u(16)
            width: parent.width
        }

        Label {
            color: Theme.muted
            horizontalAlignment: Text.AlignHCenter
            language: root.session.nextLanguage
            role: "lead"
            text: language === "" ? "" : Words.sayIn("still-there", language) + (language.startsWith("zh") ? "" : " ") + Words.sayIn("touch-to-stay", language)
            topPadding: Theme.u(8)
            width: parent.width
        }
    }
}
