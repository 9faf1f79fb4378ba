pragma ComponentBehavior: Bound

import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// A question that knows its answer: a touch tells whether it is right, and why.
Column {
    id: root

    required property var block
    // Kept by the column, since in large text a quiz is told in several pieces.
    property int tried: -1
    readonly property int first: block.first ?? 0
    readonly property string because: block.ends === false ? "" : Words.of(block.because)

    signal answered(int answer)
    readonly property bool solved: tried === block.right
    readonly property bool told: tried >= 0

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
            readonly property bool apt: root.told && number === root.block.right
            readonly property bool wrong: root.tried === number && !apt

            chosen: root.tried === number
            letter: number
            open: !root.told
            verdict: apt ? "right" : wrong ? "wrong" : ""
            verdictWords: apt ? Words.say(root.solved ? "quiz-right" : "quiz-answer") : wrong ? Words.say("quiz-wrong") : ""
            width: root.width
            words: Words.of(modelData)

            onActivated: root.answered(number)
        }
    }

    // Its room is kept, so that nothing moves under the finger.
    Item {
        height: Math.max(because.height, root.block.answers.length === 0 ? hint.height : 0)
        visible: root.because !== ""
        width: root.width

        Copy {
            id: because

            Accessible.ignored: !root.told
            opacity: root.told ? 1 : 0
            text: root.because
            topPadding: Theme.u(12)
            width: parent.width

            Behavior on opacity {
                NumberAnimation {
                    duration: Theme.fade
                }
            }
        }

        // Where that stands alone the page would be empty until then.
        Copy {
            id: hint

            color: Theme.muted
            text: Words.say("quiz-hint")
            topPadding: because.topPadding
            visible: !root.told && root.block.answers.length === 0
            width: parent.width
        }
    }
}
