import QtQuick
import Kiosk.Theme
import Kiosk.View

// Not where the screen's controls are low anyway.
AccessToggle {
    required property SessionView session

    icon: "down"
    identifier: "access:low-reach"
    line: Words.say("low-reach-line")
    on: session.lowReach
    title: Words.say("low-reach")
    visible: !Theme.tall

    onActivated: session.toggleLowReach()
}
