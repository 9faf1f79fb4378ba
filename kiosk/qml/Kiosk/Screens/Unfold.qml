import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A tile that expands into the picture of the page that it opens.
Item {
    id: root

    property rect from
    property rect to
    property real progress: 1
    readonly property bool running: progress < 1
    property alias picture: content.picture

    function between(first: real, last: real): real {
        return Math.round(first + (last - first) * root.progress);
    }

    function play(from: rect, to: rect, picture: var) {
        root.from = from;
        root.to = to;
        root.picture = picture;
        widening.restart();
    }

    function stop() {
        widening.stop();
        root.progress = 1;
    }

    clip: true
    height: between(from.height, to.height)
    visible: running
    width: between(from.width, to.width)
    x: between(from.x, to.x)
    y: between(from.y, to.y)

    NumberAnimation {
        id: widening

        duration: Theme.move
        easing.bezierCurve: Theme.easing
        easing.type: Easing.BezierSpline
        from: 0
        property: "progress"
        target: root
        to: 1
    }

    PackPicture {
        id: content

        Accessible.ignored: true
        height: root.to.height
        width: root.to.width
        x: (root.width - width) / 2
        y: (root.height - height) / 2
    }
}
