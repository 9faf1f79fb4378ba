pragma Singleton

import QtQuick

// Every colour, size and duration, as the pack's theme gives them. Lengths are in units:
// one unit is one pixel of a 1920 x 1080 screen of 55 inches.
QtObject {
    id: root

    property var values: ({})
    property real unit: 1
    property real textScale: 1
    property bool moving: true

    readonly property color ground: colour("ground")
    readonly property color deep: colour("deep")
    readonly property color raise: colour("raise")
    readonly property color tile: colour("tile")
    readonly property color text: colour("text")
    readonly property color muted: colour("muted")
    readonly property color gold: colour("gold")
    readonly property color patina: colour("patina")
    readonly property color onGold: colour("on-gold")
    readonly property color eye: colour("eye")
    readonly property color dawn: colour("dawn")
    readonly property color seam: Qt.alpha(gold, 0.34)
    readonly property color hairline: Qt.alpha(muted, 0.26)
    readonly property color plate: Qt.alpha(deep, 0.9)
    readonly property color ringFill: Qt.alpha(ground, 0.72)

    readonly property real margin: u(96)
    readonly property real gutter: u(24)
    readonly property real joint: u(8)
    readonly property real bar: u(120)

    readonly property int fade: duration("fade")
    readonly property int move: duration("move")

    readonly property list<real> easing: [0.2, 0, 0, 1, 1, 1]

    function u(units: real): real {
        return Math.round(units * root.unit);
    }

    function line(units: real): real {
        return Math.max(1, Math.round(units * root.unit));
    }

    function t(units: real): real {
        return Math.round(units * root.unit * root.textScale);
    }

    function colour(role: string): color {
        return root.values.colours ? root.values.colours[role] : "black";
    }

    function accent(role: string): var {
        const accents = root.values.accents;
        return accents ? accents[role] ?? accents.gold : {
            colour: "black",
            lit: "black",
            edge: "black",
            halo: "black"
        };
    }

    function style(name: string): var {
        return root.values.type ? root.values.type[name] : {
            size: 34,
            line: 58,
            font: "sans",
            weight: 400
        };
    }

    function family(font: string): string {
        return root.values.fonts ? root.values.fonts[font] : "";
    }

    function duration(name: string): int {
        return root.moving && root.values.motion ? root.values.motion[name] : 0;
    }
}
