pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// One page of a panel: a picture first, then its header and its blocks.
Item {
    id: root

    required property var page
    required property string accentRole
    required property string numeral
    required property string theme
    required property bool upright
    required property bool seen
    required property Composer composer
    required property PollView polls
    required property var answers
    property var object: null
    property int pages: 1
    property int number: 0
    readonly property bool stepsHere: Theme.large && !upright
    readonly property var accent: Theme.accent(accentRole)
    // In large text a picture gives way to the text: first to "strip", then to "away", with a ring that brings it back.
    property string yielded: ""
    property bool bared: false
    // Whether something is left that gives its room to the blocks.
    readonly property bool gives: yielded !== "away" && (pictured || staged || hollow)
    readonly property bool composed: body.composed
    // "2 / 3": which part is shown; "" where there is only one.
    readonly property string progress: body.reachable < 2 ? "" : Words.fill("page-of", {
        number: body.current + 1,
        count: body.reachable
    })
    readonly property bool pictured: Boolean(page.picture)
    readonly property bool beside: pictured && yielded !== "away"
    // Blocks that need the width have a narrower picture beside them.
    readonly property bool narrow: page.layout === "third" || any("narrowsPicture")
    readonly property real margin: Theme.u(upright ? 72 : 96)

    // Touchable pictures replace the niche.
    readonly property bool scenic: any("scenic")
    // Whether the theme's niche takes the place of a picture.
    readonly property bool hollow: !pictured && !Theme.large && yielded === "" && (upright ? !any("fillsUpright") : !Theme.enlarged && !scenic)
    // Drawings and touchable pictures take the full width.
    readonly property bool wide: any("wide")
    // Beside a drawing the title is in the niche, below its object, so that the drawing has the full height.
    readonly property bool shelved: hollow && wide && !upright && shelf.holds
    // A touchable picture is alone on a lit stage, with its title beside it.
    readonly property bool staged: scenic && !pictured && !upright && !Theme.enlarged && yielded === "" && page.blocks.length === 1 && wing.holds
    readonly property bool titledAside: shelved || staged
    // Only text: its lines have at most forty Chinese characters.
    readonly property bool wordy: page.blocks.every(block => block.traits?.wordy)
    readonly property bool held: body.held
    // Area of the page's picture; empty without one.
    readonly property rect place: Qt.rect(0, 0, beside || bared ? frame.width : 0, frame.height)
    property bool unfolding: false
    // Size of the picture: share of the width on a landscape page, height in px on an upright one.
    readonly property real pictureShare: bared ? 1 - (column.aside + margin) / width : Theme.large || yielded === "strip" ? 0.25 : narrow ? 0.3208 : 0.498
    readonly property real pictureHeight: bared ? height - Theme.u(144) : Theme.u(yielded === "strip" ? 360 : Theme.large ? 520 : 672)

    signal linkFollowed(string panel, string page)
    signal galleryOpened(string gallery)
    signal stepped(int page)
    signal answered(string key, var answer)

    // Whether any block has a trait: kiosk/content/model/block_base.py.
    function any(trait: string): bool {
        return root.page.blocks.some(block => block.traits?.[trait]);
    }

    // A page in several parts may have room without its picture; content that is cut off must have it.
    function giveWay() {
        const narrow = root.pictured ? body.parts > 1 : body.parts > 1 || root.wide && body.density > 0;
        if (!body.composed || !root.gives || !narrow && !body.overfull)
            return;
        root.yielded = root.pictured && root.yielded === "" && !(Theme.large && !root.upright) ? "strip" : "away";
    }

    function unyield() {
        root.yielded = "";
        root.bared = false;
    }

    function enter() {
        header.enter();
        body.enter();
    }

    function step(by: int) {
        root.bared = false;
        if (body.current + by >= 0 && body.current + by < body.reachable)
            body.turn(by);
        else
            root.stepped(root.number + by);
    }

    onHeightChanged: unyield()
    onPageChanged: unyield()
    onWidthChanged: unyield()

    Item {
        id: frame

        height: root.upright ? root.pictureHeight : root.height
        opacity: root.unfolding ? 0 : 1
        visible: root.beside || root.bared
        width: root.upright && !root.bared ? root.width : Math.round(root.width * root.pictureShare)

        PackPicture {
            anchors.bottom: plate.visible && root.upright ? plate.top : parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            picture: root.page.picture
        }

        Plate {
            id: plate

            anchors.bottom: parent.bottom
            leftPad: root.margin
            most: frame.height * (root.bared ? 0.55 : 0.4)
            picture: root.page.picture
            tagOnly: Theme.large && !root.upright && !root.bared
            rightPad: Theme.u(root.upright ? 72 : 32)
            width: parent.width
        }
    }

    // The theme's niche, above or beside a page without a picture.
    Niche {
        id: niche

        accent: root.accent
        centre: Qt.point(width / 2, height * (root.staged ? 0.5 : 0.336))
        height: root.upright ? Theme.u(420) : root.height
        lightY: root.staged ? 0.5 : 0.34
        visible: root.hollow || root.staged
        width: root.upright ? parent.width : Math.round(root.width * (root.staged ? 0.64 : root.shelved ? 0.2084 : root.wide ? 0.1667 : 0.3208))

        PackPicture {
            cover: false
            height: Math.min(parent.height - Theme.u(24), parent.width * 1.2)
            picture: root.object
            visible: Boolean(picture) && !root.staged
            width: height * 2 / 3
            x: (parent.width - width) / 2
            y: root.upright ? Theme.u(12) : Math.max(0, niche.centre.y - height * 0.5417)
        }

        // Without an object the niche shows the numeral.
        Label {
            Accessible.ignored: true
            color: root.accent.colour
            face: "hand"
            font.pixelSize: Theme.u(220)
            lineHeight: 1
            lineHeightMode: Text.ProportionalHeight
            text: root.numeral
            visible: !root.object && !root.staged
            x: niche.centre.x - width / 2
            y: niche.centre.y - height / 2
        }
    }

    // Geometry of the title in the niche.
    QtObject {
        id: shelf

        readonly property real pad: Theme.u(40)
        readonly property real width: Theme.u(400) - pad - Theme.u(24)
        readonly property real top: root.height - Theme.u(24) - 3 * Theme.u(68) - Theme.u(6) - header.height
        // Chinese breaks after punctuation.
        readonly property string words: Words.chinese ? Words.of(root.page.title).replace(/([，：；])(?=.)/g, "$1\n") : Words.of(root.page.title)
        // Width of a character of the title.
        readonly property real pitch: measure.advanceWidth * 52 / 64 * (Words.chinese ? 1 : 1.15) / Math.max(1, words.length)
        readonly property int lines: words.split("\n").reduce((sum, line) => sum + Math.ceil(pitch * line.length / width), 0)
        // At most three lines, with no word broken. `trial` gives the exact line count: words break at hyphens too.
        readonly property bool holds: header.implicitWidth <= width && widestWord.width <= width && lines <= 3 && trial.lineCount <= 3
    }

    Label {
        id: trial

        Accessible.ignored: true
        font.pixelSize: Theme.u(52)
        role: "h2"
        text: Words.kept(shelf.words)
        visible: false
        width: shelf.width
    }

    // Geometry of the title beside a stage.
    QtObject {
        id: wing

        readonly property real left: niche.width + Theme.u(64)
        readonly property real width: root.width - root.margin - Math.round(root.width * 0.64) - Theme.u(64)
        readonly property bool holds: widestWord.width * 64 / 52 <= width && measure.advanceWidth * 1.15 <= 3 * width
    }

    WidestWord {
        id: widestWord

        size: 52
        texts: [root.page.title]
    }

    Item {
        id: column

        // Width of the steps at the right.
        readonly property real aside: steps.width + Theme.u(24)
        // Maximum width.
        readonly property real reach: root.width - start - root.margin
        readonly property real start: root.beside && !root.upright ? frame.width + Theme.u(root.narrow ? 96 : 64) : root.hollow && !root.upright ? niche.width + root.margin : root.margin
        readonly property real head: root.upright ? (root.beside ? frame.height + Theme.u(32) : niche.visible ? niche.height + Theme.u(48) : Theme.u(120)) : Theme.u(Theme.large ? 24 : 56)
        readonly property real foot: root.upright ? Theme.u(144) : Theme.u(24)

        height: root.height - head - foot
        width: Math.min(reach, root.wide || root.yielded === "away" && !root.wordy ? root.width : Theme.t(root.yielded === "away" ? 1640 : 1200))
        x: start
        y: head

        PageHeader {
            id: header

            accent: root.accent
            height: Theme.large ? Theme.t(40) : Theme.t(72)
            numeral: root.numeral
            theme: root.theme
            visible: title.visible
            x: root.shelved ? shelf.pad - column.x : root.staged ? wing.left - column.x : 0
            y: root.shelved ? shelf.top - column.y : 0
        }

        Label {
            id: title

            Accessible.name: Words.of(root.page.title).replace(/\u00ad/g, "").replace(/\u00a0/g, " ")
            Accessible.role: Accessible.Heading
            // Number of lines at full size.
            readonly property real length: measure.advanceWidth / Math.max(1, width)
            // Later parts show the title on one line, so that the blocks keep their space; so does the first if that saves a part.
            readonly property bool curt: Theme.enlarged || !root.titledAside
            readonly property real least: Theme.large ? 0.56 : 0.74
            readonly property real most: Theme.large ? 0.75 : 1
            readonly property real fit: Theme.enlarged ? 0.98 / length : root.staged || length <= 2 ? 1 : 1.9 / length

            font.pixelSize: root.shelved ? Theme.u(52) : Math.floor(Theme.t(64) * Math.max(least, Math.min(most, fit)))
            lineHeight: font.pixelSize * 84 / 64
            role: "h2"
            text: Words.kept(root.shelved ? shelf.words : Words.of(root.page.title))
            visible: !running.visible && !root.bared
            // A line of text has a standard measure, but titles may be wider.
            width: root.shelved ? shelf.width : root.staged ? wing.width : Math.max(parent.width, column.reach - column.aside)
            x: header.x
            y: header.y + header.height + Theme.u(6)
        }

        // The full title appears once: later parts show it on one line, shortened if need be.
        Label {
            id: running

            Accessible.role: Accessible.Heading
            color: root.accent.colour
            elide: maximumLineCount > 1 ? Text.ElideNone : Text.ElideRight
            font.pixelSize: Math.floor(Theme.t(36) * Math.max(0.75, Math.min(1, 0.98 * width * 64 / 36 / Math.max(1, measure.advanceWidth))))
            lineHeight: font.pixelSize * 84 / 64
            maximumLineCount: body.part > 0 ? 1 : 99
            objectName: "running title"
            role: "h2"
            text: Words.of(root.page.title).replace(/\n/g, Words.chinese ? "" : " ")
            visible: title.curt && (body.part > 0 || body.breaks.brief) && !root.bared
            // The steps beside the blocks end below it.
            width: parent.width
        }

        // All lines of the title on a first part that has it as small as later parts.
        Label {
            id: unfolded

            Accessible.ignored: true
            font.pixelSize: running.font.pixelSize
            role: "h2"
            text: running.text
            visible: false
            width: running.width
        }

        TextMetrics {
            id: measure

            font.family: Theme.family("serif", Words.language)
            font.pixelSize: Theme.t(64)
            font.weight: Font.Bold
            text: Words.of(root.page.title)
        }

        BlockColumn {
            id: body

            accent: root.accent
            anchors.bottom: parent.bottom
            answers: root.answers
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.rightMargin: steps.visible || body.crowded ? Math.max(0, column.aside - column.reach + column.width) : 0
            anchors.top: parent.top
            blocks: root.page.blocks
            bed: root.staged ? niche.width - column.x : 0
            centred: root.titledAside
            composer: root.composer
            // In large text, uses the set line height: the item's height is that of the face's lines, which are higher.
            firstTop: root.titledAside ? 0 : title.y + (Theme.large ? title.lineCount * title.lineHeight : title.height) + Theme.u(Theme.large ? 20 : 28)
            briefTop: title.curt ? unfolded.lineCount * running.lineHeight + Theme.u(20) : firstTop
            laterTop: title.curt ? running.lineHeight + Theme.u(20) : firstTop
            polls: root.polls
            seen: root.seen
            yielding: root.gives
            headroom: root.staged ? title.y + title.height + Theme.u(28) : 0
            hidden: root.bared

            onComposedChanged: root.giveWay()
            onWordingChanged: root.unyield()

            onAnswered: (key, answer) => root.answered(key, answer)
            onGalleryOpened: gallery => root.galleryOpened(gallery)
            onLinkFollowed: (panel, page) => root.linkFollowed(panel, page)
        }

        PageSteps {
            id: steps

            anchors.bottom: parent.bottom
            bared: root.bared
            gaveWay: root.pictured && (root.yielded === "away" || root.bared || Theme.large && plate.silent)
            page: root.number
            pages: root.pages
            part: body.current
            parts: body.reachable
            stepsHere: root.stepsHere
            // At the page's edge, past a column of text.
            x: column.reach - width

            onPictureAsked: root.bared = !root.bared
            onStepped: by => root.step(by)
        }
    }
}
