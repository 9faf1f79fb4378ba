pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick

// Few surfaces for all films, used again and again: PySide never frees an object of Python's that QML has made.
Item {
    id: root

    property list<FilmSurface> free: []

    function take(place: Item): FilmSurface {
        const surface = root.free.length > 0 ? root.free.pop() : made.createObject(root) as FilmSurface;
        surface.parent = place;
        return surface;
    }

    function putBack(surface: FilmSurface) {
        surface.parent = root;
        surface.clear();
        root.free.push(surface);
    }

    Component {
        id: made

        FilmSurface {
            anchors.fill: parent
        }
    }
}
