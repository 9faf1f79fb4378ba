import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The question once more, small, above answers that are in a part without it.
Item {
    id: root

    required property string question
    // Takes the place of the question, as long as there is something to say.
    property string notice: ""

    height: Math.max(asked.height, noticed.visible ? noticed.height : 0)

    Label {
        id: asked

        color: Theme.muted
        lineHeight: Theme.t(38)
        opacity: noticed.visible ? 0 : 1
        role: "floor"
        text: root.question
        width: parent.width
    }

    Label {
        id: noticed

        lineHeight: asked.lineHeight
        role: "floor"
        text: root.notice
        visible: text !== ""
        width: parent.width
        wrapMode: Text.NoWrap
    }
}
