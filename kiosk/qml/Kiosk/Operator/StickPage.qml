import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The packs on a USB stick: each is checked, previewed, and only then activated.
Item {
    id: root

    required property OperatorView operator
    required property OperatorMenu panel
    required property bool upright
    readonly property PacksView packs: operator.packs
    readonly property UsbView usb: operator.usb
    readonly property bool listed: packs.stage === "list"
    // Nothing to choose from: shows the state of the stick instead.
    readonly property bool bare: listed && packs.missing === "" && usb.state !== "there"

    function words(key: string): string {
        return root.operator.words[key] ?? "";
    }

    Component.onCompleted: {
        root.packs.look();
        root.usb.watch(true);
    }
    Component.onDestruction: root.usb.watch(false)

    Label {
        color: Theme.muted
        role: "lead"
        text: root.packs.missing
        visible: root.listed && text !== ""
        width: parent.width
    }

    Column {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.verticalCenterOffset: -Theme.u(48)
        spacing: Theme.u(28)
        visible: root.bare

        StrokeIcon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.muted
            height: width
            icon: "stick"
            width: Theme.u(160)
        }

        Label {
            horizontalAlignment: Text.AlignHCenter
            role: "h3"
            text: root.words("stick-" + root.usb.state)
            width: parent.width
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.muted
            horizontalAlignment: Text.AlignHCenter
            text: root.words("stick-" + root.usb.state + "-line")
            width: Math.min(parent.width, Theme.u(1000))
        }
    }

    Label {
        id: intro

        color: Theme.muted
        role: "lead"
        text: root.words("stick-there")
        visible: rows.visible
        width: parent.width
    }

    PackRows {
        id: rows

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: intro.bottom
        anchors.topMargin: Theme.u(24)
        icon: "stick"
        identifier: "stick"
        operator: root.operator
        rows: root.usb.rows
        visible: root.listed && root.packs.missing === "" && root.usb.state === "there"

        onPicked: key => root.packs.take(key)
    }

    PackCounter {
        anchors.fill: parent
        operator: root.operator
        visible: !root.listed
    }
}
