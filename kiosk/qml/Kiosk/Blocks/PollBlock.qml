pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// A question of opinion. Thanks, and what others said, come once the vote is kept.
Column {
    id: root

    required property var block
    required property PollView polls
    readonly property int first: block.first ?? 0
    readonly property var vote: polls.votes[block.poll] ?? null
    readonly property string stage: vote ? vote.state : "open"
    readonly property bool kept: stage === "kept"
    readonly property int total: kept ? Object.values(vote.counts).reduce((sum, count) => sum + count, 0) : 0

    function votes(index: int): int {
        return root.kept ? root.vote.counts[String(index)] ?? 0 : 0;
    }

    function told(): string {
        if (root.kept)
            return root.total === 1 ? Words.say("poll-thanks-one") : Words.fill("poll-thanks", {
                count: root.total
            });
        return Words.say(root.stage === "lost" ? "poll-lost" : root.stage === "waiting" ? "poll-waiting" : "poll-hint");
    }

    spacing: Theme.u(8)

    Copy {
        Accessible.role: Accessible.Heading
        bottomPadding: Theme.u(8)
        font.pixelSize: Theme.t(40)
        lineHeight: Theme.t(58)
        role: "h3"
        text: Words.of(root.block.question)
        visible: text !== ""
        width: root.width
    }

    Repeater {
        model: root.block.answers

        Answer {
            required property var modelData
            readonly property int number: root.first + index

            chosen: root.vote !== null && root.vote.answer === number
            count: root.kept ? Words.fill("votes", {
                count: root.votes(number)
            }) : ""
            letter: number
            open: root.stage === "open"
            share: root.kept ? root.votes(number) / Math.max(1, root.total) : -1
            verdict: root.kept ? "counted" : ""
            width: root.width
            words: Words.of(modelData)

            onActivated: root.polls.vote(root.block.poll, number)
        }
    }

    Copy {
        Accessible.role: Accessible.AlertMessage
        color: root.kept ? Theme.gold : Theme.muted
        role: "label"
        text: root.told()
        topPadding: Theme.u(8)
        visible: root.block.ends !== false
        width: root.width
    }
}
