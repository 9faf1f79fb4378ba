pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// Links to other pages, side by side where their labels have room: four and more, or several that are all of their page, are a list
// with rules, as high as the page.
Grid {
    id: root

    required property var block
    property int density: 0
    property real fill: 0
    readonly property Item cells: root
    readonly property int count: block.links.length
    readonly property bool listed: count > 3 || count > 1 && company.length === 1
    readonly property bool still: !listed && !sole
    // All blocks of the page.
    property var company: []
    // A single link that is all of its page is in the middle of the height.
    readonly property bool sole: count === 1 && company.length === 1
    readonly property var labels: block.links.map(link => Words.of(link.label))
    readonly property real size: Growth.size(density, 32, 40, 48)
    // As many as fit beside each other with their labels on one line.
    readonly property int most: Math.max(1, Math.floor((width + columnSpacing) / (ring + widths.widest(labels) * 1.03 + columnSpacing)))
    readonly property real ring: Math.max(Theme.ring, Theme.u(Growth.size(density, 72, 84, 96))) + Theme.u(18)
    readonly property var shown: Slices.of(block.links, block)
    readonly property int deep: Math.ceil(shown.length / columns)
    readonly property real spare: Theme.u(density > 1 ? 8 : 24)
    readonly property real shared: listed && fill > 0 ? Math.min(Theme.u(240), (fill - rowSpacing * (deep - 1)) / deep) : 0

    signal followed(string panel, string page)

    columnSpacing: Theme.u(48)
    topPadding: sole ? Growth.middle(fill, children[0]?.height ?? fill) : 0
    columns: EvenRows.columns(count, Math.min(most, count > 8 ? 3 : count > 3 ? 2 : listed ? 1 : most < 3 ? 2 : count))
    rowSpacing: listed ? 0 : Theme.u(density > 1 ? 16 : 24)

    TextWidths {
        id: widths

        font.family: Theme.family(Theme.style("label").font, Words.language)
        font.pixelSize: Theme.t(root.size)
        font.weight: Theme.style("label").weight
    }

    Repeater {
        model: EvenRows.cells(root.shown, Slices.start(root.block), root.count, root.columns)

        Item {
            id: cell

            required property int index
            required property var modelData
            readonly property bool blank: Boolean(modelData.blank)

            height: Math.max(link.implicitHeight + (root.listed ? root.spare : 0), root.shared)
            objectName: blank ? "gap" : ""
            width: (root.width - root.columnSpacing * (root.columns - 1)) / root.columns

            Rule {
                visible: root.listed && !cell.blank
                width: parent.width
            }

            LinkButton {
                id: link

                block: cell.modelData
                density: root.density
                visible: !cell.blank
                width: Math.min(implicitWidth, parent.width)
                y: (parent.height - height) / 2

                onFollowed: (panel, page) => root.followed(panel, page)
            }
        }
    }
}
