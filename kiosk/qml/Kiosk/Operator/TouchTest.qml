pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// Every finger leaves a trace and lights the fields it touches: fields that stay dark are dead. In the hands-off test, lit
// fields are ghost touches.
Rectangle {
    id: root

    required property OperatorView operator
    required property OperatorMenu panel
    readonly property int columns: Math.round(width / Theme.u(120))
    readonly property int rows: Math.round(height / Theme.u(120))
    // Touched fields, by index.
    property var lit: ({})
    property int dark: columns * rows
    // Seconds left of the hands-off test, and touches counted meanwhile; -1 if none was run yet.
    property int remaining: 0
    property int ghosts: -1

    function words(key: string): string {
        return root.operator.words[key] ?? "";
    }

    // Asks for `words` first, so that the binding follows a change of language.
    function counted(key: string, count: int): string {
        return root.words(key) && root.operator.counted(key, count);
    }

    function touch(x: real, y: real) {
        const column = Math.max(0, Math.min(columns - 1, Math.floor(x / width * columns)));
        const row = Math.max(0, Math.min(rows - 1, Math.floor(y / height * rows)));
        const field = row * columns + column;
        if (root.lit[field])
            return;
        root.lit[field] = true;
        root.dark -= 1;
        const item = fields.itemAt(field) as Rectangle;
        if (item)
            item.color = root.remaining > 0 ? Theme.gold : Theme.patina;
    }

    function darken() {
        root.lit = {};
        root.dark = root.columns * root.rows;
        for (let field = 0; field < fields.count; ++field)
            (fields.itemAt(field) as Rectangle).color = Theme.ground;
        trace.clear();
    }

    color: Theme.hairline

    Grid {
        columns: root.columns

        Repeater {
            id: fields

            model: root.columns * root.rows

            Rectangle {
                border.color: Theme.hairline
                border.width: Theme.line(1)
                color: Theme.ground
                height: root.height / root.rows
                width: root.width / root.columns
            }
        }
    }

    Timer {
        interval: 1000
        repeat: true
        running: root.remaining > 0

        onTriggered: root.remaining -= 1
    }

    TouchTrace {
        id: trace

        anchors.fill: parent

        onMoved: (x, y) => root.touch(x, y)
        onTouched: (x, y) => {
            // The touch that started the test is over by then.
            if (root.remaining > 0)
                root.ghosts += 1;
            root.touch(x, y);
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        color: Theme.plate
        height: plate.height + Theme.u(24)
        width: plate.width + Theme.u(72)

        Column {
            id: plate

            anchors.centerIn: parent
            spacing: Theme.u(8)

            Label {
                Accessible.role: Accessible.AlertMessage
                anchors.horizontalCenter: parent.horizontalCenter
                role: "label"
                text: {
                    if (root.remaining > 0)
                        return root.words("touch-hands").replace("{seconds}", root.remaining);
                    if (root.ghosts >= 0)
                        return root.ghosts === 0 ? root.words("touch-clean") : root.counted("touch-ghosts", root.ghosts);
                    return root.dark === 0 ? root.words("touch-all") : root.counted("touch-left", root.dark);
                }
                wrapMode: Text.NoWrap
            }

            Row {
                spacing: Theme.u(48)

                RingButton {
                    icon: "restart"
                    identifier: "touch:again"
                    label: root.words("touch-again")

                    onActivated: {
                        root.remaining = 0;
                        root.ghosts = -1;
                        root.darken();
                    }
                }

                RingButton {
                    icon: "search"
                    identifier: "touch:off"
                    label: root.words("touch-off")

                    onActivated: {
                        root.darken();
                        root.ghosts = 0;
                        root.remaining = 15;
                    }
                }

                RingButton {
                    icon: "check"
                    identifier: "touch:done"
                    label: root.words("done")

                    onActivated: root.panel.uncover()
                }
            }
        }
    }
}
