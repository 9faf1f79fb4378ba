pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Up to ten pictures in rows of uneven widths, with 8 px gaps and no frames.
Item {
    id: root

    required property var pictures
    required property int first
    required property bool upright
    readonly property int rows: Theme.large ? (upright ? pictures.length : 1) : upright ? Math.ceil(pictures.length / 2) : pictures.length < 4 ? 1 : pictures.length < 7 ? 2 : 3
    readonly property var cells: layOut(pictures.length, rows, width, height)

    signal chosen(int picture)

    function layOut(count: int, rows: int, width: real, height: real): var {
        const joint = Theme.joint;
        const widths = {
            1: [[1]],
            2: [[1.1, 0.9], [0.92, 1.08]],
            3: [[700, 620, 584], [584, 620, 700]],
            4: [[456, 520, 456, 464]]
        };
        const each = Math.min((height - joint * (rows - 1)) / rows, Theme.u(root.upright ? 520 : 480));
        const made = [];
        let left = count;
        for (let row = 0; row < rows; row++) {
            const share = left / (rows - row);
            const here = row === 0 ? Math.floor(share) : Math.ceil(share);
            const pattern = (widths[here] ?? [Array(here).fill(1)]);
            const weights = pattern[Math.floor(row / 2) % pattern.length];
            const whole = weights.reduce((sum, weight) => sum + weight, 0);
            const room = width - joint * (here - 1);
            let x = 0;
            for (let i = 0; i < here; i++) {
                const last = i === here - 1;
                const w = last ? width - x : Math.round(room * weights[i] / whole);
                made.push(Qt.rect(x, Math.round(row * (each + joint)), w, Math.round(each)));
                x += w + joint;
            }
            left -= here;
        }
        return made;
    }

    Repeater {
        model: root.pictures

        Touchable {
            id: cell

            required property int index
            required property var modelData
            readonly property rect place: root.cells[index] ?? Qt.rect(0, 0, 0, 0)

            height: place.height
            identifier: "picture:" + (root.first + index)
            name: Words.of(modelData.title)
            width: place.width
            x: place.x
            y: place.y

            onActivated: root.chosen(root.first + index)

            PackPicture {
                Accessible.ignored: true
                anchors.fill: parent
                picture: cell.modelData
                scale: cell.pressed ? 0.97 : 1
            }

            Rectangle {
                anchors.bottom: parent.bottom
                color: Theme.plate
                height: Math.max(Theme.u(60), title.height + Theme.u(12))
                width: Math.min(parent.width, title.x + title.width + Theme.u(22))

                Rectangle {
                    id: ring

                    anchors.verticalCenter: parent.verticalCenter
                    border.color: Theme.gold
                    border.width: Theme.line(2.5)
                    color: cell.pressed ? Theme.gold : "transparent"
                    height: width
                    radius: width / 2
                    width: Theme.t(44)
                    x: Theme.u(12)

                    Label {
                        Accessible.ignored: true
                        anchors.centerIn: parent
                        color: cell.pressed ? Theme.overGold : Theme.gold
                        face: "hand"
                        font.pixelSize: Theme.t(26)
                        lineHeight: 1
                        lineHeightMode: Text.ProportionalHeight
                        text: root.first + cell.index + 1
                    }
                }

                Label {
                    id: title

                    Accessible.ignored: true
                    anchors.verticalCenter: parent.verticalCenter
                    lineHeight: Theme.t(38)
                    role: "floor"
                    text: cell.name
                    width: Math.min(implicitWidth, cell.width - x - Theme.u(22))
                    x: ring.x + ring.width + Theme.u(14)
                }
            }

            FocusFrame {
                gap: -Theme.u(14)
                target: cell
            }
        }
    }
}
