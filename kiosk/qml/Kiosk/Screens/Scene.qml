pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// One image of the attract loop; two of these take turns.
Item {
    id: root

    required property string pictures
    required property var place
    required property bool upright
    required property bool accelerated
    required property bool lit
    required property bool shown
    property var scene: null
    property string language
    property string otherLanguage

    signal failed

    function play(scene: var, language: string, otherLanguage: string) {
        root.language = language;
        root.otherLanguage = otherLanguage;
        root.scene = scene;
        if (!scene) {
            body.source = "";
            return;
        }
        body.setSource({
            figure: "FigureScene.qml",
            picture: "PictureScene.qml",
            panel: "PanelScene.qml"
        }[scene.kind], {
            scene: scene,
            view: root
        });
    }

    opacity: lit ? 1 : 0
    visible: opacity > 0

    Behavior on opacity {
        NumberAnimation {
            duration: Theme.duration("dissolve")
        }
    }

    Loader {
        id: body

        anchors.fill: parent
    }

    Connections {
        function onFailed() {
            root.failed();
        }

        ignoreUnknownSignals: true
        target: body.item
    }

    Mark {
        source: root.pictures + "mark.png"
        text: Words.inLanguage(root.place, root.language)
        visible: !root.scene || root.scene.kind !== "picture"
        x: Theme.u(root.upright ? 72 : 96)
        y: Theme.u(72)
    }
}
