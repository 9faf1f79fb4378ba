import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The visitor's screens, and the bar below them.
Item {
    id: root

    required property SessionView session
    required property PackView pack
    required property Composer composer
    required property PollView polls
    required property SearchView search
    required property StageView stage
    required property bool upright
    property bool sheetOpen: false

    readonly property string phase: session.phase
    property string before
    // The tag that filters the pictures of a gallery.
    property string tag

    // A tile turns into the picture of its page; other changes only fade.
    function follow(screen: string) {
        unfold.stop();
        const page = panelScreen.current;
        if (screen === "panel" && root.before === "home" && Theme.moving && page && page.place.width > 0 && home.from.width > 0)
            unfold.play(home.from, page.place, page.page.picture);
        root.before = screen;
    }

    // Films and sounds reset with the visit: for the next visitor they are at the beginning.
    onPhaseChanged: if (["attract", "operator"].includes(phase))
        Playback.reset()
    onVisibleChanged: {
        sheetOpen = false;
        tag = "";
        before = visible ? session.screen : "";
        unfold.stop();
    }

    Connections {
        function onPlayingChanged() {
            if (Playback.playing)
                root.session.mediaStarted();
            else
                root.session.mediaStopped();
        }

        function onFailed(file: string, why: string) {
            root.stage.mediumFailed(file, why);
        }

        function onSilenced(file: string) {
            root.stage.mediumSilenced(file);
        }

        function onSounding() {
            root.stage.makePlayer();
        }

        target: Playback
    }

    Connections {
        function onChanged() {
            if (root.session.screen !== root.before)
                root.follow(root.session.screen);
        }

        target: root.session
    }

    Connections {
        function onLanguageChanged() {
            if (Theme.fade > 0)
                crossing.restart();
        }

        target: Words
    }

    NumberAnimation {
        id: crossing

        duration: Theme.fade
        from: 0
        property: "opacity"
        target: screens
        to: 1
    }

    Item {
        id: screens

        enabled: !root.sheetOpen

        anchors.bottom: bar.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        HomeScreen {
            id: home

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
            composer: root.composer
            polls: root.polls
            session: root.session
            shown: root.session.screen === "panel"
            unfolding: unfold.running
            upright: root.upright
        }

        GalleryScreen {
            id: galleryScreen

            anchors.fill: parent
            pack: root.pack
            session: root.session
            shown: root.session.screen === "gallery"
            tag: root.tag
            upright: root.upright

            onTagPicked: tag => root.tag = tag
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
            tag: root.tag
            upright: root.upright
        }

        Unfold {
            id: unfold
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
