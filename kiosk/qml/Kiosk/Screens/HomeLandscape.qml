pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Home on a landscape screen: the name of the place at the left, and a lit bay for each panel.
Item {
    id: root

    required property var home
    required property var place
    required property string pictures
    readonly property real column: Theme.u(616)
    readonly property real bay: (width - column - Theme.joint * (home.bays.length - 1)) / home.bays.length

    // The tile that opened a panel.
    property rect from

    signal panelChosen(string panel)
    signal galleryChosen(string gallery)
    signal searchChosen

    Image {
        height: Theme.u(960)
        source: root.pictures + "whorl-home.webp"
        visible: !Theme.light && !Theme.high
        width: Theme.u(616)
    }

    // On rice paper the arms are cinnabar; a plain gradient of the ground fades them before the text.
    Item {
        clip: true
        height: root.height
        visible: Theme.light
        width: root.column

        Image {
            height: width
            source: Theme.light ? root.pictures + "whorl-paper.webp" : ""
            width: Theme.u(1195)
            x: Theme.u(286) - width / 2
            y: Theme.u(254) - height / 2
        }

        Rectangle {
            height: parent.height - y
            width: parent.width
            y: Theme.u(360)

            gradient: Gradient {
                GradientStop {
                    color: Qt.alpha(Theme.ground, 0)
                    position: 0
                }

                GradientStop {
                    color: Theme.ground
                    // Solid above the name of the place.
                    position: 0.15
                }
            }
        }
    }

    Touchable {
        id: emblem

        height: width
        identifier: "home:" + (root.home.opens || "emblem")
        name: Words.of(root.home.opensTitle)
        usable: root.home.opens !== ""
        width: Theme.u(380)
        x: Theme.u(96)
        y: Theme.u(64)

        onActivated: {
            root.from = Qt.rect(x, y, width, height);
            root.panelChosen(root.home.opens);
        }

        Emblem {
            anchors.fill: parent
            border.color: Theme.light ? Theme.accent("yi-culture").colour : Theme.gold
            border.width: Theme.line(parent.pressed ? 9 : 3)
            color: Theme.ground
            share: 0.69
            fallback: root.pictures + "yi.webp"
            picture: Theme.light ? root.home.emblemOnLight : root.home.emblem
            scale: parent.pressed ? 0.97 : 1
        }

        FocusFrame {
            radius: width / 2
            target: emblem
        }
    }

    HomeWords {
        height: rings.y - Theme.u(16) - y
        home: root.home
        place: root.place
        width: root.column - x - Theme.u(16)
        x: Theme.u(96)
        y: Theme.u(452)
    }

    HomeRings {
        id: rings

        home: root.home
        stacked: rings.rings.length > 2
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.u(36)
        width: root.column - x
        x: Theme.u(96)

        onGalleryChosen: gallery => root.galleryChosen(gallery)
        onPanelChosen: panel => root.panelChosen(panel)
        onSearchChosen: root.searchChosen()
    }

    Repeater {
        model: root.home.bays

        HomeBay {
            required property int index
            required property var modelData

            bay: modelData
            height: root.height
            width: index === root.home.bays.length - 1 ? root.width - x : Math.round(root.bay)
            x: Math.round(root.column + index * (root.bay + Theme.joint))

            onActivated: {
                root.from = Qt.rect(x, y, width, height);
                root.panelChosen(modelData.id);
            }
        }
    }
}
