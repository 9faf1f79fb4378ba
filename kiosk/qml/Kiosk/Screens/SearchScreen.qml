pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// Search as you type: results at the left, query and keypad at the right; on an upright screen one above the other.
Item {
    id: root

    required property SessionView session
    required property SearchView search
    required property bool upright
    required property bool shown
    readonly property real side: Theme.u(upright ? 72 : 96)
    readonly property string query: session.query
    readonly property bool asked: query !== ""
    // On a wall the results stay within reach.
    readonly property real lowered: Theme.low && upright ? Math.max(0, keypad.y - Theme.u(800)) : 0

    function open(result: var) {
        if (result.kind === "home")
            root.session.goHome();
        else if (result.kind === "panel")
            root.session.openPanelAt(result.panel, Math.max(0, result.page));
        else
            root.session.openPicture(result.gallery, result.picture);
    }

    enabled: shown
    opacity: shown ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fade
        }
    }

    Item {
        id: asking

        height: keypad.y - Theme.u(24) - y
        width: root.upright ? root.width - 2 * root.side : root.width - x - root.side
        x: root.upright ? root.side : Theme.u(792)
        y: Theme.u(root.upright ? 48 : 64) + root.lowered

        Label {
            id: how

            Accessible.role: Accessible.Heading
            color: Theme.muted
            role: "label"
            text: Words.say("search-how")
            width: parent.width
        }

        Label {
            id: typed

            Accessible.name: Words.fill("search-typed", {
                query: root.query
            })
            face: "hand"
            font.letterSpacing: Theme.u(14)
            font.pixelSize: Math.min(Theme.u(200), (line.y - how.height) * 0.72, Theme.u(200) * (asking.width - Theme.u(60)) / Math.max(1, measure.advanceWidth))
            lineHeight: 1
            lineHeightMode: Text.ProportionalHeight
            text: root.query
            verticalAlignment: Text.AlignVCenter
            wrapMode: Text.NoWrap
            y: (how.height + line.y - height) / 2
        }

        TextMetrics {
            id: measure

            font.family: Theme.family("hand", Words.language)
            font.letterSpacing: Theme.u(14)
            font.pixelSize: Theme.u(200)
            text: root.query
        }

        Rectangle {
            color: Theme.gold
            height: Math.min(Theme.u(150), (line.y - how.height) * 0.6)
            width: Theme.line(6)
            x: typed.width + Theme.u(16)
            y: (how.height + line.y - height) / 2
        }

        GoldLine {
            id: line

            width: parent.width
            y: root.upright ? how.height + Theme.u(250) : Math.min(Theme.u(356), parent.height - Theme.u(16))
        }
    }

    Item {
        id: finding

        height: (root.upright ? keypad.y - Theme.u(40) : root.height) - y
        width: root.upright ? root.width - 2 * root.side : Theme.u(600)
        x: root.side
        y: root.upright ? asking.y + line.y + Theme.u(24) : Theme.low ? asking.y + line.y + Theme.u(16) : Theme.u(40)

        Label {
            id: status

            Accessible.role: Accessible.AlertMessage
            color: Theme.muted
            role: "label"
            text: !root.asked ? Words.say("search-try") : root.search.count === 0 ? Words.say("search-none") : Words.fill(root.search.full ? "search-most" : "search-found", {
                count: root.search.count
            })
            width: parent.width - steps.width - Theme.u(24)
            y: Math.max(0, (steps.height - height) / 2)

            onTextChanged: if (root.shown && root.asked)
                announcer.say(status.text)
        }

        Announcer {
            id: announcer
        }

        Row {
            id: steps

            anchors.right: parent.right
            spacing: Theme.u(24)
            visible: !(results.atYBeginning && results.atYEnd)

            RingButton {
                icon: "up"
                identifier: "results:previous"
                name: Words.say("search-previous")
                usable: !results.atYBeginning

                onActivated: results.turn(-1)
            }

            RingButton {
                icon: "down"
                identifier: "results:next"
                name: Words.say("search-next")
                usable: !results.atYEnd

                onActivated: results.turn(1)
            }
        }

        ListView {
            id: results

            function turn(by: int) {
                const rows = Math.max(1, Math.floor(height / Theme.u(204)));
                const top = Math.max(0, indexAt(1, contentY + 1));
                positionViewAtIndex(Math.max(0, Math.min(count - 1, top + by * rows)), ListView.Beginning);
            }

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: status.bottom
            anchors.topMargin: Math.max(Theme.u(12), steps.visible ? steps.height + Theme.joint - status.y - status.height : 0)
            boundsBehavior: Flickable.StopAtBounds
            clip: true
            // Arrows move the focus: KeyControl.qml.
            keyNavigationEnabled: false
            model: root.search.results
            spacing: Theme.joint

            // In an item of its own: Qt puts the delegates of a list into the accessibility tree, hidden or not.
            delegate: Item {
                id: row

                required property int index
                required property var modelData
                readonly property bool whole: y + height <= results.contentY + results.height + 1 && y >= results.contentY - 1

                height: result.height
                width: results.width

                SearchResult {
                    id: result

                    index: row.index
                    // Hides a row that the end of the list would cut.
                    opacity: row.whole || results.moving ? 1 : 0
                    result: row.modelData
                    whole: row.whole
                    width: row.width

                    onActivated: root.open(row.modelData)
                }
            }
        }
    }

    SearchKeypad {
        id: keypad

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.u(root.upright ? 48 : 32)
        height: implicitHeight
        query: root.query
        width: asking.width
        x: asking.x

        onTyped: query => root.session.type(query)
    }
}
