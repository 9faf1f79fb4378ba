import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The progress line of a film or sound: a touch seeks.
Item {
    id: root

    required property Medium medium
    property string identifier
    readonly property bool focusStop: true
    // The values of a slider in seconds, by the names that Qt reads and sets for assistive clients.
    property real value: 0
    readonly property real from: 0
    readonly property real to: medium.length / 1000
    readonly property real stepSize: 10
    readonly property int second: Math.floor(medium.position / 1000)
    readonly property real share: medium.length > 0 ? medium.position / medium.length : 0
    readonly property string now: clock(medium.position)
    readonly property string whole: clock(medium.length)

    function clock(milliseconds: int): string {
        const seconds = Math.floor(milliseconds / 1000);
        return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    }

    function seek(position: int) {
        root.medium.seek(Math.max(0, Math.min(root.medium.length, position)));
    }

    function nudge(by: int) {
        seek(medium.position + by * 10000);
    }

    function accessibleIncreaseAction() {
        nudge(1);
    }

    function accessibleDecreaseAction() {
        nudge(-1);
    }

    onSecondChanged: value = second
    onValueChanged: {
        // Qt 6.11 reports a new value only if asked to.
        Accessible.valueChanged();
        if (value !== second)
            seek(value * 1000);
    }

    Accessible.focusable: true
    Accessible.id: identifier
    Accessible.ignored: !visible || !enabled
    Accessible.name: Words.fill("film-position", {
        all: whole,
        now: now
    })
    Accessible.role: Accessible.Slider
    implicitHeight: Math.max(Theme.u(96), rail.y + rail.height + Theme.u(4) + time.height)

    Rectangle {
        id: rail

        color: Theme.muted
        height: Theme.line(4)
        opacity: Theme.high ? 1 : 0.5
        width: parent.width
        y: Theme.u(28)
    }

    Rectangle {
        id: gone

        color: Theme.gold
        height: Theme.line(8)
        width: Math.round(parent.width * root.share)
        y: rail.y + (rail.height - height) / 2
    }

    // A small ring: the line is touchable.
    Rectangle {
        border.color: Theme.gold
        border.width: Theme.line(3)
        color: Theme.ground
        height: width
        radius: width / 2
        width: Theme.u(28)
        x: Math.round(Math.max(0, Math.min(root.width - width, gone.width - width / 2)))
        y: rail.y + (rail.height - height) / 2
    }

    Label {
        id: time

        Accessible.ignored: true
        color: Theme.muted
        role: "floor"
        text: root.now + " / " + root.whole
        wrapMode: Text.NoWrap
        y: rail.y + rail.height + Theme.u(12)
    }

    TapHandler {
        onTapped: point => {
            if (root.enabled)
                root.seek(root.medium.length * point.position.x / root.width);
        }
    }

    FocusFrame {
        target: root
    }
}
