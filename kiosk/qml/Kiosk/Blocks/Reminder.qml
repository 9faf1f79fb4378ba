import QtQuick
import Kiosk.Parts
import Kiosk.Theme

// The question once more, small, above answers that are in a part without it.
Item {
    id: root

    required property string question
    // Takes the place of the question, as long as there is something to say.
    property string said: ""

    height: Math.max(asked.height, told.visible ? told.height : 0)

    Label {
        id: asked

        color: Theme.muted
        lineHeight: Theme.t(38)
        opacity: told.visible ? 0 : 1
        role: "floor"
        text: root.question
        width: parent.width
    }

    Label {
        id: told

        lineHeight: asked.lineHeight
        role: "floor"
        text: root.said
        visible: text !== ""
        width: parent.width
        wrapMode: Text.NoWrap
    }
}
