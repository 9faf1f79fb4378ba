import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// Numbers that are drawn, each with its value in figures beside it.
Column {
    id: root

    required property var block
    required property var accent
    property int density: 0
    readonly property string year: block.year ? Words.fill("year", {
        year: block.year
    }) : ""
    // A cut bar bears its year beside its label.
    readonly property string note: [Words.of(block.note), block.form === "cut" ? "" : year].filter(part => part !== "").join("  ")

    spacing: Theme.u(12)

    Loader {
        id: drawing

        width: root.width

        Component.onCompleted: setSource(root.block.form === "cut" ? "CutBars.qml" : "StudRows.qml", {
            block: root.block,
            accent: root.accent,
            year: root.year
        })
    }

    Binding {
        property: "density"
        target: drawing.item
        value: root.density
        when: root.block.form === "studs"
    }

    Copy {
        color: Theme.muted
        role: "floor"
        text: root.note
        visible: text !== ""
        width: root.width
    }
}
