pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme

// The bar at the bottom of every screen. Its controls never move.
Rectangle {
    id: root

    property bool atHome: false
    property string language
    property list<string> languages
    property bool languagesOpen: false
    property bool upright: false
    property int pages: 0
    property int page: 0
    property bool eased: false
    property bool sheetOpen: false
    readonly property real side: Theme.u(upright ? 72 : 96)
    // Labels are below their rings on a narrow screen, if they are large or too long to be beside them.
    readonly property bool stacked: upright && (Theme.large || beside > width)
    // Width with each label beside its ring, whether or not the bar is shown.
    readonly property real beside: [home, back, access, ...(languages.length > 1 ? [tongues] : [])].reduce((sum, control) => sum + control.besideWidth + spacing, 2 * side - spacing)
    // A line of Arabic is higher than one of Chinese.
    readonly property real tallest: Math.max(...[home, back, tongues, access].map(control => control.implicitHeight))
    readonly property real spacing: Theme.u(upright ? 32 : 48)
    // One ring goes to the other language; of more there is a list.
    readonly property string otherLanguage: languages.length === 2 ? languages[languages[0] === language ? 1 : 0] : ""
    readonly property bool stepperFits: !upright && !Theme.large && pages > 1

    signal homeChosen
    signal backChosen
    signal languageChosen(string language)
    signal languagesChosen
    signal sheetChosen
    signal stepped(int page)

    color: Theme.deep
    height: stacked ? tallest + Theme.u(32) : Math.max(Theme.ring + Theme.u(Theme.large ? 80 : 48), tallest + Theme.u(24))

    Rule {
        width: parent.width
    }

    // Controls side by side.
    component Group: Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: root.spacing
    }

    Group {
        x: root.side

        RingButton {
            id: home

            icon: "home"
            identifier: "bar:home"
            label: Words.say("home")
            stacked: root.stacked
            usable: !root.atHome

            onActivated: root.homeChosen()
        }

        RingButton {
            id: back

            icon: "back"
            identifier: "bar:back"
            label: Words.say("back")
            stacked: root.stacked
            usable: !root.atHome

            onActivated: root.backChosen()
        }
    }

    Stepper {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.horizontalCenterOffset: -Theme.u(24)
        anchors.verticalCenter: parent.verticalCenter
        count: root.pages
        current: root.page
        visible: root.stepperFits

        onStepped: page => root.stepped(page)
    }

    Group {
        anchors.right: parent.right
        anchors.rightMargin: root.side

        RingButton {
            id: tongues

            filled: root.languagesOpen
            icon: "language"
            identifier: "bar:language"
            label: Words.sayIn("language-name", language)
            language: root.otherLanguage || root.language
            name: root.otherLanguage === "" ? Words.say("choose-language") : Words.sayIn("change-language", language)
            stacked: root.stacked
            visible: root.languages.length > 1

            onActivated: if (root.otherLanguage === "")
                root.languagesChosen()
            else
                root.languageChosen(root.otherLanguage)
        }

        RingButton {
            id: access

            filled: root.eased || root.sheetOpen
            icon: "access"
            identifier: "bar:access"
            label: Words.say("access")
            name: Words.say("access-title")
            stacked: root.stacked

            onActivated: root.sheetChosen()
        }
    }
}
