pragma Singleton

import QtQuick

// A small pool of surfaces for all films: PySide never frees a Python object that QML has created.
Item {
    id: root

    property list<Item> free: []

    // A FilmSurface that fills `place`. Created by file name: a module's singletons are all loaded at startup, and this one
    // would load Qt Multimedia.
    function take(place: Item): Item {
        const surface = root.free.length > 0 ? root.free.pop() : Qt.createComponent("FilmSurface.qml", root).createObject(root) as Item;
        surface.parent = place;
        return surface;
    }

    // `surface` is the return value of take().
    function putBack(surface: Item) {
        surface.parent = root;
        root.free.push(surface);
    }
}
