import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// One big number, with its prefix and its unit on the same baseline. It shrinks to its width.
// A plain count runs up from zero once, when its page is first seen.
Item {
    id: root

    required property var figure
    property real size: 236
    property color color: Theme.gold
    property bool seen: false
    property string language: Words.language
    property bool scaled: true
    property bool spoken: false
    // Below 1 where it must match others that shrink.
    property real fit: 1

    readonly property string typed: Words.inLanguage(figure.value, language)
    readonly property string unit: Words.inLanguage(figure.unit, language)
    readonly property string before: Words.inLanguage(figure.before, language)
    readonly property bool counts: /^\d[\d,]*$/.test(typed) && (unit !== "" || before !== "")
    readonly property real goal: counts ? parseInt(typed.replace(/,/g, "")) : 0
    readonly property bool percent: unit.startsWith("%")
    // The unit without its percent sign; may go below the number.
    readonly property string measure: percent ? unit.slice(1) : unit
    property bool unitBelow: false
    readonly property string note: unitBelow ? "" : measure

    // Figures from 236 units up do not grow with the text size.
    readonly property real wanted: Theme.u(size * (scaled ? Math.min(Theme.textScale, Math.max(1, 236 / size)) : 1))
    // Unit size as a share of the number: as large as a heading, and no larger beside a very large number.
    readonly property real share: Theme.large ? 0.4 : Math.min(0.42, (size < 200 ? 48 : 64) / size)
    readonly property real gap: size > 300 ? 0.02 : 0.09
    readonly property real percentWidth: percent ? 0.53 * percentRoom.advanceWidth / 100 : 0
    // Width at full size: with the unit beside, and with it below.
    readonly property real bare: wanted * (numberRoom.advanceWidth / 100 + percentWidth + share * beforeRoom.advanceWidth / 100 + (before === "" ? 0 : gap))
    readonly property real natural: bare + (measure === "" ? 0 : wanted * (share * measureRoom.advanceWidth / 100 + gap))
    readonly property real fitted: Math.floor(wanted * Math.min(1, fit, width / Math.max(1, unitBelow ? bare : natural)))
    readonly property real side: fitted * share
    property real progress: 1

    function shown(): string {
        if (!root.counts || root.progress >= 1)
            return root.typed;
        const now = String(Math.round(root.goal * root.progress));
        return root.typed.includes(",") ? now.replace(/\B(?=(\d{3})+$)/g, ",") : now;
    }

    Accessible.ignored: !spoken
    Accessible.name: Words.joined([before, typed, unit], language)
    Accessible.role: Accessible.StaticText
    implicitHeight: fitted * 1.02

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

    // Measured at 100 px, so that nothing moves while the number counts.
    TextMetrics {
        id: numberRoom

        font.family: Theme.family("serif", root.language)
        font.letterSpacing: -1
        font.pixelSize: 100
        font.weight: Font.DemiBold
        text: root.typed
    }

    TextMetrics {
        id: beforeRoom

        font.family: Theme.family("serif", root.language)
        font.pixelSize: 100
        font.weight: Font.Bold
        text: root.before
    }

    TextMetrics {
        id: measureRoom

        font.family: Theme.family("serif", root.language)
        font.pixelSize: 100
        font.weight: Font.Bold
        text: root.measure
    }

    TextMetrics {
        id: percentRoom

        font.family: Theme.family("serif", root.language)
        font.pixelSize: 100
        font.weight: Font.DemiBold
        text: "%"
    }

    Label {
        id: value

        Accessible.ignored: true
        color: root.color
        font.features: Object.assign({
            lnum: 1,
            pnum: 1
        }, Theme.face("serif", root.language).features)
        font.letterSpacing: -0.01 * root.fitted
        font.pixelSize: root.fitted
        font.weight: Font.DemiBold
        language: root.language
        lineHeight: 1
        lineHeightMode: Text.ProportionalHeight
        role: "h2"
        text: root.shown()
        wrapMode: Text.NoWrap
        x: root.before === "" ? -root.fitted * 0.03 : root.side * beforeRoom.advanceWidth / 100 + root.fitted * root.gap
        // The capital height of a figure is 0.73 of its size; the line height of the face is twice that.
        y: -root.fitted * 0.31
    }

    Label {
        Accessible.ignored: true
        anchors.baseline: value.baseline
        color: root.color
        font.pixelSize: root.side
        language: root.language
        lineHeight: 1
        lineHeightMode: Text.ProportionalHeight
        role: "h2"
        text: root.before
        wrapMode: Text.NoWrap
    }

    Label {
        Accessible.ignored: true
        anchors.baseline: value.baseline
        color: root.color
        font.pixelSize: root.side
        language: root.language
        lineHeight: 1
        lineHeightMode: Text.ProportionalHeight
        role: "h2"
        text: root.note
        wrapMode: Text.NoWrap
        x: percentSign.x + root.fitted * (root.percentWidth + (root.note === "" ? 0 : root.gap))
    }

    Label {
        id: percentSign

        Accessible.ignored: true
        anchors.baseline: value.baseline
        color: root.color
        font.pixelSize: root.fitted * 0.53
        font.weight: Font.DemiBold
        lineHeight: 1
        lineHeightMode: Text.ProportionalHeight
        role: "h2"
        text: root.percent ? "%" : ""
        wrapMode: Text.NoWrap
        x: value.x + root.fitted * numberRoom.advanceWidth / 100
    }
}
