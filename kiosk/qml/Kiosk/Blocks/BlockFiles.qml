pragma Singleton

import QtQml

// The QML files of a kind of block: `chart` is drawn by ChartBlock.qml in its own folder, kiosk/blocks/chart.
QtObject {
    id: root

    // Of the hall's own kinds: the addresses of their folders, each with / at its end.
    property var folders: ({})

    function of(kind: string, part: string): url {
        const folder = root.folders[kind] ?? Qt.resolvedUrl("../../../blocks/" + kind + "/");
        return folder + kind.charAt(0).toUpperCase() + kind.slice(1) + part + ".qml";
    }
}
