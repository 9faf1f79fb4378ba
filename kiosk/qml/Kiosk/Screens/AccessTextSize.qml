pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.View

// Three text sizes, each shown at its own size.
AccessChoice {
    id: root

    required property SessionView session

    chosen: String(session.textSize)
    group: "text-size"
    options: [
        {
            id: "100",
            label: "100%",
            glyph: 34
        },
        {
            id: "135",
            label: "135%",
            glyph: 46
        },
        {
            id: "200",
            label: "200%",
            glyph: 62
        }
    ]
    title: Words.say("text-size")

    onPicked: option => session.chooseTextSize(parseInt(option))
}
