pragma Singleton

import QtQuick

// Few surfaces for all films, used again and again: PySide never frees an object of Python's that QML has made.
Item {
    id: root

    property list<Item> free: []

    // A FilmSurface that fills `place`. Made by its file's name: a module's singletons are all read at the start, and this
    // one would bring Qt's multimedia along.
    function take(place: Item): Item {
        const surface = root.free.length > 0 ? root.free.pop() : Qt.createComponent("FilmSurface.qml", root).createObject(root) as Item;
        surface.parent = place;
        return surface;
    }

    // `surface` is what take() gave.
    function putBack(surface: Item) {
        surface.parent = root;
        root.free.push(surface);
    }
}
