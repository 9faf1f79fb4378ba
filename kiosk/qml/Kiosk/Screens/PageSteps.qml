import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Steps through the parts of a page; at the largest size through the pages too. Also brings back a picture that gave way to
// text.
Column {
    id: root

    required property int part
    required property int parts
    // If there is no room for the stepper, these steps also lead from page to page and show page dots.
    required property bool stepsHere
    required property int page
    required property int pages

    required property bool gaveWay
    required property bool bared

    signal pictureAsked
    signal stepped(int by)

    spacing: Theme.u(16)
    visible: parts > 1 || stepsHere || gaveWay
    width: Math.max(ring.width, Math.ceil(widest.advanceWidth))

    TextMetrics {
        id: widest

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(32)
        text: "88/88"
    }

    RingButton {
        anchors.horizontalCenter: parent.horizontalCenter
        icon: root.bared ? "close" : "pictures"
        identifier: "page:picture"
        large: true
        name: Words.say(root.bared ? "picture-away" : "picture-back")
        visible: root.gaveWay

        onActivated: root.pictureAsked()
    }

    RingButton {
        id: ring

        anchors.horizontalCenter: parent.horizontalCenter
        icon: "up"
        identifier: "part:previous"
        visible: root.parts > 1 || root.stepsHere
        large: true
        name: Words.say("previous-part")
        usable: root.part > 0 || root.stepsHere && root.page > 0

        onActivated: root.stepped(-1)
    }

    // Always at its maximum width: growing for "10 / 12" would lay out the page beside it again, with other parts.
    Label {
        anchors.horizontalCenter: parent.horizontalCenter
        horizontalAlignment: Text.AlignHCenter
        role: "label"
        text: (root.part + 1) + "/" + root.parts
        visible: root.parts > 1
        width: Math.ceil(widest.advanceWidth)
    }

    // The pages, five in a row.
    Dots {
        Accessible.ignored: !visible || !enabled
        Accessible.name: Words.fill("page-of", {
            number: root.page + 1,
            count: root.pages
        })
        Accessible.role: Accessible.StaticText
        anchors.horizontalCenter: parent.horizontalCenter
        columns: 5
        count: root.pages
        current: root.page
        rows: -1
        small: true
        visible: root.stepsHere && root.pages > 1
    }

    RingButton {
        anchors.horizontalCenter: parent.horizontalCenter
        icon: "down"
        identifier: "part:next"
        visible: root.parts > 1 || root.stepsHere
        large: true
        name: Words.say("next-part")
        usable: root.part < root.parts - 1 || root.stepsHere && root.page < root.pages - 1

        onActivated: root.stepped(1)
    }
}
