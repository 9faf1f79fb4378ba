pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.View

// Home: all choices at a glance.
Item {
    id: root

    required property SessionView session
    required property PackView pack
    required property StageView stage
    required property bool upright
    required property bool shown
    property rect from

    enabled: shown
    opacity: shown ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fade
        }
    }

    Loader {
        active: root.pack.home.bays !== undefined
        anchors.fill: parent
        sourceComponent: Theme.enlarged ? large : root.upright ? portrait : landscape
    }

    Component {
        id: landscape

        HomeLandscape {
            home: root.pack.home
            pictures: root.stage.pictures
            place: root.pack.title

            onGalleryChosen: gallery => root.session.openGallery(gallery)
            onFromChanged: root.from = from
            onPanelChosen: panel => root.session.openPanel(panel, "")
            onSearchChosen: root.session.openSearch()
        }
    }

    Component {
        id: large

        HomeLarge {
            home: root.pack.home
            pictures: root.stage.pictures
            place: root.pack.title
            upright: root.upright

            onGalleryChosen: gallery => root.session.openGallery(gallery)
            onFromChanged: root.from = from
            onPanelChosen: panel => root.session.openPanel(panel, "")
            onSearchChosen: root.session.openSearch()
        }
    }

    Component {
        id: portrait

        HomePortrait {
            home: root.pack.home
            pictures: root.stage.pictures
            place: root.pack.title

            onGalleryChosen: gallery => root.session.openGallery(gallery)
            onFromChanged: root.from = from
            onPanelChosen: panel => root.session.openPanel(panel, "")
            onSearchChosen: root.session.openSearch()
        }
    }
}
