pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// Pairs to match: pictures or words on one side, words on the other. Touching one of each side shows whether they belong
// together. A poured line joins a found pair; a wrong try costs nothing.
QuestionColumn {
    id: root

    // Height of the page, or of a later part of it: pictures and the channel between the sides scale with it.
    property real partRoom: 0
    readonly property bool continues: reminds
    // The reasons are in parts of their own, which a visitor reaches once they have found the first pair of one.
    readonly property bool late: piece === "reason"
    readonly property bool awaiting: late && !now.found.includes(first)
    readonly property real ringSize: Math.max(Theme.ring, Theme.u(Growth.size(density, 72, 84, 96)))
    // Text grows until a word would break.
    readonly property real wordSize: {
        const most = Growth.size(density, 34, 44, 54);
        if (!across)
            return most;
        return answersBeside ? Math.min(most, 34 * besideRing / Math.max(1, widest)) : Math.max(34, Math.min(most, 34 * (cell - Theme.u(24)) / Math.max(1, widestWord)));
    }
    // Kept by the column, since in larger text a match is split into several pieces. `side` and `held` are the first touch, `wrong`
    // is the second touch if it did not match, `told` is the pair whose text is shown; -1 is none.
    property var progress: null
    readonly property var now: progress ?? root.beginning
    readonly property var beginning: ({
            found: [],
            side: "",
            held: -1,
            wrong: -1,
            told: -1
        })
    // The piece shown here: all, or one piece of the block.
    readonly property string piece: block.piece ?? "all"
    // Derived from the block and not from `visible`: in a part that is not shown nothing is visible, and its height is kept.
    readonly property bool boarded: ["all", "board"].includes(piece)
    readonly property bool footed: ["all", "board", "told"].includes(piece)
    readonly property var rows: block.rows ?? []
    readonly property bool listed: rows.length > 0
    readonly property Item cells: listed ? list : null
    // A list of pictures, of which a part holds all below the question.
    readonly property bool pictured: piece === "signs" && rows.every(row => row.picture)
    readonly property real listedHeight: {
        const deep = Math.ceil(rows.length / list.columns);
        return Math.max(ringSize, Math.min(Theme.u(220), (partRoom * 0.8 - questionHeight) / deep - spacing - Theme.u(8)));
    }
    readonly property int first: block.first ?? 0
    readonly property int pairs: block.signs.length
    readonly property bool finished: now.found.length === pairs

    // Side by side where each word fits, else one below the other.
    readonly property real cell: width / Math.max(1, pairs)
    readonly property bool across: cell - Theme.u(24) >= Math.max(widestWord, Theme.u(240)) && !(Theme.enlarged && cell < Theme.u(360))
    // In enlarged text the rings are beside the pictures, and beside the answers if each fits there on one line: the height is for
    // the pictures.
    readonly property bool compact: across && Theme.enlarged
    readonly property bool answersBeside: compact && widest * 28 / 34 <= besideRing
    readonly property real besideRing: cell - Theme.u(48) - ringSize
    readonly property real widest: widths.widest(block.answers.map(answer => Words.of(answer.words))) * 1.03
    readonly property real widestWord: widths.widestWord(block.answers.concat(block.signs.filter(sign => !sign.picture)).map(entry => Words.of(entry.words))) * 1.03
    readonly property real free: (fill > 0 ? fill : partRoom * (Theme.large ? 1 : [1, 0.85, 0.7][Math.max(0, density)])) - foot.height - 2 * spacing - Theme.u(2)
    readonly property real slack: root.beside(free - board.answerHeight - (root.answersBeside ? 0 : root.ringSize / 2), Theme.u(180))
    // Gap between the two sides: vertical and horizontal.
    readonly property real channel: Math.max(Theme.u(56), Math.min(Theme.u(fill > 0 ? 200 : 120), slack * 0.3))
    readonly property real gutter: Theme.u(width < Theme.t(1000) ? 140 : 200)
    readonly property real rowRoom: root.beside(free, pairs * (root.ringSize + Theme.u(16) + board.rowGap)) / pairs - board.rowGap
    // On a page with little else pictures grow before text does.
    readonly property real leastPicture: across ? Theme.u(Growth.size(density, 88, 170, 230)) : Math.max(ringSize + Theme.u(16), Theme.u(Growth.size(density, 0, 120, 150)))
    readonly property real pictureHeight: across ? Math.max(leastPicture, Math.min(Theme.u(fill > 0 ? 480 : 260), slack - channel)) : Math.max(leastPicture, Math.min(Theme.u(fill > 0 ? 260 : 160), rowRoom))

    signal progressed(var progress)

    // Height left for the board below the question. A board piece gets all of `free` if that is less than `needed`: its question
    // is then on the part before, and above the board once more if that leaves as much.
    function beside(free: real, needed: real): real {
        if (root.piece !== "board")
            return free - questionHeight;
        // The column's gap is wider than the block's own.
        const below = free - questionHeight - Theme.u(8);
        if (below >= needed)
            return below;
        return free - root.reminder >= needed ? free - root.reminder : free;
    }

    function touch(side: string, pair: int) {
        const now = root.now;
        if (now.found.includes(pair))
            root.become(now.found, "", -1, -1, pair);
        else if (now.held < 0 || now.side === side)
            root.become(now.found, side, now.side === side && now.held === pair ? -1 : pair, -1, -1);
        else if (now.held === pair)
            root.become(now.found.concat([pair]), "", -1, -1, pair);
        else
            root.become(now.found, now.side, now.held, pair, -1);
    }

    // The words below the board, for who does not see them.
    function sayResult() {
        const now = root.now;
        if (now.told >= 0)
            announcer.say(Words.sentences([Words.joined([Words.say("match-right"), Words.of(root.answerTo(now.told).words)], Words.language), Words.of(root.block.reasons[now.told])]));
        else
            announcer.say(Words.say(now.wrong >= 0 ? "match-wrong" : now.held >= 0 ? "match-then" : "match-hint"));
    }

    function become(found: var, side: string, held: int, wrong: int, told: int) {
        root.progressed({
            found: found,
            side: side,
            held: held,
            wrong: wrong,
            told: told
        });
        root.sayResult();
    }

    function verdict(side: string, pair: int): string {
        if (root.now.found.includes(pair))
            return "right";
        if (root.now.side === side)
            return root.now.held === pair ? "held" : "";
        return root.now.wrong === pair ? "wrong" : "";
    }

    // The result as text; for a found pair, its explanation.
    function told(side: string, pair: int): string {
        switch (root.verdict(side, pair)) {
        case "right":
            return Words.joined([Words.say("match-right"), Words.of(side === "sign" ? root.answerTo(pair).words : root.block.signs[pair].words)], Words.language);
        case "held":
            return Words.say("chosen");
        case "wrong":
            return Words.say("quiz-wrong");
        }
        return "";
    }

    function answerTo(pair: int): var {
        return root.block.answers[root.placeOf(pair)];
    }

    function placeOf(pair: int): int {
        return root.block.answers.findIndex(answer => answer.pair === pair);
    }

    function letter(place: int): string {
        return Words.say("answer-letters").split(" ")[place] ?? String(place + 1);
    }

    // What was touched on the other side, which may be in another part.
    notice: !root.listed ? "" : root.now.wrong >= 0 ? Words.say("quiz-wrong") : root.now.held < 0 ? "" : Words.fill("match-held", {
        mark: root.now.side === "sign" ? Words.numeral(root.now.held) : root.letter(root.placeOf(root.now.held))
    })
    together: listed
    questioned: ["all", "question"].includes(piece)
    reminds: ["signs", "answers", "board"].includes(piece)
    spacing: Theme.u(Theme.enlarged ? 12 : 24)

    Announcer {
        id: announcer
    }

    TextWidths {
        id: widths

        font.family: Theme.family("sans", Words.language)
        font.pixelSize: Theme.t(34)
    }

    Item {
        id: board

        readonly property real signHeight: Array.from(upper.children).reduce((most, piece) => Math.max(most, piece.implicitHeight), 0)
        readonly property real answerHeight: Array.from(lower.children).reduce((most, piece) => Math.max(most, piece.implicitHeight), 0)
        readonly property real rowHeight: Math.max(signHeight, answerHeight, root.fill > 0 ? Math.min(Theme.u(160), root.rowRoom) : 0)
        readonly property real rowGap: Theme.u(root.density > 0 || Theme.enlarged || root.pairs > 4 ? 8 : 16)
        // Text gets what it needs, up to one half; answers get the rest.
        readonly property real written: widths.widest(root.block.signs.filter(sign => !sign.picture).map(sign => Words.of(sign.words))) * 1.03 * root.wordSize / 34 + root.ringSize + Theme.u(48)
        readonly property real signWidth: Math.min((root.width - root.gutter) * 0.5, root.block.signs.some(sign => sign.picture) ? Math.max(written, (root.width - root.gutter) * 0.36) : written)

        height: root.across ? signHeight + root.channel + answerHeight : root.pairs * rowHeight + (root.pairs - 1) * rowGap
        visible: root.boarded
        width: root.width

        // Centre of the ring of a sign or of an answer, by its position in its row.
        function knob(side: string, place: int): point {
            const beside = side === "sign" ? root.compact : root.answersBeside;
            if (beside)
                return Qt.point(place * root.cell + Theme.u(12) + root.ringSize / 2, side === "sign" ? signHeight - root.ringSize / 2 : signHeight + root.channel + answerHeight / 2);
            if (root.across)
                return Qt.point((place + 0.5) * root.cell, side === "sign" ? signHeight - root.ringSize / 2 : signHeight + root.channel + root.ringSize / 2);
            return Qt.point(side === "sign" ? signWidth - root.ringSize / 2 : signWidth + root.gutter + root.ringSize / 2, place * (rowHeight + rowGap) + rowHeight / 2);
        }

        Item {
            id: upper

            Repeater {
                model: root.boarded ? root.block.signs : []

                MatchPiece {
                    required property var modelData

                    edge: root.compact ? "left" : root.across ? "bottom" : "right"
                    height: root.across ? board.signHeight : board.rowHeight
                    identifier: "match:sign:" + index
                    low: root.compact
                    mark: Words.numeral(index)
                    picture: modelData.picture
                    pictureHeight: root.pictureHeight
                    ringSize: root.ringSize
                    size: root.wordSize
                    verdict: root.verdict("sign", modelData.pair)
                    verdictWords: root.told("sign", modelData.pair)
                    width: root.across ? root.cell - Theme.u(24) : board.signWidth
                    words: Words.of(modelData.words)
                    x: root.across ? index * root.cell + Theme.u(12) : 0
                    y: root.across ? 0 : index * (board.rowHeight + board.rowGap)

                    onActivated: root.touch("sign", modelData.pair)
                }
            }
        }

        Item {
            id: lower

            Repeater {
                model: root.boarded ? root.block.answers : []

                MatchPiece {
                    required property var modelData

                    edge: root.across && !root.answersBeside ? "top" : "left"
                    height: root.across ? board.answerHeight : board.rowHeight
                    identifier: "match:answer:" + index
                    mark: root.letter(index)
                    ringSize: root.ringSize
                    size: root.wordSize
                    verdict: root.verdict("answer", modelData.pair)
                    verdictWords: root.told("answer", modelData.pair)
                    width: root.across ? root.cell - Theme.u(24) : root.width - x
                    words: Words.of(modelData.words)
                    x: root.across ? index * root.cell + Theme.u(12) : board.signWidth + root.gutter
                    y: root.across ? board.signHeight + root.channel : index * (board.rowHeight + board.rowGap)

                    onActivated: root.touch("answer", modelData.pair)
                }
            }
        }

        Repeater {
            model: root.boarded ? root.pairs : 0

            Shape {
                id: line

                required property int index
                readonly property point from: board.knob("sign", index)
                readonly property point to: board.knob("answer", root.placeOf(index))
                readonly property real rim: root.ringSize / 2 / Math.max(1, Math.hypot(to.x - from.x, to.y - from.y))
                readonly property bool poured: root.now.found.includes(index)
                property real flow: poured ? 1 : 0

                visible: poured

                Behavior on flow {
                    enabled: line.poured

                    NumberAnimation {
                        duration: Theme.move
                        easing.bezierCurve: Theme.easing
                        easing.type: Easing.BezierSpline
                    }
                }

                ShapePath {
                    id: stream

                    readonly property real reached: line.rim + (1 - 2 * line.rim) * line.flow

                    capStyle: ShapePath.RoundCap
                    fillColor: "transparent"
                    startX: line.from.x + (line.to.x - line.from.x) * line.rim
                    startY: line.from.y + (line.to.y - line.from.y) * line.rim
                    strokeColor: Theme.gold
                    strokeWidth: Theme.line(Theme.high ? 6 : 4)

                    PathLine {
                        x: line.from.x + (line.to.x - line.from.x) * stream.reached
                        y: line.from.y + (line.to.y - line.from.y) * stream.reached
                    }
                }
            }
        }
    }

    // In the largest text the two sides are lists.
    Grid {
        id: list

        // Of the letter or numeral of a partner.
        readonly property real markWidth: widths.widest(root.block.signs.map((_, at) => Words.numeral(at)).concat(root.block.answers.map((_, at) => root.letter(at)))) * Growth.size(root.density, 32, 38, 48) / 34

        columnSpacing: Theme.u(16)
        // Two abreast where each is short, as the answers of a quiz.
        columns: root.rows.length > 2 && width >= Theme.u(900) && (root.pictured || widths.widest(root.rows.map(row => Words.of(row.words))) * 1.05 * 36 / 34 + Theme.u(220) <= (width - columnSpacing) / 2) ? 2 : 1
        rowSpacing: root.spacing
        visible: root.listed
        width: root.width

        Repeater {
            model: Slices.of(root.rows, root.block)

            Answer {
                required property var modelData
                readonly property string side: root.piece === "signs" ? "sign" : "answer"
                readonly property int place: Slices.start(root.block) + index
                readonly property string came: root.verdict(side, modelData.pair)

                chosen: came === "held"
                density: root.density
                identifier: "match:" + side + ":" + place
                letter: place
                mark: side === "sign" ? Words.numeral(place) : root.letter(place)
                picture: root.pictured ? modelData.picture : null
                pictureHeight: root.listedHeight
                reserve: root.pictured ? 0 : list.markWidth
                name: [words, root.told(side, modelData.pair)].filter(part => part !== "").join(" · ")
                verdict: came === "held" ? "" : came
                // Shows the letter or numeral of the partner: its full text would fill a screen.
                verdictWords: came === "right" ? (side === "sign" ? root.letter(root.placeOf(modelData.pair)) : Words.numeral(modelData.pair)) : ""
                width: (list.width - list.columnSpacing * (list.columns - 1)) / list.columns
                words: Words.of(modelData.words)

                onActivated: root.touch(side, modelData.pair)
            }
        }
    }

    // Keeps its height, so that nothing moves on touch.
    Item {
        id: foot

        readonly property bool beside: width > buttons.width + Theme.t(480)

        height: beside ? Math.max(said.height, buttons.height) : said.height + Theme.u(16) + buttons.height
        visible: root.footed
        width: root.width

        Item {
            id: said

            height: [hint, ...sayings.children].reduce((most, child) => Math.max(most, child.height), 0)
            width: foot.beside ? foot.width - buttons.width - Theme.u(48) : foot.width

            Label {
                id: hint

                font.pixelSize: Theme.t(Growth.size(root.density, 34, 40, 46))
                lineHeight: Theme.t(Growth.size(root.density, 58, 64, 70))
                color: Theme.muted
                text: Words.say(root.now.wrong >= 0 ? "match-wrong" : root.finished ? "match-all" : root.now.held >= 0 ? "match-then" : "match-hint")
                visible: root.now.told < 0
                width: parent.width
            }

            Item {
                id: sayings

                width: parent.width

                Repeater {
                    model: root.footed ? root.pairs : 0

                    Label {
                        required property int index
                        readonly property bool shown: root.now.told === index

                        Accessible.ignored: !shown
                        color: Theme.gold
                        font.pixelSize: hint.font.pixelSize
                        lineHeight: hint.lineHeight
                        opacity: shown ? 1 : 0
                        text: Words.of(root.block.reasons[index]) || Words.joined([Words.say("match-right"), Words.of(root.answerTo(index).words)], Words.language)
                        width: sayings.width

                        Behavior on opacity {
                            NumberAnimation {
                                duration: Theme.fade
                            }
                        }
                    }
                }
            }
        }

        Grid {
            id: buttons

            columnSpacing: Theme.u(40)
            columns: Theme.large && root.width < Theme.u(900) ? 1 : 2
            rowSpacing: Theme.u(8)
            x: foot.beside ? foot.width - width : 0
            y: foot.beside ? 0 : said.height + Theme.u(16)

            RingButton {
                icon: "check"
                identifier: "match:show"
                label: Words.say("match-show")
                usable: !root.finished

                onActivated: root.become(Array.from({
                    length: root.pairs
                }, (_, pair) => pair), "", -1, -1, -1)
            }

            RingButton {
                icon: "restart"
                identifier: "match:again"
                label: Words.say("match-again")
                usable: root.now.found.length > 0 || root.now.held >= 0

                onActivated: root.progressed(null)
            }
        }
    }

    // In the largest text each found pair gets a text of its own.
    Label {
        color: Theme.muted
        role: "label"
        text: Words.numeral(root.first) + "  " + Words.of(root.block.signs[root.first].words)
        visible: root.piece === "reason"
        width: root.width
    }

    Label {
        color: root.awaiting ? Theme.muted : Theme.text
        text: root.awaiting ? Words.say("match-why") : Words.of(root.block.reasons[root.first])
        visible: root.piece === "reason"
        width: root.width
    }
}
