import QtQuick
import Kiosk.Parts
import Kiosk.View

// What a visitor walks through: the screens, and the bar below them.
Item {
    id: root

    required property SessionView session
    required property PackView pack
    required property PollView polls
    required property SearchView search
    required property StageView stage
    required property bool upright
    property bool sheetOpen: false

    onVisibleChanged: sheetOpen = false

    Item {
        id: screens

        enabled: !root.sheetOpen

        anchors.bottom: bar.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        HomeScreen {
            anchors.fill: parent
            pack: root.pack
            session: root.session
            shown: root.session.screen === "home"
            stage: root.stage
            upright: root.upright
        }

        PanelScreen {
            id: panelScreen

            anchors.fill: parent
            pack: root.pack
            polls: root.polls
            session: root.session
            shown: root.session.screen === "panel"
            upright: root.upright
        }

        GalleryScreen {
            id: galleryScreen

            anchors.fill: parent
            pack: root.pack
            session: root.session
            shown: root.session.screen === "gallery"
            upright: root.upright
        }

        SearchScreen {
            anchors.fill: parent
            search: root.search
            session: root.session
            shown: root.session.screen === "search"
            upright: root.upright
        }

        ViewerScreen {
            anchors.fill: parent
            pack: root.pack
            session: root.session
            shown: root.session.screen === "viewer"
            upright: root.upright
        }
    }

    Bar {
        id: bar

        readonly property var paged: root.session.screen === "panel" ? panelScreen : galleryScreen

        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        atHome: root.session.screen === "home"
        eased: root.session.eased
        sheetOpen: root.sheetOpen
        nextLanguage: root.session.nextLanguage
        page: paged.page
        pages: ["panel", "gallery"].includes(root.session.screen) ? paged.pages : 0
        upright: root.upright

        onBackChosen: root.session.goBack()
        onHomeChosen: root.session.goHome()
        onLanguageChosen: language => root.session.chooseLanguage(language)
        onSheetChosen: root.sheetOpen = !root.sheetOpen
        onStepped: page => paged.step(page)
    }

    AccessSheet {
        anchors.bottom: bar.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        session: root.session
        shown: root.sheetOpen
        upright: root.upright

        onClosed: root.sheetOpen = false
    }
}
