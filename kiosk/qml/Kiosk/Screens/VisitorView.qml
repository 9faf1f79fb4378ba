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
    property bool languagesOpen: false
    // A sheet lies over the screens.
    readonly property bool covered: sheetOpen || languagesOpen

    readonly property string phase: session.phase
    // Kept here: what follows a finger's movement must not ask Python.
    readonly property string screen: session.screen
    property string before
    // The tag that filters the pictures of a gallery.
    property string tag

    // What is open, and whether it is complete and at rest.
    readonly property string place: covered ? "sheet" : session.screen + "/" + (session.screen === "panel" ? session.panel : session.gallery)
    readonly property bool ready: {
        if (sheetOpen)
            return sheet.risen === 1;
        if (languagesOpen)
            return languageSheet.risen === 1;
        if (screen === "panel")
            return panelScreen.ready;
        return screen === "gallery" ? galleryScreen.ready : true;
    }

    // The title of what is open, announced to screen readers where it changes.
    readonly property string heading: {
        if (sheetOpen)
            return sheet.title;
        if (languagesOpen)
            return languageSheet.title;
        switch (root.screen) {
        case "panel":
            // Once it is at rest, with its parts; until then nothing is announced.
            return panelScreen.ready ? [Words.of(panelScreen.current.page.title), panelScreen.current.progress].filter(part => part !== "").join(" · ") : "";
        case "gallery":
            return Words.of(galleryScreen.gallery.title);
        case "viewer":
            return viewerScreen.heading;
        case "search":
            return Words.say("search");
        }
        return Words.of(pack.title);
    }
    // What was announced last.
    property string announced

    function announce() {
        const words = root.visible ? root.heading.replace(/\u00ad/g, "") : "";
        if (words !== "" && words !== root.announced)
            root.Accessible.announce(words, Accessible.Polite);
        if (words !== "" || !root.visible)
            root.announced = words;
    }

    // A key stops what runs by itself, as a finger does.
    function wake() {
        if (root.session.screen === "viewer")
            viewerScreen.wake();
    }

    function close() {
        root.sheetOpen = false;
        root.languagesOpen = false;
    }

    // Keys that move no focus: see KeyControl.qml.
    function obey(command: string, text: string): bool {
        const screen = root.session.screen;
        if (command === "back" && root.covered)
            root.close();
        else if (command === "back" && screen !== "home")
            root.session.goBack();
        else if (root.covered)
            return false;
        else if (screen === "viewer" && (command === "left" || command === "right") && !text.startsWith("bar:"))
            viewerScreen.turn((command === "left") === Words.mirrored ? 1 : -1);
        else if (screen === "search" && command === "type")
            root.session.type(root.session.query + text.toLowerCase());
        else if (screen === "search" && command === "erase")
            root.session.type(root.session.query.slice(0, -1));
        else
            return false;
        return true;
    }

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
    onHeadingChanged: announcing.restart()
    onVisibleChanged: {
        announcing.restart();
        close();
        tag = "";
        before = visible ? session.screen : "";
        unfold.stop();
    }

    // A change of place changes several properties: one announcement.
    Debounce {
        id: announcing

        onTriggered: root.announce()
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

        enabled: !root.covered

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
            id: viewerScreen

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

    AccessSheet {
        id: sheet

        anchors.bottom: bar.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        session: root.session
        shown: root.sheetOpen
        upright: root.upright

        onClosed: root.close()
    }

    LanguageSheet {
        id: languageSheet

        anchors.bottom: bar.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        languages: root.pack.languages
        session: root.session
        shown: root.languagesOpen
        upright: root.upright

        onClosed: root.close()
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
        language: root.session.language
        languages: root.pack.languages
        languagesOpen: root.languagesOpen
        page: paged.page
        pages: ["panel", "gallery"].includes(root.session.screen) ? paged.pages : 0
        upright: root.upright

        onBackChosen: root.session.goBack()
        onHomeChosen: root.session.goHome()
        onLanguageChosen: language => root.session.chooseLanguage(language)
        onLanguagesChosen: {
            const open = !root.languagesOpen;
            root.close();
            root.languagesOpen = open;
        }
        onSheetChosen: {
            const open = !root.sheetOpen;
            root.close();
            root.sheetOpen = open;
        }
        onStepped: page => paged.step(page)
    }
}
