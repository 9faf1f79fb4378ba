import QtQuick
import QtQuick.Shapes
import Kiosk.Theme

// The interface's own icons: one round stroke of 3 on a field of 40.
Item {
    id: root

    required property string icon
    property color color: Theme.gold
    readonly property var strokes: ({
            home: "M6 19 20 7l14 12M10 17v16h20V17",
            back: "M33 20H8M18 9 7 20l11 11",
            next: "M7 20h25M22 9l11 11-11 11",
            left: "M25 8 13 20l12 12",
            right: "M15 8l12 12-12 12",
            up: "M8 25 20 13l12 12",
            down: "M8 15l12 12 12-12",
            language: "M34 20A14 14 0 1 1 6 20 14 14 0 1 1 34 20M6 20h28M20 6c-9 9-9 19 0 28M20 6c9 9 9 19 0 28",
            pictures: "M6 8h16v12H6zM26 8h8v12h-8zM6 24h8v9H6zM18 24h16v9H18z",
            plus: "M20 8v24M8 20h24",
            minus: "M8 20h24",
            access: "M23.600 8A3.600 3.600 0 1 1 16.400 8 3.600 3.600 0 1 1 23.600 8M6 15.500c9 2.500 19 2.500 28 0M16 17v8l-4 10M24 17v8l4 10M16 25h8",
            pause: "M14 9v22M26 9v22",
            play: "M14 8v24l19-12z",
            "back-ten": "M11 11A13 13 0 1 1 7 20M11 4v7h7M16 16v9M20.500 20.500a3 4.500 0 1 0 6 0a3 4.500 0 1 0-6 0",
            captions: "M5 9h30v22H5zM11 19h7M23 19h6M11 25h11M27 25h2",
            "sound-0": "M5 16v8h6l8 7V9l-8 7zM25 15a7 7 0 0 1 0 10M29 10a13 13 0 0 1 0 20",
            "sound-1": "M5 16v8h6l8 7V9l-8 7zM25 15a7 7 0 0 1 0 10",
            "sound-2": "M5 16v8h6l8 7V9l-8 7z",
            "sound-3": "M5 16v8h6l8 7V9l-8 7zM25 16l9 8M34 16l-9 8",
            check: "M8 21l8 8 16-18",
            close: "M10 10l20 20M30 10 10 30",
            strip: "M4 14h9v12H4zM16 14h9v12h-9zM28 14h9v12h-9z",
            words: "M7 11h26M7 19h26M7 27h16",
            halves: "M6 8h28v24H6zM20 8v24",
            search: "M27 17A10 10 0 1 1 7 17 10 10 0 1 1 27 17M25 25l9 9",
            erase: "M13 9h22v22H13L4 20zM19 15l10 10M29 15 19 25",
            about: "M20 18v14M20 9v1",
            pulse: "M5 21h7l4-11 7 21 4-10h8",
            box: "M6 13 20 6l14 7v14l-14 7-14-7zM6 13l14 7 14-7M20 20v14",
            stick: "M12 16h16v18H12zM15 16V6h10v10M18 10v2M22 10v2",
            target: "M6 12V6h6M28 6h6v6M34 28v6h-6M12 34H6v-6M25 20A5 5 0 1 1 15 20 5 5 0 1 1 25 20",
            clock: "M34 20A14 14 0 1 1 6 20 14 14 0 1 1 34 20M20 11v9l6 5",
            door: "M5 34h30M11 34V6h18v28M24 19v3",
            "door-open": "M16 34V6h15v28M16 6 6 11v26l10-3M28 34h7M11 22v3",
            power: "M20 6v13M12 10a13 13 0 1 0 16 0",
            restart: "M33 20A13 13 0 1 1 29 11M30 5v7h-7",
            exit: "M18 7H7v26h11M16 20h17M26 13l7 7-7 7"
        })

    transform: Mirror {
        // Those that point along the reading direction are mirrored with the screen.
        apart: ["back", "next", "left", "right", "words", "exit"].includes(root.icon)
        across: root.width
    }

    Shape {
        anchors.centerIn: parent
        height: 40
        scale: root.width / 40
        width: 40

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            joinStyle: ShapePath.RoundJoin
            strokeColor: root.color
            strokeWidth: 3

            PathSvg {
                path: root.strokes[root.icon] ?? ""
            }
        }
    }
}
