import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// Rings that scroll content; shown only if it does not fit.
Column {
    id: root

    required property OperatorView operator
    required property Flickable list
    required property string identifier

    // Scrolls by whole rows: the last visible row comes first. A row taller than the list is scrolled through.
    property bool wholes: false

    function turn(by: int) {
        const list = root.list;
        const rows = list as ListView;
        if (rows && root.wholes) {
            const first = Math.max(0, rows.indexAt(1, rows.contentY + 1));
            const last = rows.indexAt(1, rows.contentY + rows.height - 1);
            if (first === last || rows.itemAtIndex(by > 0 ? last : first)?.height > rows.height) {
                root.scroll(by);
                return;
            }
            const step = Math.max(1, (last < 0 ? rows.count : last) - first);
            rows.positionViewAtIndex(Math.max(0, Math.min(rows.count - 1, first + by * step)), ListView.Beginning);
            return;
        }
        root.scroll(by);
    }

    function scroll(by: int) {
        const list = root.list;
        list.contentY = Math.max(list.originY, Math.min(list.originY + list.contentHeight - list.height, list.contentY + by * list.height * 0.8));
    }

    spacing: Theme.u(16)
    visible: list.contentHeight > list.height

    RingButton {
        icon: "up"
        identifier: root.identifier + ":up"
        name: root.operator.words["lines-up"] ?? ""
        usable: !root.list.atYBeginning

        onActivated: root.turn(-1)
    }

    RingButton {
        icon: "down"
        identifier: root.identifier + ":down"
        name: root.operator.words["lines-down"] ?? ""
        usable: !root.list.atYEnd

        onActivated: root.turn(1)
    }
}
