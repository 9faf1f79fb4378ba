pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// An opinion poll. Thanks and results appear once the vote is stored.
Column {
    id: root

    required property var block
    required property PollView polls
    property int density: 0
    property real fill: 0
    // First in a part that is not the first.
    property bool topmost: false
    readonly property bool reminded: reminding.visible
    readonly property real reminder: reminding.height + spacing
    readonly property Item cells: keys
    readonly property bool ruled: true
    readonly property bool asks: true
    readonly property bool awaiting: vote === null
    readonly property string question: Slices.begins(block) ? Words.of(block.question) : ""
    readonly property var vote: polls.votes[block.poll] ?? null
    readonly property string stage: vote ? vote.state : "open"
    readonly property bool kept: stage === "kept"
    readonly property int total: kept ? Object.values(vote.counts).reduce((sum, count) => sum + count, 0) : 0
    readonly property bool ends: Slices.ends(block)
    readonly property real others: (question === "" ? 0 : asked.height + spacing) + (reminded ? reminder : 0) + (ends ? foot.height + spacing : 0)

    function cameOf(number: int): var {
        const votes = root.kept ? root.vote.counts[String(number)] ?? 0 : 0;
        return {
            chosen: root.vote !== null && root.vote.answer === number,
            count: root.kept ? Words.fill("votes", {
                count: votes
            }) : "",
            share: root.kept ? votes / Math.max(1, root.total) : -1,
            verdict: root.kept ? "counted" : ""
        };
    }

    function status(): string {
        if (root.kept)
            return root.total === 1 ? Words.say("poll-thanks-one") : Words.fill("poll-thanks", {
                count: root.total
            });
        return Words.say(root.stage === "lost" ? "poll-lost" : root.stage === "waiting" ? "poll-waiting" : "poll-hint");
    }

    spacing: Theme.u(8)

    Reminder {
        id: reminding

        question: Words.of(root.block.question)
        visible: root.topmost && root.question === ""
        width: root.width
    }

    Question {
        id: asked

        density: root.density
        text: root.question
        visible: text !== ""
        width: root.width
    }

    AnswerKeys {
        id: keys

        block: root.block
        came: root.block.answers.map((_, at) => root.cameOf(at))
        density: root.density
        fill: Growth.room(root.fill, root.others)
        longest: Words.fill("votes", {
            count: "00000"
        })
        open: root.stage === "open"
        visible: count > 0
        width: root.width

        onActivated: number => root.polls.vote(root.block.poll, number)
    }

    Label {
        id: foot

        Accessible.role: Accessible.AlertMessage
        color: root.kept ? Theme.gold : Theme.muted
        font.pixelSize: Theme.t(Growth.size(root.density, 32, 38, 46))
        lineHeight: Theme.t(Growth.size(root.density, 48, 56, 66))
        role: "label"
        text: root.status()
        topPadding: Theme.u(8)
        visible: root.ends
        width: root.width
    }
}
