pragma Singleton

import QtQuick

// Colours, sizes and durations of the pack's theme. Lengths are in units:
// one unit is one pixel of a 1920 x 1080 screen of 55 inches.
QtObject {
    id: root

    property var values: ({})
    property var faces: ({})
    property real unit: 1
    // The px of a millimetre; 0 where the size of the screen is unknown.
    property real millimetre: 0
    property real textScale: 1
    // The screen's upper part is out of reach, or a visitor chose so: controls stay low.
    readonly property bool low: tall || lowReach
    property bool tall: false
    property bool lowReach: false
    // Whether things move or only fade; a tour does neither.
    property bool moving: true
    property bool fading: true
    property string contrast: "dark"

    readonly property var palette: values.contrasts ? values.contrasts[contrast] : null
    readonly property bool light: contrast === "rice-paper"
    readonly property bool high: contrast === "high"
    // Text is larger than the pages were laid out for: blocks are split into pieces.
    readonly property bool enlarged: textScale > 1.2
    // From here on content breaks into parts, and controls take rows of their own.
    readonly property bool large: textScale > 1.5

    readonly property color ground: colour("ground")
    readonly property color deep: colour("deep")
    readonly property color raise: colour("raise")
    readonly property color tile: colour("tile")
    readonly property color text: colour("text")
    readonly property color muted: colour("muted")
    readonly property color gold: colour("gold")
    readonly property color patina: colour("patina")
    // Not named onGold: QML would take its value for a signal handler, and the colour would stay black.
    readonly property color overGold: colour("on-gold")
    readonly property color eye: colour("eye")
    readonly property color dawn: colour("dawn")
    readonly property color seam: Qt.alpha(gold, 0.34)
    readonly property color hairline: Qt.alpha(muted, 0.26)
    readonly property color plate: colour("plate")
    readonly property color ringFill: colour("ring-fill")
    readonly property color scrim: colour("scrim")

    readonly property real margin: u(96)
    readonly property real gutter: u(24)
    // Between two targets: at least 3 mm, also on a small screen.
    readonly property real joint: Math.max(u(8), Math.ceil(3 * millimetre))
    readonly property real ring: u(large ? 112 : enlarged ? 84 : 72)

    readonly property int fade: fading && values.motion ? values.motion[moving ? "fade" : "fade-reduced"] : 0
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
        return root.palette ? root.palette.colours[role] : "black";
    }

    function accent(role: string): var {
        const accents = root.palette?.accents;
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

    // Font settings for a face of the theme (serif, sans, hand) with the glyph forms of a language.
    function face(font: string, language: string): var {
        return (root.faces[language] ?? root.faces[Words.drawn])?.[font] ?? {
            family: root.values.fonts?.[font] ?? "",
            features: {},
            settled: false
        };
    }

    function family(font: string, language: string): string {
        return root.face(font, language).family;
    }

    function duration(name: string): int {
        return root.moving && root.values.motion ? root.values.motion[name] : 0;
    }
}
