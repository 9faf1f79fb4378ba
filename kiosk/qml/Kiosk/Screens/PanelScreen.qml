pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// A panel: its pages side by side, swiped or stepped.
Item {
    id: root

    required property SessionView session
    required property PackView pack
    required property Composer composer
    required property PollView polls
    required property bool upright
    required property bool shown
    readonly property var none: ({
            accent: "gold",
            pages: []
        })
    property var panel: none
    // Answers by the key of the question: kept here, since distant pages are unloaded.
    property var answers: ({})
    readonly property int pages: panel.pages.length
    readonly property int page: strip.currentIndex
    property int led: 0
    // The same place in another pack: shown without animation.
    property bool replaced: false
    property bool unfolding: false
    readonly property PanelPage current: strip.currentItem as PanelPage
    // The page is complete and at rest.
    readonly property bool ready: visible && (current?.composed ?? false) && Math.abs(strip.contentX - current.x) < 1

    function step(page: int) {
        root.session.showPage(page);
    }

    function follow() {
        // Nothing that a visitor opened carries over to the next one.
        if (root.session.phase === "attract") {
            root.panel = root.none;
            root.answers = {};
        }
        if (root.shown && root.panel.id !== root.session.panel)
            root.panel = root.pack.panel(root.session.panel);
        // A swipe that still glides is ahead of the session, which follows when it comes to rest.
        const gliding = strip.moving && root.led === root.session.page;
        if (root.shown && !gliding && strip.currentIndex !== root.session.page) {
            strip.highlightMoveDuration = root.opacity === 1 && !root.replaced ? Theme.move : 0;
            strip.currentIndex = root.session.page;
        }
        root.led = root.session.page;
        root.replaced = false;
    }

    enabled: shown
    opacity: shown ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fade
        }
    }

    onShownChanged: {
        strip.cancelFlick();
        follow();
        if (shown)
            current?.enter();
    }

    Connections {
        function onChanged() {
            root.follow();
        }

        target: root.session
    }

    Connections {
        function onChanged() {
            const panel = root.pack.panel(root.session.panel);
            root.replaced = true;
            root.panel = panel.id ? panel : root.none;
        }

        target: root.pack
    }

    ListView {
        id: strip

        anchors.fill: parent
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: width * 2
        flickDeceleration: width * 3
        highlightRangeMode: ListView.StrictlyEnforceRange
        // Dragging something within a page must not turn the page.
        interactive: root.pages > 1 && !root.current?.held
        maximumFlickVelocity: width * 8
        // Arrows move the focus: KeyControl.qml.
        keyNavigationEnabled: false
        model: root.panel.pages
        orientation: ListView.Horizontal
        preferredHighlightBegin: 0
        preferredHighlightEnd: width
        snapMode: ListView.SnapOneItem

        delegate: PanelPage {
            required property int index
            required property var modelData

            accentRole: root.panel.accent
            answers: root.answers
            clip: strip.moving
            enabled: ListView.isCurrentItem
            height: strip.height
            numeral: root.panel.index >= 0 ? Words.numeral(root.panel.index) : ""
            number: index
            object: root.panel.object ?? null
            // In a preview the neighbouring page would be visible: shapes are not clipped under the software renderer.
            opacity: root.session.phase !== "preview" || strip.moving || ListView.isCurrentItem ? 1 : 0
            page: modelData
            pages: root.pages
            composer: root.composer
            polls: root.polls
            seen: root.shown && ListView.isCurrentItem
            theme: Words.of(root.panel.title)
            unfolding: root.unfolding && ListView.isCurrentItem
            upright: root.upright
            width: strip.width

            onAnswered: (key, answer) => root.answers = Object.assign({}, root.answers, {
                    [key]: answer
                })
            onGalleryOpened: gallery => root.session.openGallery(gallery)
            onLinkFollowed: (panel, page) => root.session.openPanel(panel, page)
            onStepped: page => root.step(page)
        }

        onMovementEnded: if (currentIndex !== root.session.page)
            root.session.showPage(currentIndex)
    }

    // On an upright screen the stepper has a row of its own above the bar.
    Stepper {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.u(28)
        anchors.horizontalCenter: parent.horizontalCenter
        count: root.pages
        current: root.page
        large: true
        visible: root.upright && root.pages > 1

        onStepped: page => root.step(page)
    }
}
