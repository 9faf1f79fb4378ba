import QtQuick
import Kiosk.Theme
import Kiosk.View

AccessToggle {
    required property SessionView session

    identifier: "access:reduced-motion"
    line: Words.say("reduced-motion-line")
    on: session.reducedMotion
    title: Words.say("reduced-motion")

    onActivated: session.toggleReducedMotion()
}
