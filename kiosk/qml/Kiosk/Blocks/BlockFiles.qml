pragma Singleton

import QtQml

// The QML files of a kind of block: `chart` is drawn by ChartBlock.qml in its own folder, kiosk/blocks/chart.
QtObject {
    function of(kind: string, part: string): url {
        return Qt.resolvedUrl("../../../blocks/" + kind + "/" + kind.charAt(0).toUpperCase() + kind.slice(1) + part + ".qml");
    }
}
