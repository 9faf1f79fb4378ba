import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Numbers that are drawn, each with its value in figures beside it.
Column {
    id: root

    required property var block
    required property var accent
    property int density: 0
    readonly property string date: Words.dateOf(block, Words.language)
    // A cut bar bears its date beside its label.
    readonly property string note: [Words.of(block.note), block.form === "cut" ? "" : date].filter(part => part !== "").join("  ")

    readonly property var drawings: ({
            cut: "CutBars.qml",
            studs: "StudRows.qml",
            bar: "BarRows.qml",
            share: "BarRows.qml",
            line: "LineStuds.qml"
        })

    // A column lays itself out with the next frame: who asks for its height now would read an old one.
    function settle() {
        (drawing.item as Column)?.forceLayout();
        root.forceLayout();
    }

    spacing: Theme.u(12)

    Copy {
        role: "label"
        text: Words.of(root.block.title)
        visible: text !== ""
        width: root.width
    }

    ItemLoader {
        id: drawing

        autoHeight: true
        width: root.width

        Component.onCompleted: load(Qt.resolvedUrl(root.drawings[root.block.form]), {
            block: root.block,
            accent: root.accent,
            date: root.date
        })
    }

    Binding {
        property: "density"
        target: drawing.item
        value: root.density
    }

    Copy {
        color: Theme.muted
        role: "floor"
        text: root.note
        visible: text !== ""
        width: root.width
    }
}
