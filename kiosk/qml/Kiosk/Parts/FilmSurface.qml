pragma ComponentBehavior: Bound

import QtQuick
import QtMultimedia
import Kiosk.View

// The video output of a film. Taken from FilmSurfaces and given back, never created for one film.
Item {
    id: root

    readonly property var sink: Playback.painted ? (display.item as PaintedFilm)?.sink ?? null : (display.item as VideoOutput)?.videoSink ?? null

    signal frameArrived

    // Releases the last frame.
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

        transform: Mirror {
            across: display.width
        }
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
