pragma ComponentBehavior: Bound

import QtQuick
import QtMultimedia

// Plays one film or sound from a file. Gives up on a medium that delivers nothing for some seconds, and reports it.
Item {
    id: root

    required property url source
    property bool filmed: true
    property bool endless: false
    property bool muted: true
    property real volume: 1
    property int patience: 4000
    property int from: 0

    readonly property int position: media.position
    readonly property bool running: media.playbackState === MediaPlayer.PlayingState
    property bool framed: false
    property bool lost: false
    // Playback with sound stalls if the audio output accepts nothing: it then continues without sound.
    property bool asked: false
    property bool silenced: false
    property FilmSurface surface: null

    signal ended
    signal failed(string why)

    function play() {
        media.play();
    }

    function pause() {
        media.pause();
    }

    function seek(position: int) {
        media.position = Math.max(0, Math.min(position, media.duration));
    }

    // Restarts only a running timer: a paused medium can seek too, and then nothing is awaited.
    function renew(timer: Timer) {
        if (timer.running)
            timer.restart();
    }

    function lose(why: string) {
        if (root.lost)
            return;
        root.lost = true;
        media.stop();
        root.failed(why);
    }

    Component.onCompleted: {
        if (filmed)
            surface = FilmSurfaces.take(root) as FilmSurface;
        Playback.sounding();
        asked = true;
    }
    Component.onDestruction: {
        const used = surface;
        surface = null;
        if (!used)
            return;
        used.clear();
        FilmSurfaces.putBack(used);
    }

    MediaPlayer {
        id: media

        audioOutput: sound.item as AudioOutput
        loops: root.endless ? MediaPlayer.Infinite : 1
        source: root.source
        videoOutput: root.surface?.sink ?? null

        onErrorOccurred: (error, words) => root.lose(words)
        onMediaStatusChanged: {
            if (mediaStatus === MediaPlayer.LoadedMedia && root.from > 0)
                position = root.from;
            if (mediaStatus !== MediaPlayer.EndOfMedia)
                return;
            if (root.filmed && !root.framed)
                root.lose("it ended without a frame");
            else
                root.ended();
        }
        onPositionChanged: {
            root.renew(stall);
            if (!root.filmed)
                root.renew(watchdog);
        }
    }

    Connections {
        function onFrameArrived() {
            root.framed = true;
            root.renew(watchdog);
        }

        target: root.surface
    }

    Timer {
        id: watchdog

        interval: root.patience
        running: root.running

        onTriggered: root.lose("nothing came for " + interval / 1000 + " s")
    }

    Timer {
        id: stall

        interval: root.patience / 2
        running: root.running && sound.active

        onTriggered: {
            // First, because releasing an output of a hung server takes half a minute.
            Playback.silenced(root.source);
            root.silenced = true;
            root.renew(watchdog);
        }
    }

    MediaDevices {
        id: devices
    }

    Loader {
        id: sound

        active: root.asked && !root.muted && !root.silenced && Playback.heard && devices.audioOutputs.length > 0

        sourceComponent: AudioOutput {
            volume: root.volume
        }
    }
}
