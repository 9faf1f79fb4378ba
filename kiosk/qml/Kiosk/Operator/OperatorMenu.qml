pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// The pages of the operator menu, and the rings that select them: at the left, or above on an upright screen.
Item {
    id: root

    required property OperatorView operator
    required property bool upright
    property string page: "status"
    readonly property string place: over.item ? over.file : "menu"
    readonly property var pages: [["status", "pulse", "StatusPage"], ["packs", "box", "PacksPage"], ["stick", "stick", "StickPage"], ["hours", "clock", "HoursPage"], ["volume", "sound-1", "VolumePage"], ["screen", "target", "ScreenPage"], ["log", "words", "LogPage"], ["device", "power", "DevicePage"]]
    readonly property real side: Theme.u(upright ? 72 : 96)
    // On a small screen, where rings are larger in proportion, one column cannot hold them all.
    readonly property bool narrow: !upright && Theme.u(104 + 12) + pages.length * Theme.u(96 + 8) > bar.y
    readonly property bool stacked: upright || narrow

    function words(key: string): string {
        return root.operator.words[key] ?? "";
    }

    // Covers the whole menu until closed.
    function cover(file: string) {
        over.load(Qt.resolvedUrl(file + ".qml"), {
            operator: root.operator,
            panel: root
        });
    }

    function uncover() {
        over.unload();
    }

    function goBack(): bool {
        const covered = over.item !== null;
        root.uncover();
        return covered;
    }

    onPageChanged: body.show()
    Component.onCompleted: body.show()

    Item {
        anchors.fill: parent
        visible: over.item === null

        Label {
            color: Theme.muted
            role: "label"
            text: root.words("title")
            x: root.side
            y: Theme.u(40)
        }

        Grid {
            id: rings

            columns: root.upright ? 4 : root.narrow ? 2 : 1
            rowSpacing: Theme.u(root.upright ? 24 : root.narrow ? 12 : 8)
            x: root.narrow ? root.side / 2 : root.side
            y: Theme.u(root.upright ? 112 : 104)

            Repeater {
                model: root.pages

                RingButton {
                    required property var modelData

                    Accessible.checkable: true
                    Accessible.checked: filled
                    Accessible.role: Accessible.RadioButton
                    filled: modelData[0] === root.page
                    icon: modelData[1]
                    identifier: "operator:" + modelData[0]
                    label: root.words("page-" + modelData[0])
                    stacked: root.stacked
                    width: root.upright ? (root.width - 2 * root.side) / 4 : root.narrow ? Theme.u(184) : implicitWidth

                    onActivated: root.page = modelData[0]
                }
            }
        }

        Rectangle {
            color: Theme.seam
            height: root.upright ? Theme.line(2) : bar.y
            width: root.upright ? parent.width : Theme.line(2)
            x: root.upright ? 0 : Theme.u(480)
            y: root.upright ? rings.y + rings.height + Theme.u(32) : 0
        }

        ItemLoader {
            id: body

            function show() {
                const page = root.pages.find(each => each[0] === root.page);
                load(Qt.resolvedUrl(page[2] + ".qml"), {
                    operator: root.operator,
                    panel: root,
                    upright: Qt.binding(() => root.upright)
                });
            }

            height: bar.y - y - Theme.u(32)
            width: parent.width - x - root.side
            x: root.upright ? root.side : Theme.u(480 + 72)
            y: root.upright ? rings.y + rings.height + Theme.u(72) : Theme.u(40)
        }

        OperatorBar {
            id: bar

            anchors.bottom: parent.bottom
            operator: root.operator
            upright: root.upright
            width: parent.width
        }
    }

    ItemLoader {
        id: over

        anchors.fill: parent
    }
}
