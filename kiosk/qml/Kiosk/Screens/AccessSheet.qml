pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.View

// The accessibility sheet: settings for all screens, one touch each, reset with the session.
BottomSheet {
    id: root

    required property SessionView session
    readonly property bool columns: !upright && !Theme.enlarged
    readonly property bool rows: upright || Theme.large

    body: root.columns ? columns : stack
    closer: "access:done"
    gap: root.columns ? 36 : 16
    line: root.columns ? Words.say("access-line") : ""
    title: Words.say("access-title")

    Component {
        id: columns

        AccessColumns {
            session: root.session
        }
    }

    Component {
        id: stack

        AccessRows {
            room: root.room
            rows: root.rows
            session: root.session
            paired: !root.upright && Theme.large
        }
    }
}
