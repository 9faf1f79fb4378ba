pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// The sources of the pack's facts, with their authors.
Grid {
    id: root

    required property var block
    property int density: 0
    property real fill: 0
    readonly property bool ruled: true
    // All blocks of the page.
    property var company: []
    // A single source that is all of its page: its title is larger where it fits, in the middle of the height.
    readonly property bool sole: block.sources.length === 1 && company.length === 1
    readonly property bool still: !sole
    readonly property Item cells: root

    // On a full page in the largest text lines are closer, and who published it goes on in the line of the title.
    readonly property bool tight: Theme.large && density > 1

    // Several are two abreast.
    columns: !Theme.large && block.sources.length > (density > 1 ? 4 : 5) && width >= Theme.t(1000) ? 2 : 1
    columnSpacing: Theme.gutter
    topPadding: sole ? Growth.middle(fill, children[0]?.height ?? fill) : 0
    rowSpacing: Theme.t(tight ? 16 : 24)

    TextWidths {
        id: widths

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(34)
    }

    Repeater {
        model: Slices.of(root.block.sources, root.block)

        Column {
            id: source

            required property var modelData
            readonly property string names: modelData.authors.map(name => Words.of(name)).join(Words.say("name-separator"))

            readonly property string published: [Words.of(modelData.publisher), modelData.year ? Words.fill("year", {
                    year: modelData.year
                }) : ""].filter(part => part !== "").join(Words.say("name-separator"))

            // Whether the last line of the title has room for who published it.
            readonly property real titleWidth: widths.widest([Words.of(modelData.title)]) * 1.06
            readonly property bool goesOn: titleWidth + widths.widest([published + "　　"]) <= Math.ceil(titleWidth / Math.max(1, width)) * width

            width: (root.width - root.columnSpacing * (root.columns - 1)) / root.columns

            Label {
                Accessible.name: [Words.of(source.modelData.title), root.tight ? source.published : ""].filter(part => part !== "").join("\n")
                font.pixelSize: Theme.t(root.sole ? Growth.size(root.density, root.density === 0 ? 46 : 34, 60, 84) : Growth.size(root.density, 34, 40, 48))
                lineHeight: Theme.t(root.tight ? 46 : root.sole ? font.pixelSize / Theme.t(1) * 1.5 : Growth.size(root.density, 58, 64, 76))
                height: root.tight ? lineCount * lineHeight : implicitHeight
                text: !root.tight ? Words.of(source.modelData.title) : Words.escaped(Words.of(source.modelData.title)) + (source.published === "" ? "" : `${source.goesOn ? "&nbsp;&nbsp; " : "<br>"}<font color="${Theme.muted}">${Words.escaped(source.published)}</font>`)
                textFormat: root.tight ? Text.StyledText : Text.PlainText
                visible: text !== ""
                width: parent.width
            }

            Label {
                font.pixelSize: Theme.t(Growth.size(root.density, 32, 36, 40))
                lineHeight: Theme.t(root.tight ? 44 : Growth.size(root.density, 48, 54, 60))
                role: "label"
                text: Words.fill("authors", {
                    names: source.names
                })
                visible: source.names !== ""
                width: parent.width
            }

            Label {
                color: Theme.muted
                font.pixelSize: Theme.t(Growth.size(root.density, 28, 32, 36))
                lineHeight: Theme.t(root.tight ? 40 : Growth.size(root.density, 44, 50, 56))
                role: "floor"
                text: source.published
                visible: text !== "" && !root.tight
                width: parent.width
            }

            Label {
                color: Theme.muted
                font.pixelSize: Theme.t(Growth.size(root.density, 28, 32, 36))
                lineHeight: Theme.t(root.tight ? 40 : Growth.size(root.density, 44, 50, 56))
                role: "floor"
                text: source.modelData.url.replace(/^https?:\/\//, "")
                visible: text !== ""
                width: parent.width
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
        }
    }
}
