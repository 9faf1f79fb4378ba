pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Blocks
import Kiosk.Parts
import Kiosk.Theme

// A quiz question: a touch on an answer shows whether it is right, and why.
Column {
    id: root

    required property var block
    property int density: 0
    property real fill: 0
    // First in a part that is not the first.
    property bool topmost: false
    readonly property bool reminded: reminding.visible
    readonly property real reminder: reminding.height + spacing
    // Kept by the column, since a quiz may be split over several parts.
    property int tried: -1
    readonly property Item cells: keys
    readonly property bool ruled: true
    readonly property bool asks: true
    readonly property bool awaiting: !told
    readonly property string question: Slices.begins(block) ? Words.of(block.question) : ""
    readonly property string because: !Slices.ends(block) ? "" : Words.of(block.because)
    readonly property bool solved: tried === block.right
    readonly property bool told: tried >= 0
    readonly property real others: (question === "" ? 0 : asked.height + spacing) + (reminded ? reminder : 0) + (because === "" ? 0 : foot.height + spacing)

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
        longest: ["quiz-right", "quiz-answer", "quiz-wrong"].map(key => Words.say(key)).reduce((long, words) => words.length > long.length ? words : long, "")
        open: !root.told
        visible: count > 0
        width: root.width

        onActivated: number => root.answered(number)
    }

    // Keeps its height, so that nothing moves on touch.
    Item {
        id: foot

        readonly property bool tight: Theme.large && root.density > 1

        height: Math.max(because.height, hint.height)
        visible: root.because !== ""
        width: root.width

        Label {
            id: because

            Accessible.ignored: !root.told
            font.pixelSize: Theme.t(Growth.size(root.density, 34, 42, 50))
            lineHeight: Theme.t(foot.tight ? 48 : Growth.size(root.density, 58, 64, 76))
            opacity: root.told ? 1 : 0
            text: root.because
            topPadding: Theme.u(foot.tight ? 4 : 12)
            width: parent.width

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
            text: Words.say("quiz-hint")
            topPadding: because.topPadding
            visible: !root.told
            width: parent.width
        }
    }
}
