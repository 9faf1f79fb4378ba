import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A thumbnail of the whole picture with a frame around the visible area; a touch or a drag moves the view.
Rectangle {
    id: root

    required property ViewerLens lens
    property var picture: null
    readonly property real most: Theme.u(300)
    readonly property real ratio: picture ? picture.width / picture.height : 1.6
    readonly property real least: Theme.u(24)

    function show(place: point) {
        const x = (place.x - small.x) / small.width;
        const y = (place.y - small.y) / small.height;
        root.lens.centreAt(Math.max(0, Math.min(1, x)), Math.max(0, Math.min(1, y)));
    }

    Accessible.ignored: !visible || !enabled
    Accessible.name: Words.say("overview")
    Accessible.role: Accessible.Graphic
    color: Theme.plate
    height: small.height + Theme.u(24)
    radius: Theme.u(4)
    width: small.width + Theme.u(24)

    PackPicture {
        id: small

        Accessible.ignored: true
        height: Math.max(root.least, root.most / Math.max(1, root.ratio))
        picture: root.picture
        width: Math.max(root.least, root.most * Math.min(1, root.ratio))
        x: Theme.u(12)
        y: Theme.u(12)
    }

    // Dark lines on both sides separate the frame from any picture.
    Rectangle {
        anchors.fill: frame
        anchors.margins: -Theme.line(3)
        border.color: Theme.deep
        border.width: Theme.line(9)
        color: "transparent"
    }

    Rectangle {
        id: frame

        readonly property rect sight: root.lens.sight

        border.color: Theme.gold
        border.width: Theme.line(3)
        color: "transparent"
        height: Math.max(root.least, sight.height * small.height)
        width: Math.max(root.least, sight.width * small.width)
        x: small.x + (sight.x + sight.width / 2) * small.width - width / 2
        y: small.y + (sight.y + sight.height / 2) * small.height - height / 2
    }

    PointHandler {
        target: null

        onPointChanged: if (active)
            root.show(point.position)
    }
}
