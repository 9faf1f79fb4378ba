pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The loop that draws visitors in. The whole screen is the button: the first finger begins a session.
Item {
    id: root

    required property SessionView session
    required property PackView pack
    required property StageView stage
    required property bool upright
    required property bool shown

    readonly property var scenes: pack.scenes
    property int current: 0
    readonly property var scene: scenes[current] ?? null
    readonly property string language: pack.languages[current % pack.languages.length] ?? ""
    readonly property string otherLanguage: pack.languages[(current + 1) % pack.languages.length] ?? ""
    property bool even: true

    function show(index: int) {
        root.current = index;
        root.even = !root.even;
        (root.even ? first : second).play(root.scene, root.language, root.otherLanguage);
        root.session.sceneShown(root.scene ? root.scene.opens : "");
        clock.restart();
    }

    function next() {
        if (root.scenes.length > 0)
            root.show((root.current + 1) % root.scenes.length);
    }

    Accessible.id: "attract"
    Accessible.name: Words.sayIn("touch-to-begin", language)
    Accessible.role: Accessible.Button
    enabled: shown
    opacity: shown ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.fade
        }
    }

    onScenesChanged: if (scenes.length > 0)
        show(0)
    onShownChanged: if (shown && scenes.length > 0)
        show(0)

    Timer {
        id: clock

        interval: (root.scene ? root.scene.seconds : 10) * 1000
        running: root.shown && root.scenes.length > 1

        onTriggered: root.next()
    }

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds
    }

    Stage {
        anchors.fill: parent
    }

    Scene {
        id: first

        accelerated: root.stage.accelerated
        anchors.fill: parent
        lit: root.even
        pictures: root.stage.pictures
        place: root.pack.title
        shown: root.shown
        upright: root.upright

        onFailed: if (root.even)
            root.next()
    }

    Scene {
        id: second

        accelerated: root.stage.accelerated
        anchors.fill: parent
        lit: !root.even
        pictures: root.stage.pictures
        place: root.pack.title
        shown: root.shown
        upright: root.upright

        onFailed: if (!root.even)
            root.next()
    }

    Call {
        breathing: root.shown && root.stage.accelerated
        language: root.language
        otherLanguage: root.otherLanguage
        width: parent.width
        y: parent.height - Theme.u(root.upright ? 264 : 232)
    }
}
