import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// One big number with what stands before it and its unit on the same baseline.
// A plain count runs up from nothing once, when its page is first seen.
Item {
    id: root

    required property var figure
    property real size: 236
    property color color: Theme.gold
    property bool seen: false
    property string language: Words.language
    property bool scaled: true

    readonly property string typed: Words.inLanguage(figure.value, language)
    readonly property string unit: Words.inLanguage(figure.unit, language)
    readonly property string before: Words.inLanguage(figure.before, language)
    readonly property bool counts: /^\d[\d,]*$/.test(typed) && (unit !== "" || before !== "")
    readonly property int goal: counts ? parseInt(typed.replace(/,/g, "")) : 0
    readonly property bool percent: unit === "%"
    readonly property real sideSize: Math.max(32, size * (percent ? 0.53 : 0.27))
    property real progress: 1

    function px(units: real): real {
        return root.scaled ? Theme.t(units) : Theme.u(units);
    }

    function shown(): string {
        if (!root.counts || root.progress >= 1)
            return root.typed;
        const now = String(Math.round(root.goal * root.progress));
        return root.typed.includes(",") ? now.replace(/\B(?=(\d{3})+$)/g, ",") : now;
    }

    implicitHeight: px(size * 1.06)
    implicitWidth: row.width

    onSeenChanged: if (seen && counts)
        run.restart()

    NumberAnimation {
        id: run

        duration: Theme.duration("count")
        easing.type: Easing.OutCubic
        from: 0
        property: "progress"
        target: root
        to: 1
    }

    // The room of the finished number is kept, so that nothing moves while it counts.
    TextMetrics {
        id: room

        font: value.font
        text: root.typed
    }

    Item {
        id: row

        height: parent.height
        width: unitText.visible ? unitText.x + unitText.width : value.x + room.advanceWidth

        Copy {
            id: beforeText

            Accessible.ignored: true
            anchors.baseline: value.baseline
            color: root.color
            font.pixelSize: root.px(Math.max(32, root.size * 0.27))
            language: root.language
            style: "h2"
            text: root.before
            visible: text !== ""
            wrapMode: Text.NoWrap
        }

        Copy {
            id: value

            Accessible.ignored: true
            color: root.color
            font.features: ({
                    lnum: 1,
                    pnum: 1
                })
            font.letterSpacing: -0.01 * font.pixelSize
            font.pixelSize: root.px(root.size)
            font.weight: Font.DemiBold
            lineHeight: root.px(root.size * 1.06)
            style: "h2"
            text: root.shown()
            wrapMode: Text.NoWrap
            x: beforeText.visible ? beforeText.width + root.px(16) : -root.px(root.size * 0.03)
        }

        Copy {
            id: unitText

            Accessible.ignored: true
            anchors.baseline: value.baseline
            color: root.color
            font.pixelSize: root.px(root.sideSize)
            font.weight: root.percent ? Font.DemiBold : Font.Bold
            language: root.language
            style: "h2"
            text: root.unit
            visible: text !== ""
            wrapMode: Text.NoWrap
            x: value.x + room.advanceWidth + root.px(root.percent ? 4 : root.size * 0.1)
        }
    }
}
