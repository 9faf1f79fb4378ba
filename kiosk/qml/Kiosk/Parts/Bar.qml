import QtQuick
import Kiosk.Theme

// The bar at the foot of every screen. Its places never move.
Rectangle {
    id: root

    property bool atHome: false
    property string nextLanguage
    property bool upright: false
    property int pages: 0
    property int page: 0
    readonly property real side: Theme.u(upright ? 72 : 96)

    signal homeChosen
    signal backChosen
    signal languageChosen(string language)
    signal stepped(int page)

    color: Theme.deep
    height: Theme.bar

    Rule {
        width: parent.width
    }

    Row {
        spacing: Theme.u(root.upright ? 32 : 48)
        x: root.side
        y: Theme.u(12)

        RingButton {
            icon: "home"
            identifier: "bar:home"
            label: Words.say("home")
            usable: !root.atHome

            onActivated: root.homeChosen()
        }

        RingButton {
            icon: "back"
            identifier: "bar:back"
            label: Words.say("back")
            usable: !root.atHome

            onActivated: root.backChosen()
        }
    }

    Stepper {
        anchors.horizontalCenter: parent.horizontalCenter
        count: root.pages
        current: root.page
        visible: !root.upright && root.pages > 1
        y: Theme.u(12)

        onStepped: page => root.stepped(page)
    }

    RingButton {
        anchors.right: parent.right
        anchors.rightMargin: root.side
        icon: "language"
        identifier: "bar:language"
        label: Words.sayIn("language-name", root.nextLanguage)
        name: Words.sayIn("change-language", root.nextLanguage)
        visible: root.nextLanguage !== ""
        y: Theme.u(12)

        onActivated: root.languageChosen(root.nextLanguage)
    }
}
