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
    // Size of the words beside the figure, in px. A prefix that would be much smaller, or make the number hardly larger, goes above
    // the number in that size; 0 is never.
    property real word: 0
    property bool beforeAbove: word > 0 && before !== "" && !legible(bare) && (unitBelow || measure === "" || !legible(natural))
    readonly property string lead: beforeAbove ? "" : before
    readonly property real head: beforeAbove && before !== "" ? above.height : 0

    // Figures from 236 units up do not grow with the text size.
    readonly property real wanted: Theme.u(size * (scaled ? Math.min(Theme.textScale, Math.max(1, 236 / size)) : 1))
    // Unit size as a share of the number: as large as a heading, and no larger beside a very large number.
    readonly property real share: Theme.large ? 0.4 : Math.min(0.42, (size < 200 ? 48 : 64) / size)
    readonly property real gap: size > 300 ? 0.02 : 0.09
    readonly property real percentWidth: percent ? 0.53 * percentRoom.advanceWidth / 100 : 0
    // Between the prefix and the number: in Chinese there are no spaces.
    readonly property real leadGap: before === "" ? 0 : language.startsWith("zh") ? gap : Math.max(gap, 0.3 * share)
    // Width at full size: with the unit beside, and with it below; of the prefix, and of the unit.
    readonly property real bare: wanted * (numberRoom.advanceWidth / 100 + percentWidth) + leadWidth
    readonly property real natural: bare + unitWidth
    readonly property real leadWidth: wanted * (share * beforeRoom.advanceWidth / 100 + leadGap)
    readonly property real unitWidth: measure === "" ? 0 : wanted * (share * measureRoom.advanceWidth / 100 + gap)
    readonly property real fitted: Math.floor(wanted * Math.min(1, fit, width / Math.max(1, natural - (unitBelow ? unitWidth : 0) - (beforeAbove ? leadWidth : 0))))
    readonly property real side: fitted * share
    property real progress: 1

    // Whether a figure of this width at full size is larger than the words beside it, and its prefix and unit not much smaller.
    function legible(full: real): bool {
        return Growth.legible(wanted * Math.min(1, width / Math.max(1, full)), share, word);
    }

    function shown(): string {
        if (!root.counts || root.progress >= 1)
            return root.typed;
        const now = String(Math.round(root.goal * root.progress));
        return root.typed.includes(",") ? now.replace(/\B(?=(\d{3})+$)/g, ",") : now;
    }

    Accessible.ignored: !spoken || !visible || !enabled
    Accessible.name: Words.joined([before, typed, unit], language)
    Accessible.role: Accessible.StaticText
    implicitHeight: head + fitted * 1.02

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
        x: root.lead === "" ? -root.fitted * 0.03 : prefix.implicitWidth + root.fitted * root.leadGap
        // The capital height of a figure is 0.73 of its size; the line height of the face is twice that.
        y: root.head - root.fitted * 0.31
    }

    Label {
        id: prefix

        Accessible.ignored: true
        anchors.baseline: value.baseline
        color: root.color
        font.pixelSize: root.side
        language: root.language
        lineHeight: 1
        lineHeightMode: Text.ProportionalHeight
        role: "h2"
        text: root.lead
        wrapMode: Text.NoWrap
    }

    Label {
        id: above

        Accessible.ignored: true
        color: root.color
        font.pixelSize: root.word
        language: root.language
        lineHeight: root.word * 1.4
        role: "label"
        text: Words.kept(root.before)
        visible: root.head > 0
        width: root.width
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
