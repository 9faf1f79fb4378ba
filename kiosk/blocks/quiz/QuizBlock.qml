pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// A quiz question: a touch on an answer shows whether it is right, and why.
QuestionColumn {
    id: root

    // Kept by the column, since a quiz may be split over several parts.
    property int tried: -1
    readonly property Item cells: keys
    readonly property bool ruled: true
    readonly property bool asks: true
    readonly property bool awaiting: !told
    readonly property string because: !Slices.ends(block) ? "" : Words.of(block.because)
    readonly property bool solved: tried === block.right
    readonly property bool told: tried >= 0
    // The verdict is in words above the reason: the reason is in a part without the answers, or keys have no room for words.
    readonly property bool spelt: Slices.ends(block) && (Slices.of(block.answers, block).length === 0 || keys.signed)
    readonly property bool footed: because !== "" || spelt
    readonly property real others: (questioned ? questionHeight + spacing : 0) + (reminded ? reminder : 0) + (footed ? foot.height + spacing : 0)

    signal answered(int answer)

    // The result for one answer.
    function cameOf(number: int): var {
        const apt = root.told && number === root.block.right;
        const wrong = root.tried === number && !apt;
        return {
            chosen: root.tried === number,
            verdict: apt ? "right" : wrong ? "wrong" : "",
            words: apt ? Words.say(root.solved ? "quiz-right" : "quiz-answer") : wrong ? Words.say("quiz-wrong") : ""
        };
    }

    // The right answer, after what is said of it.
    function verdict(key: string): string {
        return Words.say(key) + (Words.chinese ? "：" : ": ") + Words.of(root.block.answers[root.block.right]);
    }

    // The result in words, for who does not see it.
    function sayResult() {
        announcer.say(Words.sentences([Words.say(root.solved ? "quiz-right" : "quiz-wrong"), root.solved ? "" : root.verdict("quiz-answer"), Words.of(root.block.because)]));
    }

    spacing: Theme.u(8)

    AnswerKeys {
        id: keys

        block: root.block
        came: root.block.answers.map((_, at) => root.cameOf(at))
        density: root.density
        fill: Growth.room(root.fill, root.others)
        open: !root.told
        signing: true
        results: ["quiz-right", "quiz-answer", "quiz-wrong"].map(key => Words.say(key))
        visible: count > 0
        width: root.width

        onActivated: number => {
            root.answered(number);
            root.sayResult();
        }
    }

    Announcer {
        id: announcer
    }

    // Keeps its height, so that nothing moves on touch.
    Item {
        id: foot

        readonly property bool tight: root.density > 1

        height: because.y + Math.max(because.height, hint.height)
        visible: root.footed
        width: root.width

        Repeater {
            id: verdicts

            readonly property real highest: {
                let most = 0;
                for (let i = 0; i < count; i++)
                    most = Math.max(most, itemAt(i)?.height ?? 0);
                return most;
            }

            model: root.spelt ? ["quiz-right", "quiz-answer"] : []

            Label {
                required property string modelData
                readonly property bool shown: root.told && root.solved === (modelData === "quiz-right")

                Accessible.ignored: !shown || !visible || !enabled
                color: Theme.gold
                font.pixelSize: because.font.pixelSize
                lineHeight: because.lineHeight
                opacity: shown ? 1 : 0
                text: root.verdict(modelData)
                topPadding: because.topPadding
                width: foot.width
            }
        }

        Label {
            id: because

            Accessible.ignored: !root.told || !visible || !enabled
            font.pixelSize: Theme.t(Growth.size(root.density, 34, 42, 50))
            lineHeight: Theme.t(foot.tight ? 48 : Growth.size(root.density, 58, 64, 76))
            opacity: root.told ? 1 : 0
            text: root.because
            topPadding: Theme.u(!foot.tight ? 12 : Theme.large ? 4 : 0)
            width: parent.width
            y: verdicts.highest

            Behavior on opacity {
                NumberAnimation {
                    duration: Theme.fade
                }
            }
        }

        // A hint fills the space until then.
        Label {
            id: hint

            color: Theme.muted
            font.pixelSize: because.font.pixelSize
            lineHeight: because.lineHeight
            text: root.because === "" ? "" : Words.say("quiz-hint")
            topPadding: because.topPadding
            visible: !root.told
            width: parent.width
        }
    }
}
