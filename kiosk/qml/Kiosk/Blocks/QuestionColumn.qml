import QtQuick
import Kiosk.Theme

// A question above its answers, and once more, small, in further parts that go on with them. The answers follow as children.
Column {
    id: root

    required property var block
    property int density: 0
    property real fill: 0
    // First in a part that is not the first.
    property bool topmost: false
    // The question itself is here.
    property bool questioned: Slices.begins(block)
    // Without its question, what is here needs a reminder of it.
    property bool reminds: true
    property alias notice: reminding.notice
    readonly property bool reminded: reminding.visible
    readonly property real reminder: reminds ? reminding.height + spacing : 0
    property bool together: true
    // Height of the question: also where it is in another part.
    readonly property real questionHeight: asked.height

    Reminder {
        id: reminding

        question: asked.text
        visible: root.topmost && root.reminds && !root.questioned
        width: root.width
    }

    Question {
        id: asked

        density: root.density
        text: Words.of(root.block.question)
        visible: root.questioned
        width: root.width
    }
}
