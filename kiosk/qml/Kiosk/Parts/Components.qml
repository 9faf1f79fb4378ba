pragma Singleton

import QtQuick

// The QML files that items were made from, each compiled once and kept.
QtObject {
    id: root

    readonly property var kept: ({})

    function read(file: string, asynchronous: bool): Component {
        const known = root.kept[file];
        if (known && (asynchronous || known.status !== Component.Loading))
            return known;
        root.kept[file] = Qt.createComponent(file, asynchronous ? Component.Asynchronous : Component.PreferSynchronous, root);
        return root.kept[file];
    }
}
