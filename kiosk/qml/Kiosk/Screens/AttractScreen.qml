pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Theme
import Kiosk.View

// The attract loop. The whole screen is the button: the first touch begins a session. The session chooses the next scene, which
// is created hidden and shown once it is ready.
Item {
    id: root

    required property SessionView session
    required property AttractView attract
    required property PackView pack
    required property StageView stage
    required property bool upright
    required property bool shown

    readonly property Scene front: even ? first : second
    readonly property Scene dark: even ? second : first
    // The scene to watch: the next one while it is pending, else the current one.
    readonly property Scene watched: waiting ? dark : front
    readonly property var still: ({
            kind: "still",
            seconds: 10
        })
    property bool even: true
    property bool waiting: false
    // The scene in view is of a pack that was replaced; something in it may have been withdrawn.
    property bool outdated: false

    function prepare() {
        root.waiting = false;
        dissolve.complete();
        root.dark.play(root.attract.coming, root.pack.scenes[root.attract.coming] ?? still);
        root.waiting = true;
        root.look();
        // A built-in scene fills the screen while the first one loads.
        if (root.waiting && !root.front.visible) {
            root.front.play(-1, still);
            root.front.visible = true;
        }
    }

    function look() {
        if (root.waiting && root.dark.ready)
            root.come();
        else if (root.watched.failed)
            Qt.callLater(root.lose);
    }

    function come() {
        const cut = !root.front.visible || root.opacity < 1 || Theme.duration("dissolve") === 0;
        root.waiting = false;
        root.outdated = false;
        root.even = !root.even;
        root.front.z = 1;
        root.dark.z = 0;
        root.front.opacity = cut ? 1 : 0;
        root.front.visible = true;
        root.attract.shown();
        if (root.shown)
            clock.restart();
        if (cut)
            root.dark.rest();
        else
            dissolve.restart();
    }

    function lose() {
        if (root.watched.failed)
            root.attract.lost(root.watched.number);
    }

    // If the pack was ready before the screens, its first scene has already been requested.
    Component.onCompleted: if (root.shown)
        root.prepare()

    enabled: shown
    opacity: shown ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fade
        }
    }

    Connections {
        function onCalled() {
            root.prepare();
        }

        target: root.attract
    }

    Connections {
        function onChanged() {
            root.outdated = root.front.visible;
        }

        target: root.pack
    }

    // Takes an outdated scene away where the next one is long in coming.
    Timer {
        interval: 1000
        running: root.shown && root.waiting && root.outdated

        onTriggered: root.attract.clear()
    }

    Connections {
        function onReadyChanged() {
            root.look();
        }

        function onFailedChanged() {
            root.look();
        }

        target: root.watched
    }

    Timer {
        id: clock

        interval: root.front.seconds * 1000
        running: root.shown

        onTriggered: root.attract.next()
    }

    // Skips a scene that neither gets ready nor fails.
    Timer {
        interval: 5000
        running: root.shown && root.waiting

        onTriggered: root.attract.lost(root.dark.number)
    }

    NumberAnimation {
        id: dissolve

        duration: Theme.duration("dissolve")
        from: 0
        property: "opacity"
        target: root.front
        to: 1

        onStopped: root.dark.rest()
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }

    // For screen readers: where they are, and the whole screen as one button.
    Item {
        Accessible.ignored: !root.shown
        Accessible.name: Words.of(root.pack.title)
        Accessible.role: Accessible.Heading
        anchors.fill: parent
    }

    Item {
        function accessiblePressAction() {
            root.session.pressed();
        }

        Accessible.focusable: true
        Accessible.id: "attract"
        Accessible.ignored: !root.shown
        Accessible.name: Words.sayIn("touch-to-begin", root.front.language)
        Accessible.role: Accessible.Button
        anchors.fill: parent
    }

    Scene {
        id: first

        anchors.fill: parent
        attract: root.attract
        dissolving: dissolve.running
        lit: root.even
        pack: root.pack
        shown: root.shown
        stage: root.stage
        upright: root.upright
    }

    Scene {
        id: second

        anchors.fill: parent
        attract: root.attract
        dissolving: dissolve.running
        lit: !root.even
        pack: root.pack
        shown: root.shown
        stage: root.stage
        upright: root.upright
    }
}
