import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// A chart, with every value also shown as a number.
Column {
    id: root

    required property var block
    required property var accent
    property int density: 0
    property real fill: 0
    readonly property bool ruled: true
    // All blocks of the page.
    property var company: []
    readonly property string date: Words.dateOf(block, Words.language)
    // A cut bar shows its date beside its label.
    readonly property string note: [Words.of(block.note), block.form === "cut" ? "" : date].filter(part => part !== "").join("  ")

    // A line chart without room for its labels, in at most three lines, becomes a bar chart.
    readonly property real widestLabel: widestWord.widest(block.series.map(entry => Words.of(entry.label)))
    readonly property string form: block.form === "line" && width > 0 && width / block.series.length < Math.max(Theme.t(72), widestWord.width, widestLabel / 3) ? "bar" : block.form

    onFormChanged: drawing.draw()

    readonly property var drawings: ({
            cut: "CutBars.qml",
            studs: "StudRows.qml",
            bar: "BarRows.qml",
            share: "BarRows.qml",
            line: "LineStuds.qml"
        })

    readonly property bool titled: Words.of(block.title) !== "" && Slices.begins(block)
    readonly property bool noted: note !== "" && Slices.ends(block)
    readonly property real others: (titled ? title.height + spacing : 0) + (noted ? foot.height + spacing : 0)

    readonly property Item cells: (drawing.item as BarRows) ?? (drawing.item as CutBars)

    readonly property real closing: (drawing.item as CutBars)?.closing ?? 0

    spacing: Theme.u(12)

    WidestWord {
        id: widestWord

        size: Theme.style("floor").size
        texts: root.block.series.map(entry => entry.label)
    }

    Label {
        id: title

        font.pixelSize: Theme.t(Growth.size(root.density, 32, 38, 44))
        lineHeight: Theme.t(Growth.size(root.density, 48, 56, 64))
        role: "label"
        text: Words.of(root.block.title)
        visible: root.titled
        width: root.width
    }

    ItemLoader {
        id: drawing

        autoHeight: true
        width: root.width

        function draw() {
            load(Qt.resolvedUrl(root.drawings[root.form]), {
                block: root.block,
                accent: root.accent,
                date: root.date
            });
        }

        Component.onCompleted: draw()
    }

    Binding {
        property: "density"
        target: drawing.item
        value: root.density
    }

    Binding {
        property: "charts"
        target: drawing.item
        value: [root.block, ...root.company.filter(other => other.kind === "chart" && ["bar", "share"].includes(other.form))]
        when: drawing.item && "charts" in drawing.item
    }

    Binding {
        property: "fill"
        target: drawing.item
        value: Growth.room(root.fill, root.others)
    }

    Label {
        id: foot

        color: Theme.muted
        font.pixelSize: Theme.t(Growth.size(root.density, 28, 32, 36))
        lineHeight: Theme.t(Growth.size(root.density, 44, 50, 56))
        role: "floor"
        text: root.note
        visible: root.noted
        width: root.width
    }
}
