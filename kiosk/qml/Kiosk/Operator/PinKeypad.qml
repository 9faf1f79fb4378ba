pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// A PIN of six to eight digits, shown as studs; a keyboard types it too.
Item {
    id: root

    required property OperatorView operator
    required property bool upright
    readonly property PinView pin: operator.pin
    readonly property bool open: pin.state === "ready" || pin.state === "wrong"
    readonly property int most: 8
    readonly property int least: 6
    property string typed

    readonly property string message: ({
            closed: words("pin-closed-line"),
            ready: "",
            checking: words("pin-checking"),
            wrong: words("pin-wrong"),
            locked: words("pin-locked").replace("{time}", clock(pin.secondsLeft))
        })[pin.state] ?? ""

    function words(key: string): string {
        return root.operator.words[key] ?? "";
    }

    function clock(seconds: int): string {
        return Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    }

    function type(digit: string) {
        if (!root.open || root.typed.length >= root.most)
            return;
        root.pin.clear();
        root.typed += digit;
    }

    function erase() {
        root.typed = root.typed.slice(0, -1);
    }

    function submit() {
        if (!root.open || root.typed.length < root.least)
            return;
        const tried = root.typed;
        root.typed = "";
        root.pin.submit(tried);
    }

    // Keys: see Screens/KeyControl.qml.
    function obey(command: string, text: string): bool {
        if (command === "type" && /^[0-9]$/.test(text))
            root.type(text);
        else if (command === "erase")
            root.erase();
        else if (command === "activate" && root.typed.length >= root.least)
            root.submit();
        else
            return false;
        return true;
    }

    Column {
        id: prompt

        spacing: Theme.u(20)
        width: parent.width
        y: root.upright ? keys.y - height - Theme.u(64) : Theme.u(56)

        Label {
            Accessible.role: Accessible.Heading
            horizontalAlignment: Text.AlignHCenter
            role: "h2"
            text: root.words(root.pin.state === "closed" ? "pin-closed" : "pin-enter")
            width: parent.width
        }

        Label {
            color: root.pin.state === "closed" ? Theme.muted : Theme.gold
            height: lineHeight * Math.max(1, lineCount)
            horizontalAlignment: Text.AlignHCenter
            leftPadding: Theme.margin
            rightPadding: Theme.margin
            role: "label"
            text: root.message
            width: parent.width
        }

        Row {
            Accessible.name: root.words("pin-digits") && root.operator.counted("pin-digits", root.typed.length)
            Accessible.role: Accessible.StaticText
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.u(28)
            visible: root.pin.state !== "closed"

            Repeater {
                model: root.most

                Rectangle {
                    required property int index
                    readonly property bool set: index < root.typed.length

                    border.color: Theme.gold
                    border.width: Theme.line(2.5)
                    color: set ? Theme.gold : "transparent"
                    height: width
                    // The last two digits are optional.
                    opacity: set || index < root.least ? 1 : 0.38
                    radius: width / 2
                    width: Theme.u(32)
                }
            }
        }
    }

    Grid {
        id: keys

        readonly property real side: Theme.u(root.upright ? 240 : 176)
        readonly property real high: Theme.u(root.upright ? 168 : 120)

        columns: 3
        opacity: root.open ? 1 : 0.38
        spacing: Theme.joint
        visible: root.pin.state !== "closed"
        x: (parent.width - width) / 2
        y: bar.y - height - Theme.u(root.upright ? 160 : 40)

        Repeater {
            model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0", "ok"]

            Key {
                required property string modelData
                readonly property bool digit: /^[0-9]$/.test(modelData)

                height: keys.high
                icon: digit ? "" : modelData === "ok" ? "check" : "erase"
                identifier: "pin:" + (digit || modelData === "ok" ? modelData : "delete")
                label: digit ? modelData : ""
                name: digit ? modelData : root.words(modelData === "ok" ? "pin-ok" : "pin-delete")
                opacity: digit || usable || !root.open ? 1 : 0.38
                usable: root.open && (digit || (modelData === "ok" ? root.typed.length >= root.least : root.typed !== ""))
                wide: !digit
                width: keys.side

                onActivated: digit ? root.type(modelData) : modelData === "ok" ? root.submit() : root.erase()
            }
        }
    }

    OperatorBar {
        id: bar

        anchors.bottom: parent.bottom
        operator: root.operator
        upright: root.upright
        width: parent.width
    }
}
