pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.View

// Bronze, rice paper and high contrast, each in its own colours.
AccessChoice {
    id: root

    required property SessionView session

    chosen: session.contrast
    group: "contrast"
    options: ["dark", "rice-paper", "high"].map(contrast => ({
                id: contrast,
                label: Words.say("contrast-" + contrast),
                glyph: 40,
                swatch: true
            }))
    title: Words.say("contrast")

    onPicked: option => session.chooseContrast(option)
}
