pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// One scene of the attract loop, with the call to touch below it; two of these take turns.
Item {
    id: root

    required property AttractView attract
    required property PackView pack
    required property StageView stage
    required property bool upright
    required property bool lit
    required property bool shown
    property bool dissolving: false
    property int number: -1
    property int seconds: 10

    readonly property SceneBody content: body.item as SceneBody
    readonly property bool ready: content !== null && content.ready && !failed
    readonly property bool failed: body.failed || content !== null && content.failed
    readonly property alias language: showing.language

    function play(number: int, scene: var) {
        const languages = root.pack.languages;
        showing.language = languages[root.attract.languageTurn % languages.length] ?? "";
        showing.otherLanguage = languages[(root.attract.languageTurn + 1) % languages.length] ?? "";
        kept.x = root.attract.driftX;
        kept.y = root.attract.driftY;
        root.number = number;
        root.seconds = scene.seconds;
        const kind = scene.kind.charAt(0).toUpperCase() + scene.kind.slice(1);
        body.load(Qt.resolvedUrl(kind + "Scene.qml"), {
            scene: scene,
            view: showing
        });
    }

    function rest() {
        root.visible = false;
        body.unload();
    }

    // A layer while it dissolves: overlapping items must not show through each other.
    layer.enabled: dissolving
    visible: false

    SceneContext {
        id: showing

        accelerated: root.stage.accelerated
        attract: root.attract
        emblem: root.pack.home.emblem ?? null
        lit: root.lit
        pictures: root.stage.pictures
        shown: root.shown
        upright: root.upright
    }

    Backdrop {
        anchors.fill: parent
    }

    // Shifted a little between scenes against burn-in, never while visible.
    Item {
        id: kept

        height: root.height
        width: root.width

        ItemLoader {
            id: body

            anchors.fill: parent
        }

        PackLogo {
            source: root.stage.pictures + "mark.webp"
            language: showing.language
            text: Words.inLanguage(root.pack.title, language)
            visible: root.content !== null && root.content.named
            x: Theme.u(root.upright ? 72 : 96)
            y: Theme.u(72)
        }

        CallToAction {
            bleed: showing.bleed
            inviting: root.lit && root.shown && !root.dissolving
            language: showing.language
            otherLanguage: showing.otherLanguage
            width: parent.width
            y: parent.height - Theme.u(root.upright ? 264 : 232)
        }
    }
}
