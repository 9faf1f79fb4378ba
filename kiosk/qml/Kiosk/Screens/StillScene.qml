import QtQuick
import Kiosk.Theme

// The fallback when no scene can be shown: the emblem, the name of the place and the call to touch.
SceneBody {
    id: root

    readonly property bool upright: view.upright

    Whorl {
        emblem: root.view.emblem
        height: width
        pictures: root.view.pictures
        upright: true
        width: Theme.u(2000)
        x: root.upright ? (root.width - width) / 2 : root.width * 0.5 - width / 2
        y: root.height * (root.upright ? 0.36 : 0.4) - height / 2
    }
}
