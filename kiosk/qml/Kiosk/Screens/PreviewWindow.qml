import QtQuick

import Kiosk.Theme
import Kiosk.View

// A kiosk's screen in a window for pack authors: as large as fits, in the exact proportions of the device. Diagnostics of the
// last save are below it.
Window {
    id: root

    required property SessionView session
    required property AttractView attract
    required property PackView pack
    required property Composer composer
    required property PollView polls
    required property SearchView search
    required property StageView stage
    required property OperatorView operator
    required property KeysView keys
    required property PreviewView preview
    property bool mayClose: false

    color: Theme.deep
    title: preview.title

    Item {
        id: room

        anchors.bottom: strip.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top

        RootView {
            id: stageArea

            anchors.centerIn: parent
            attract: root.attract
            clip: true
            height: root.preview.height
            keys: root.keys
            operator: root.operator
            pack: root.pack
            composer: root.composer
            polls: root.polls
            scale: Math.min(room.width / width, room.height / height)
            search: root.search
            session: root.session
            stage: root.stage
            width: root.preview.width
        }
    }

    PreviewStrip {
        id: strip

        anchors.bottom: parent.bottom
        preview: root.preview
        width: parent.width
    }
}
