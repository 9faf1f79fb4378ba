pragma ComponentBehavior: Bound

import QtQuick
import QtMultimedia
import Kiosk.View

// What a film is drawn on. Taken from FilmSurfaces and given back, never made for one film.
Item {
    id: root

    readonly property var sink: Playback.painted ? (display.item as PaintedFilm)?.sink ?? null : (display.item as VideoOutput)?.videoSink ?? null

    signal frameArrived

    // Lets go of the last frame.
    function clear() {
        if (Playback.painted)
            (display.item as PaintedFilm).clear();
        else
            (display.item as VideoOutput).clearOutput();
    }

    anchors.fill: parent

    Component.onCompleted: frames.follow(sink)

    FrameSignal {
        id: frames

        onArrived: root.frameArrived()
    }

    Loader {
        id: display

        anchors.fill: parent
        sourceComponent: Playback.painted ? paint : draw
    }

    Component {
        id: paint

        PaintedFilm {}
    }

    Component {
        id: draw

        VideoOutput {}
    }
}
