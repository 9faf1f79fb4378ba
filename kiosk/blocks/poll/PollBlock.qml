pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme
import Kiosk.View

// An opinion poll. Thanks and results appear once the vote is stored.
QuestionColumn {
    id: root

    required property PollView polls
    readonly property Item cells: keys
    readonly property bool ruled: true
    readonly property bool asks: true
    readonly property bool awaiting: vote === null
    readonly property var vote: polls.votes[block.poll] ?? null
    readonly property string stage: vote ? vote.state : "open"
    readonly property bool kept: stage === "kept"
    readonly property int total: kept ? Object.values(vote.counts).reduce((sum, count) => sum + count, 0) : 0
    readonly property bool ends: Slices.ends(block)
    readonly property real others: (questioned ? questionHeight + spacing : 0) + (reminded ? reminder : 0) + (ends ? foot.height + spacing : 0)

    function cameOf(number: int): var {
        const votes = root.kept ? root.vote.counts[String(number)] ?? 0 : 0;
        return {
            chosen: root.vote !== null && root.vote.answer === number,
            count: root.kept ? Words.fill("votes", {
                count: votes
            }) : "",
            sign: root.kept ? String(votes) : "",
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

    onStageChanged: if (announcer.awaiting && stage !== "waiting" && stage !== "open") {
        announcer.awaiting = false;
        announcer.say(status());
    }

    AnswerKeys {
        id: keys

        block: root.block
        came: root.block.answers.map((_, at) => root.cameOf(at))
        density: root.density
        fill: Growth.room(root.fill, root.others)
        open: root.stage === "open"
        signing: true
        results: [Words.fill("votes", {
                count: "00000"
            })]
        visible: count > 0
        width: root.width

        onActivated: number => {
            announcer.awaiting = true;
            root.polls.vote(root.block.poll, number);
        }
    }

    Announcer {
        id: announcer

        // A vote of this visitor is on its way.
        property bool awaiting: false
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
