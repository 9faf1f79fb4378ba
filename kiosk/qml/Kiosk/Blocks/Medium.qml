pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts

// A film or sound on a page. Qt Multimedia is not loaded before the first playback.
Item {
    id: root

    required property var film
    property bool filmed: true
    readonly property Player player: loader.item as Player
    readonly property bool started: player !== null
    readonly property bool running: player?.running ?? false
    readonly property bool framed: player?.framed ?? false
    readonly property int length: film ? Math.round(film.seconds * 1000) : 0
    readonly property int position: Math.min(player?.position ?? 0, length)
    property bool lost: !film

    function play() {
        if (!root.started)
            root.begin(0);
        else
            root.player?.play();
    }

    function pause() {
        root.player?.pause();
    }

    function toggle() {
        if (root.running)
            root.pause();
        else
            root.play();
    }

    function stop() {
        loader.unload();
    }

    function seek(position: int) {
        if (!root.started)
            root.begin(position);
        else
            root.player?.seek(position);
    }

    function begin(position: int) {
        loader.load(Qt.resolvedUrl("../Parts/Player.qml"), {
            filmed: root.filmed,
            from: position,
            muted: !Playback.audible || !root.film.sound,
            source: root.film.url,
            volume: Qt.binding(() => Playback.volume)
        });
        root.player.play();
    }

    Component.onCompleted: {
        const kept = Playback.kept;
        if (!root.film || kept?.url !== root.film.url)
            return;
        Playback.kept = null;
        root.begin(kept.position);
        if (!kept.running)
            root.pause();
    }
    Component.onDestruction: {
        if (root.started)
            Playback.kept = {
                position: root.position,
                running: root.running,
                url: root.film.url
            };
        Playback.end(root);
    }
    onRunningChanged: {
        if (running)
            Playback.begin(root);
        else
            Playback.end(root);
    }

    ItemLoader {
        id: loader

        anchors.fill: parent
    }

    Connections {
        function onFailed(why: string) {
            root.lost = true;
            Playback.failed(root.film.url, why);
            Qt.callLater(root.stop);
        }

        function onEnded() {
            Qt.callLater(root.stop);
        }

        target: root.player
    }

    Connections {
        function onTaken(medium: Item) {
            if (medium !== root)
                root.stop();
        }

        function onHushed() {
            root.pause();
        }

        function onStopped() {
            root.stop();
        }

        target: Playback
    }
}
