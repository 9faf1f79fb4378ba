import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A scene with a silent film over one of its own frames; without motion only the frame is shown.
PictureScene {
    id: root

    readonly property Player player: loader.item as Player

    failed: pictureFailed || (player?.lost ?? false)
    moved: false
    subject: scene.film?.still ?? null

    Connections {
        function onFailed(why: string) {
            Playback.failed(root.scene.film.url, why);
        }

        target: root.player
    }

    // Qt Multimedia is not loaded before the first film.
    ItemLoader {
        id: loader

        readonly property bool due: root.view.shown && root.view.lit && Theme.moving && Boolean(root.scene.film)

        // Fills the frame, which clips the excess width or height.
        readonly property real ratio: root.scene.film ? root.scene.film.still.width / root.scene.film.still.height : 1

        anchors.centerIn: parent
        height: width / ratio
        opacity: root.player?.framed ? 1 : 0.01
        parent: root.frame
        width: Math.max(parent.width, parent.height * ratio)

        Component.onCompleted: if (due)
            begin()
        onDueChanged: if (due)
            begin()
        else
            unload()

        function begin() {
            load(Qt.resolvedUrl("../Parts/Player.qml"), {
                endless: true,
                source: root.scene.film.url
            });
            root.player.play();
        }
    }
}
