pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Screens
import Kiosk.Theme

// Every state of a control beside the others: as the designed board of states has them.
Rectangle {
    id: root

    required property var bays

    color: Theme.ground

    Label {
        role: "h2"
        text: "一个圈：能触到的都有它"
        x: Theme.u(96)
        y: Theme.u(52)
    }

    Label {
        color: Theme.muted
        language: "en"
        role: "label"
        text: "Component states: ring, key, tile, stepper, line weights"
        x: Theme.u(96)
        y: Theme.u(142)
    }

    component State: Item {
        id: state

        required property string words
        default property alias content: place.data

        height: Theme.u(200)
        width: Theme.u(180)

        Item {
            id: place

            anchors.horizontalCenter: parent.horizontalCenter
            height: Theme.u(96)
            width: Theme.u(96)
            y: Theme.u(18)
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.muted
            language: "en"
            role: "floor"
            text: state.words
            y: Theme.u(146)
        }
    }

    Row {
        x: Theme.u(60)
        y: Theme.u(230)

        State {
            words: "rest 3 px"

            Ring {
                icon: "next"
                large: true
            }
        }

        State {
            words: "pressed .97"

            Ring {
                icon: "next"
                large: true
                pressed: true
            }
        }

        State {
            words: "focused +6/4"

            Ring {
                focused: true
                icon: "next"
                large: true
            }
        }

        State {
            words: "selected"

            Ring {
                chosen: true
                icon: "next"
                large: true
            }
        }

        State {
            words: "disabled .38"

            Ring {
                icon: "next"
                large: true
                usable: false
            }
        }
    }

    Row {
        x: Theme.u(60)
        y: Theme.u(470)

        State {
            words: "rest"

            Key {
                label: "J"
            }
        }

        State {
            words: "pressed"

            Key {
                objectName: "held-key"
                label: "J"
            }
        }

        State {
            words: "focused"

            Key {
                objectName: "focused-key"
                label: "J"
            }
        }

        State {
            words: "disabled"

            Key {
                label: "J"
                opacity: 0.38
                usable: false
            }
        }
    }

    component Weight: Item {
        id: weight

        required property string words
        default property alias content: place.data

        height: Theme.u(80)
        width: Theme.u(864)

        Item {
            id: place

            width: parent.width
        }

        Label {
            color: Theme.muted
            language: "en"
            role: "floor"
            text: weight.words
            y: Theme.u(14)
        }
    }

    Column {
        x: Theme.u(96)
        y: Theme.u(720)

        Weight {
            words: "seam 2 px gold .34"

            Rule {
                width: Theme.u(864)
            }
        }

        Weight {
            words: "hairline 2 px muted .26"

            Rule {
                seam: false
                width: Theme.u(864)
            }
        }

        Weight {
            words: "pour line 3 px gold 1.0"

            GoldLine {
                width: Theme.u(864)
            }
        }
    }

    component Tile: Item {
        id: tile

        required property string words
        default property alias content: place.data

        height: Theme.u(460)
        width: Theme.u(250)

        Item {
            id: place

            height: Theme.u(426)
            scale: 0.444
            transformOrigin: Item.Top
            width: parent.width
        }

        Label {
            anchors.bottom: parent.bottom
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.muted
            language: "en"
            role: "floor"
            text: tile.words
        }
    }

    // As large as on Home, and seen from further away.
    component Bay: HomeBay {
        anchors.horizontalCenter: parent?.horizontalCenter
        height: Theme.u(958)
        width: Theme.u(320)
    }

    Row {
        spacing: Theme.u(12)
        x: Theme.u(1040)
        y: Theme.u(230)

        Tile {
            words: "rest"

            Bay {
                bay: root.bays[0]
            }
        }

        Tile {
            words: "pressed + ripple"

            Bay {
                objectName: "held-tile"
                bay: root.bays[2]
            }
        }

        Tile {
            words: "focused, inset 10"

            Bay {
                objectName: "focused-tile"
                bay: root.bays[3]
            }
        }
    }

    Stepper {
        count: 4
        x: Theme.u(1040)
        y: Theme.u(740)
    }

    Tag {
        x: Theme.u(1560)
        y: Theme.u(766)
    }
}
