import QtQuick

import Kiosk.Theme
import Kiosk.View

// The only window of a kiosk.
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
    property bool mayClose: false
    property bool frameless: false

    color: Theme.ground
    flags: frameless ? Qt.Window | Qt.FramelessWindowHint : Qt.Window
    title: "Yi Kiosk"

    onClosing: close => close.accepted = root.mayClose

    RootView {
        anchors.fill: parent
        attract: root.attract
        keys: root.keys
        operator: root.operator
        pack: root.pack
        composer: root.composer
        polls: root.polls
        search: root.search
        session: root.session
        stage: root.stage
    }
}
